namespace GridActors.Core.Tests.Staff;

public sealed class StaffTests
{
    [Fact]
    public void A_worker_counts_once_in_all_and_once_in_each_role()
    {
        var unit = Post().Accept("02-01 08:00", "staff.enrol", """{"worker":"甲","role":"partyMember"}""")
            .Accept("02-02 08:00", "staff.enrol", """{"worker":"甲","role":"doctor"}""")
            .Accept("02-03 08:00", "staff.enrol", """{"worker":"甲","role":"doctor"}""")
            .Accept("02-03 09:00", "staff.enrol", """{"count":20,"role":"volunteer"}""");
        Assert.Equal((21, 1, 1, 20), (unit["staff"], unit["staff.partyMember"], unit["staff.doctor"], unit["staff.volunteer"]));

        unit.Accept("02-04 08:00", "staff.leave", """{"worker":"甲","role":"partyMember"}""");
        Assert.Equal((21, 0), (unit["staff"], unit["staff.partyMember"]));
        unit.Accept("02-05 08:00", "staff.leave", """{"worker":"甲","role":"doctor"}""");
        Assert.Equal((20, 0), (unit["staff"], unit["staff.doctor"]));
    }

    [Fact]
    public void Only_who_is_enrolled_can_leave_and_no_more_than_are_there_then_and_later()
    {
        var unit = Post().Accept("02-05 08:00", "staff.enrol", """{"worker":"甲","role":"doctor"}""");
        Assert.Equal("data.worker", unit.Refuse("not-enrolled", "02-04 08:00", "staff.leave", """{"worker":"甲","role":"doctor"}""").Field);
        unit.Refuse("not-enrolled", "02-06 08:00", "staff.leave", """{"worker":"甲","role":"police"}""");

        unit.Accept("02-01 08:00", "staff.enrol", """{"count":10,"role":"volunteer"}""")
            .Accept("02-08 08:00", "staff.leave", """{"count":6,"role":"volunteer"}""");
        Assert.Equal("data.count", unit.Refuse("not-enrolled", "02-03 08:00", "staff.leave", """{"count":5,"role":"volunteer"}""").Field);
        unit.Accept("02-03 08:00", "staff.leave", """{"count":4,"role":"volunteer"}""");
        Assert.Equal((6, 0), (unit.LevelAt("02-03", "staff.volunteer"), unit.LevelAt("02-08", "staff.volunteer")));
    }

    [Fact]
    public void What_is_needed_later_cannot_be_taken_back()
    {
        var unit = Post().Accept("02-01 08:00", "staff.enrol", """{"count":10,"role":"volunteer"}""")
            .Accept("02-08 08:00", "staff.leave", """{"count":6,"role":"volunteer"}""");
        Assert.Equal("has-dependents", unit.Void(2).Refusal?.Code);
        Assert.Equal("accepted", unit.Void(3).Status);
        Assert.Equal("accepted", unit.Void(2).Status);
        Assert.Equal(0, unit["staff"]);
    }

    [Fact]
    public void Closing_a_checkpoint_ends_its_staff_and_teams()
    {
        var unit = UnitUnderTest.Checkpoint().Accept("02-01 08:00", "staff.enrol", """{"count":10,"role":"volunteer"}""")
            .Accept("02-01 08:00", "staff.enrol", """{"worker":"甲","role":"doctor"}""")
            .Accept("02-01 08:00", "team.form", """{"kind":"duty","name":"一组"}""").Accept("02-05 08:00", "unit.close");
        Assert.Equal((0, 0), (unit["staff"], unit["teams.duty"]));
        Assert.Equal((11, 1), (unit.LevelAt("02-04", "staff"), unit.LevelAt("02-04", "teams.duty")));
    }

    [Fact]
    public void Teams_count_by_name_or_by_number()
    {
        var unit = Post().Accept("02-01 08:00", "team.form", """{"kind":"partyGroup","count":8}""")
            .Accept("02-01 09:00", "team.form", """{"kind":"vanguard","name":"先锋一队"}""")
            .Accept("02-01 10:00", "team.form", """{"kind":"vanguard","name":"先锋一队"}""");
        Assert.Equal((8, 1), (unit["teams.partyGroup"], unit["teams.vanguard"]));

        Assert.Equal("data.name", unit.Refuse("not-formed", "02-02 08:00", "team.dissolve", """{"kind":"vanguard","name":"二队"}""").Field);
        Assert.Equal("data.count", unit.Refuse("not-formed", "02-02 08:00", "team.dissolve", """{"kind":"partyGroup","count":9}""").Field);
        unit.Accept("02-02 08:00", "team.dissolve", """{"kind":"vanguard","name":"先锋一队"}""")
            .Accept("02-02 08:00", "team.dissolve", """{"kind":"partyGroup","count":8}""");
        Assert.Equal((0, 0), (unit["teams.partyGroup"], unit["teams.vanguard"]));
    }

    [Theory]
    [InlineData("staff.enrol", "missing-field", "data.worker", """{"role":"doctor"}""")]
    [InlineData("staff.enrol", "bad-value", "data.count", """{"role":"doctor","worker":"甲","count":1}""")]
    [InlineData("staff.enrol", "bad-value", "data.role", """{"role":"king","worker":"甲"}""")]
    [InlineData("staff.enrol", "missing-field", "data.role", """{"worker":"甲"}""")]
    [InlineData("staff.leave", "bad-number", "data.count", """{"role":"doctor","count":0}""")]
    [InlineData("team.form", "missing-field", "data.name", """{"kind":"duty"}""")]
    [InlineData("team.form", "bad-value", "data.kind", """{"kind":"band","count":1}""")]
    [InlineData("disinfection", "missing-field", "data.place", """{"litres":1}""")]
    [InlineData("disinfection", "bad-number", "data.litres", """{"place":"村口","litres":0}""")]
    public void What_is_said_wrongly_is_refused(string type, string code, string field, string data) =>
        Assert.Equal(field, Post().Refuse(code, "02-01 08:00", type, data).Field);

    [Theory]
    [InlineData("staff.enrol", """{"role":"doctor","worker":"甲"}""")]
    [InlineData("team.form", """{"kind":"duty","count":1}""")]
    [InlineData("shift.signIn", """{"worker":"甲"}""")]
    [InlineData("supply.receive", """{"item":"mask","quantity":1}""")]
    [InlineData("disinfection", """{"place":"村口"}""")]
    public void Checkpoints_and_all_areas_are_posts_households_and_institutions_are_not(string type, string data)
    {
        UnitUnderTest.Checkpoint().Accept("02-01 08:00", type, data);
        UnitUnderTest.Registered("grid").Accept("02-01 08:00", type, data);
        UnitUnderTest.Household().Refuse("wrong-kind", "02-01 08:00", type, data);
        UnitUnderTest.Registered("institution").Refuse("wrong-kind", "02-01 08:00", type, data);
    }

    [Fact]
    public void Disinfections_count_records_whatever_was_spread()
    {
        var unit = Post().Accept("02-01 08:00", "disinfection", """{"place":"村口","litres":2.5}""")
            .Accept("02-01 18:00", "disinfection", """{"place":"村口"}""");
        Assert.Equal(2, unit.On("02-01", "disinfections"));
        Assert.Equal("accepted", unit.Void(2).Status);
        Assert.Equal(1, unit["disinfections"]);
    }

    private static UnitUnderTest Post() => UnitUnderTest.Registered("grid");
}
