namespace GridActors.Core.Tests.Checkpoints;

public sealed class GateTests
{
    private const string Passage = """{"direction":"in","outcome":"pass"}""";

    [Fact]
    public void A_checkpoint_is_closed_until_opened_and_repeating_adds_nothing()
    {
        var unit = UnitUnderTest.Checkpoint();
        Assert.Equal(0, unit["checkpoints.open"]);
        unit.Accept("02-01 06:00", "checkpoint.close");
        Assert.Equal(0, unit["checkpoints.open"]);
        unit.Accept("02-02 06:00", "checkpoint.open").Accept("02-03 06:00", "checkpoint.open");
        Assert.Equal((1, 1, 0), (unit["checkpoints.open"], unit.On("02-02", "checkpoints.open"), unit.On("02-03", "checkpoints.open")));
        unit.Accept("02-04 06:00", "checkpoint.close").Accept("02-05 06:00", "checkpoint.close");
        Assert.Equal((0, -1), (unit["checkpoints.open"], unit.On("02-04", "checkpoints.open")));
    }

    [Fact]
    public void An_earlier_opening_that_comes_in_late_moves_the_contribution_to_its_day()
    {
        var unit = UnitUnderTest.Checkpoint().Accept("02-05 06:00", "checkpoint.open").Accept("02-03 06:00", "checkpoint.open");
        Assert.Equal((1, 0), (unit.On("02-03", "checkpoints.open"), unit.On("02-05", "checkpoints.open")));
        unit.Accept("02-04 06:00", "checkpoint.close");
        Assert.Equal(
            (1, -1, 1),
            (unit.On("02-03", "checkpoints.open"), unit.On("02-04", "checkpoints.open"), unit.On("02-05", "checkpoints.open")));
    }

    [Fact]
    public void Passages_need_the_gate_open_at_the_time_at_which_they_happened()
    {
        var unit = UnitUnderTest.Checkpoint().Accept("02-01 06:00", "checkpoint.open").Accept("02-01 18:00", "checkpoint.close");
        Assert.Equal("unit", unit.Refuse("closed", "02-01 05:59", "passage", Passage).Field);
        unit.Accept("02-01 06:00", "passage", Passage).Accept("02-01 17:59", "passage", Passage);
        unit.Refuse("closed", "02-01 18:00", "passage", Passage);
        Assert.Equal(2, unit["passages.in"]);
    }

    [Fact]
    public void At_one_instant_a_devices_numbers_and_else_the_arrival_decide_what_came_first()
    {
        var unit = UnitUnderTest.Checkpoint();
        Assert.Equal("accepted", unit.Tell("02-01 06:00", "checkpoint.open", "{}", "gate", 5).Status);
        Assert.Equal("closed", unit.Tell("02-01 06:00", "passage", Passage, "gate", 4).Refusal!.Code);
        Assert.Equal("accepted", unit.Tell("02-01 06:00", "passage", Passage, "gate", 6).Status);
        Assert.Equal("accepted", unit.Tell("02-01 06:00", "passage", Passage, "hate", 5).Status);
        Assert.Equal("accepted", unit.Tell("02-01 06:00", "passage", Passage, "fate", 1).Status);
        Assert.Equal("accepted", unit.Tell("02-01 06:00", "checkpoint.close", "{}", "chief", 1).Status);
        Assert.Equal("closed", unit.Tell("02-01 06:00", "passage", Passage, "fate", 2).Refusal!.Code);
    }

    [Fact]
    public void A_roadblock_has_no_gate_to_open()
    {
        var unit = UnitUnderTest.Checkpoint("roadblock");
        unit.Refuse("is-roadblock", "02-01 06:00", "checkpoint.open");
        unit.Refuse("is-roadblock", "02-01 06:00", "checkpoint.close");
        unit.Refuse("closed", "02-01 06:00", "passage", Passage);
    }

    [Theory]
    [InlineData("checkpoint.open", "{}")]
    [InlineData("checkpoint.close", "{}")]
    [InlineData("passage", Passage)]
    public void Only_a_checkpoint_has_a_gate(string type, string data)
    {
        foreach (var unit in new[] { UnitUnderTest.Household(), UnitUnderTest.Registered("village", "township") })
        {
            Assert.Equal("type", unit.Refuse("wrong-kind", "02-01 06:00", type, data).Field);
        }
    }

    [Fact]
    public void Of_one_instant_a_late_closing_stands_before_its_sources_own_opening_and_a_passage_between_them()
    {
        var unit = UnitUnderTest.Checkpoint();
        Assert.Equal("accepted", unit.Tell("02-01 08:00", "checkpoint.open", "{}", "a", 3).Status);
        Assert.Equal("accepted", unit.Tell("02-01 08:00", "checkpoint.open", "{}", "b", 1).Status);
        Assert.Equal("accepted", unit.Tell("02-01 08:00", "checkpoint.close", "{}", "a", 1).Status);
        Assert.Equal(1, unit["checkpoints.open"]);
        Assert.Equal("closed", unit.Tell("02-01 08:00", "passage", """{"direction":"in","outcome":"pass"}""", "a", 2).Refusal?.Code);
        Assert.Equal("accepted", unit.Tell("02-01 08:00", "passage", """{"direction":"in","outcome":"pass"}""", "c", 1).Status);
    }

    [Fact]
    public void Closing_the_unit_closes_its_gate_on_that_day()
    {
        var unit = UnitUnderTest.Checkpoint().Accept("02-01 06:00", "checkpoint.open").Accept("02-10 06:00", "unit.close");
        Assert.Equal((0, -1), (unit["checkpoints.open"], unit.On("02-10", "checkpoints.open")));
    }

    [Fact]
    public void An_opening_that_comes_in_after_the_unit_was_closed_is_closed_with_it()
    {
        // Found by the property on order of arrival: the gate was not there yet when the unit was closed.
        var unit = UnitUnderTest.Checkpoint().Accept("02-10 06:00", "unit.close").Accept("02-01 06:00", "checkpoint.open");
        Assert.Equal((0, 1, -1), (unit["checkpoints.open"], unit.On("02-01", "checkpoints.open"), unit.On("02-10", "checkpoints.open")));
    }

    [Fact]
    public void An_opening_accepted_before_the_closing_came_in_and_dated_after_it_opens_nothing_for_good()
    {
        var unit = UnitUnderTest.Checkpoint().Accept("02-12 06:00", "checkpoint.open").Accept("02-10 06:00", "unit.close");
        Assert.Equal(0, unit["checkpoints.open"]);
        Assert.Equal(unit.Shown(), unit.Reload(unit.Snapshot()).Shown());
    }
}
