using System.Text.Json;
using GridActors.Core.Records;

namespace GridActors.Core.Tests.Records;

public sealed class PersonNameTests
{
    [Theory]
    [InlineData("11010519491231002X")] // the example of GB 11643
    [InlineData("440524188001010014")]
    public void Published_examples_are_valid(string id) => Assert.True(PersonName.IsNationalId(id));

    [Fact]
    public void A_computed_check_character_is_valid_and_every_other_is_not() =>
        Properties.Hold(
            Properties.FromSeed(
                chance => NationalIds.Of(chance.Next(1000),
                $"{chance.Next(1900, 2020)}0{chance.Next(1, 10)}1{chance.Next(10)}")),
            id =>
            {
                Assert.True(PersonName.IsNationalId(id), id);
                foreach (var check in "0123456789X".Where(check => check != id[17]))
                {
                    Assert.False(PersonName.IsNationalId(id[..17] + check));
                }
            });

    [Fact]
    public void One_wrong_digit_or_two_neighbours_exchanged_are_found() =>
        Properties.Hold(
            Properties.FromSeed(chance => (Id: NationalIds.Of(chance.Next(1000)), Place: chance.Next(16))),
            scene =>
            {
                char[] wrong = [.. scene.Id];
                wrong[scene.Place] = (char)('0' + ((wrong[scene.Place] - '0' + 1) % 10));
                Assert.False(PersonName.IsNationalId(new string(wrong)));

                char[] exchanged = [.. scene.Id];
                (exchanged[scene.Place], exchanged[scene.Place + 1]) = (exchanged[scene.Place + 1], exchanged[scene.Place]);
                Assert.Equal(scene.Id == new string(exchanged), PersonName.IsNationalId(new string(exchanged)));
            });

    [Theory]
    [InlineData("")]
    [InlineData("14112719700101001")]
    [InlineData("1411271970010100123")]
    [InlineData("14112719700101００1X")]
    public void What_has_not_18_ascii_digits_is_not_valid(string id) => Assert.False(PersonName.IsNationalId(id));

    [Theory]
    [InlineData("19700230")]
    [InlineData("19001301")]
    [InlineData("20210229")]
    [InlineData("00000101")]
    public void A_date_of_birth_that_no_calendar_has_is_not_valid(string birth) =>
        Assert.False(PersonName.IsNationalId(NationalIds.Of(1, birth)));

    [Fact]
    public void Born_on_a_leap_day_is_valid() => Assert.True(PersonName.IsNationalId(NationalIds.Of(1, "20000229")));

    [Fact]
    public void A_small_x_is_the_same_id()
    {
        var id = Enumerable.Range(0, 1000).Select(number => NationalIds.Of(number)).First(id => id.EndsWith('X'));
        Assert.Equal(Read($$"""{"id":"{{id}}"}""").Name, Read($$"""{"id":"{{id.ToLowerInvariant()}}"}""").Name);
    }

    [Fact]
    public void An_id_is_a_national_one_unless_it_says_otherwise()
    {
        Assert.Equal("nationalId", Read($$"""{"id":"{{NationalIds.Of(1)}}"}""").Name!.IdType);
        Assert.Equal("bad-person-id", Read("""{"id":"E12345678"}""").Refusal!.Code);
        Assert.Equal("person.id", Read("""{"id":"E12345678"}""").Refusal!.Field);
        Assert.Null(Read("""{"id":"E12345678","idType":"passport"}""").Refusal);
        Assert.Null(Read("""{"id":"any thing","idType":"other"}""").Refusal);
        Assert.Equal("bad-value", Read("""{"id":"1","idType":"driver"}""").Refusal!.Code);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"name":"张三"}""")]
    [InlineData("""{"phone":"13800000001"}""")]
    [InlineData("""{"idType":"passport","name":"张三"}""")]
    [InlineData("""{"id":null,"name":"张三","phone":null}""")]
    public void Without_an_id_both_name_and_phone_are_needed(string person)
    {
        var refusal = Read(person).Refusal;
        Assert.Equal("bad-person", refusal!.Code);
        Assert.Equal("person", refusal.Field);
    }

    private static (PersonName? Name, Refusal? Refusal) Read(string json)
    {
        var fields = Fields.Of(JsonDocument.Parse($$"""{"person":{{json}}}""").RootElement);
        var name = fields.Person("person");
        return (name, fields.Refusal);
    }
}
