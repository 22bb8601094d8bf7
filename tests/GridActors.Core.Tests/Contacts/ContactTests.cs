namespace GridActors.Core.Tests.Contacts;

public sealed class ContactTests
{
    [Fact]
    public void Households_count_once_however_many_are_their_contacts()
    {
        var unit = UnitUnderTest.Village().Accept("02-01 09:00", "contact.assign", Group("甲", 1, 6))
            .Accept("02-02 09:00", "contact.assign", Group("乙", 4, 9))
            .Accept("02-03 09:00", "contact.assign", Group("甲", 1, 6, "sanitation"));
        Assert.Equal(
            (9, 6, 3),
            (unit["households.contacted"], unit.On("02-01", "households.contacted"), unit.On("02-02", "households.contacted")));

        unit.Accept("02-04 09:00", "contact.release", Group("甲", 1, 6));
        Assert.Equal(9, unit["households.contacted"]); // still their contact for sanitation
        unit.Accept("02-05 09:00", "contact.release", Group("甲", 1, 6, "sanitation"));
        Assert.Equal((6, -3), (unit["households.contacted"], unit.On("02-05", "households.contacted")));
        unit.Refuse("not-assigned", "02-06 09:00", "contact.release", Group("甲", 1, 1));
        Assert.Equal("has-dependents", unit.Void(2).Refusal!.Code);
    }

    [Theory]
    [InlineData(4, true)]
    [InlineData(5, false)]
    [InlineData(10, false)]
    [InlineData(11, true)]
    public void Fewer_than_five_or_more_than_ten_is_accepted_with_a_warning(int households, bool warns)
    {
        var answer = UnitUnderTest.Village().Tell("02-01 09:00", "contact.assign", Group("甲", 1, households));
        Assert.Equal("accepted", answer.Status);
        Assert.Equal(warns ? ("households-per-member", "data.households") : default, (answer.Warning?.Code, answer.Warning?.Field));
    }

    [Fact]
    public void The_warning_looks_at_all_that_the_member_has_then()
    {
        var unit = UnitUnderTest.Village().Accept("02-01 09:00", "contact.assign", Group("甲", 1, 4));
        Assert.Null(unit.Tell("02-02 09:00", "contact.assign", Group("甲", 4, 6)).Warning);
        Assert.NotNull(unit.Tell("02-03 09:00", "contact.assign", Group("甲", 7, 11)).Warning);
        Assert.NotNull(unit.Tell("02-02 09:00", "contact.assign", Group("乙", 1, 1)).Warning);
        Assert.Null(unit.Tell("02-04 09:00", "contact.release", Group("甲", 1, 1)).Warning);
        Assert.Contains("4 households", unit.Tell("02-05 09:00", "contact.release", Group("甲", 2, 7)).Warning!.Message);
        Assert.Null(unit.Tell("02-06 09:00", "contact.release", Group("甲", 8, 11)).Warning); // none is no group at all
    }

    [Fact]
    public void Contacts_end_with_the_area()
    {
        var unit = UnitUnderTest.Village().Accept("02-01 09:00", "contact.assign", Group("甲", 1, 6))
            .Accept("02-10 09:00", "unit.close");
        Assert.Equal((0, -6), (unit["households.contacted"], unit.On("02-10", "households.contacted")));
    }

    [Theory]
    [InlineData("""{"member":"甲"}""", "missing-field", "data.households")]
    [InlineData("""{"member":"甲","households":[]}""", "missing-field", "data.households")]
    [InlineData("""{"member":"甲","households":["h 1"]}""", "bad-unit-id", "data.households")]
    [InlineData("""{"member":"甲","households":[1]}""", "bad-field", "data.households")]
    [InlineData("""{"households":["h-1"]}""", "missing-field", "data.member")]
    [InlineData("""{"member":"甲","households":["h-1"],"kind":"x"}""", "bad-value", "data.kind")]
    public void What_is_wrong_is_told_with_its_field(string data, string code, string field) =>
        Assert.Equal(field, UnitUnderTest.Village().Refuse(code, "02-03 09:00", "contact.assign", data).Field);

    private static string Group(string member, int from, int to, string? kind = null)
    {
        var households = Enumerable.Range(from, to - from + 1).Select(number => $"\"h-{number}\"");
        var said = kind is null ? "" : $",\"kind\":\"{kind}\"";
        return $$"""{"member":"{{member}}","households":[{{string.Join(',', households)}}]{{said}}}""";
    }
}
