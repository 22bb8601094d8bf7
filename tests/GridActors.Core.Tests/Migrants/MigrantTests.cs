using GridActors.Core.Tests.Households;

namespace GridActors.Core.Tests.Migrants;

public sealed class MigrantTests
{
    private const string Id = "\"id\":\"11010519491231002X\"";
    private const string Name = "\"name\":\"张三\",\"phone\":\"13800000001\"";

    [Fact]
    public void A_migrant_worker_is_counted_once_and_what_the_latest_registration_says_of_the_risk_stands()
    {
        var unit = UnitUnderTest.Household().Accept("02-03 09:00", "migrant.register", Register(",\"risk\":true"))
            .Accept("02-05 09:00", "migrant.register", Register());
        Assert.Equal((1, 1), (unit["migrants"], unit["migrants.atRisk"]));
        unit.Accept("02-07 09:00", "migrant.register", Register(",\"risk\":false"));
        Assert.Equal((1, 0, -1), (unit["migrants"], unit["migrants.atRisk"], unit.On("02-07", "migrants.atRisk")));
        unit.Accept("02-06 09:00", "migrant.register", Register(",\"risk\":true"));
        Assert.Equal((0, -1), (unit["migrants.atRisk"], unit.On("02-07", "migrants.atRisk")));
    }

    [Fact]
    public void Contacts_are_counted_each_and_persons_once_by_means()
    {
        var unit = UnitUnderTest.Household().Accept("02-03 09:00", "migrant.register", Register())
            .Accept("02-04 09:00", "migrant.contact", Contact("phone"))
            .Accept("02-05 09:00", "migrant.contact", Contact("phone"))
            .Accept("02-06 09:00", "migrant.contact", Contact("visit"))
            .Accept("02-07 09:00", "migrant.contact", Contact("staysPut"));
        Assert.Equal((4, 1, 1, 1), (
            unit["migrants.contacted"], unit["migrants.phoned"], unit["migrants.visited"], unit["migrants.stayingPut"]));
        Assert.Equal((1, 0), (unit.On("02-04", "migrants.phoned"), unit.On("02-05", "migrants.phoned")));
    }

    [Fact]
    public void Nobody_is_reached_who_is_not_on_the_list_and_the_registration_brings_in_what_was_said_before()
    {
        var unit = UnitUnderTest.Household().Accept("02-03 09:00", "migrant.contact", Contact("phone", Name));
        Assert.Equal((1, 0, 0), (unit["migrants.contacted"], unit["migrants.phoned"], unit["migrants"]));
        unit.Accept("02-05 09:00", "migrant.register", Register(person: $"{Id},{Name}"));
        Assert.Equal((1, 1), (unit["migrants.phoned"], unit.On("02-05", "migrants.phoned")));
    }

    [Fact]
    public void Who_comes_home_stays_put_no_longer()
    {
        var unit = UnitUnderTest.Household().Accept("02-03 09:00", "migrant.register", Register())
            .Accept("02-04 09:00", "migrant.contact", Contact("staysPut"))
            .Accept("02-09 09:00", "returnee.register", ReturneeTests.Register("outOfProvince", person: $"\"person\":{{{Name}}}"));
        Assert.Equal((1, 0, -1), (unit["migrants"], unit["migrants.stayingPut"], unit.On("02-09", "migrants.stayingPut")));
    }

    [Theory]
    [InlineData("migrant.register", "missing-field", "data.place", "")]
    [InlineData("migrant.register", "bad-field", "data.risk", ",\"place\":\"广东\",\"risk\":\"yes\"")]
    [InlineData("migrant.contact", "missing-field", "data.means", "")]
    [InlineData("migrant.contact", "bad-value", "data.means", ",\"means\":\"letter\"")]
    public void What_is_said_wrongly_is_refused(string type, string code, string field, string more) => Assert.Equal(
        field, UnitUnderTest.Household().Refuse(code, "02-03 09:00", type, $$"""{"person":{{{Name}}}{{more}}}""").Field);

    private static string Register(string more = "", string person = Name) =>
        $$"""{"person":{{{person}}},"place":"广东"{{more}}}""";

    private static string Contact(string means, string person = Name) => $$"""{"person":{{{person}}},"means":"{{means}}"}""";
}
