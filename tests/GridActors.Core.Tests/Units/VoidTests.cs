using GridActors.Core.Records;
using GridActors.Core.Units;

namespace GridActors.Core.Tests.Units;

public sealed class VoidTests
{
    private const string Passage = """{"direction":"in","outcome":"pass","people":3,"vehicle":"A1"}""";
    private const string Person = """{"name":"张三","phone":"13800000001"}""";

    [Fact]
    public void A_passage_taken_back_reverses_on_its_own_day_and_not_on_the_day_of_the_void()
    {
        var unit = UnitUnderTest.Checkpoint().Accept("02-01 06:00", "checkpoint.open").Accept("02-03 08:00", "passage", Passage);
        Assert.Equal("accepted", unit.Void(unit.LastSeq, at: "02-09 10:00").Status);
        Assert.Equal(0, unit["passages.people"]);
        Assert.Equal(0, unit.On("02-03", "passages.people"));
        Assert.Equal(0, unit.On("02-09", "passages.people"));
        Assert.DoesNotContain(unit.Totals.Days, day => day.Day == UnitUnderTest.Day("02-03"));
        Assert.Equal(1, unit["checkpoints.open"]);
        Assert.Equal(4, unit.Version); // the history keeps both
    }

    [Fact]
    public void What_was_never_recorded_or_was_taken_back_already_is_no_such_record()
    {
        var unit = UnitUnderTest.Checkpoint().Accept("02-01 06:00", "checkpoint.open").Accept("02-03 08:00", "passage", Passage);
        var passage = unit.LastSeq;
        Assert.Equal("no-such-record", unit.Void(99).Refusal!.Code);
        Assert.Equal("no-such-record", unit.Void(passage, source: "tablet-9").Refusal!.Code);
        Assert.Equal("accepted", unit.Void(passage).Status);
        Assert.Equal("no-such-record", unit.Void(passage).Refusal!.Code);
        Assert.Equal(0, unit["passages.in"]);
    }

    [Fact]
    public void A_void_and_what_the_system_wrote_cannot_be_taken_back()
    {
        var unit = UnitUnderTest.Household()
            .Accept("02-01 09:00", "isolation.start", $$"""{"person":{{Person}},"kind":"home"}""").Tick("02-03 00:00");
        var sweep = unit.Journal[^1].Id;
        Assert.Equal("system", sweep.Source);
        Assert.Equal("not-voidable", unit.Void(sweep.Seq, sweep.Source).Refusal!.Code);
        unit.Accept("02-01 10:00", "household.survey", """{"round":1,"persons":2}""");
        unit.Void(unit.LastSeq);
        Assert.Equal("not-voidable", unit.Void(unit.LastSeq).Refusal!.Code);
    }

    [Fact]
    public void Opening_cannot_be_taken_back_while_passages_need_it_and_the_first_five_are_named()
    {
        var unit = UnitUnderTest.Checkpoint().Accept("02-01 06:00", "checkpoint.open");
        var open = unit.LastSeq;
        for (var minute = 10; minute < 17; minute++)
        {
            unit.Accept($"02-01 08:{minute}", "passage", Passage);
        }

        var refusal = unit.Void(open).Refusal!;
        Assert.Equal(("has-dependents", "data.seq"), (refusal.Code, refusal.Field));
        for (var seq = open + 1; seq <= open + 5; seq++)
        {
            Assert.Contains($"{UnitUnderTest.DefaultSource}/{seq}", refusal.Message);
            Assert.Equal("accepted", unit.Void(seq).Status);
        }

        Assert.Equal("has-dependents", unit.Void(open).Refusal!.Code);
        Assert.Equal("accepted", unit.Void(open + 6).Status);
        Assert.Equal("accepted", unit.Void(open + 7).Status);
        Assert.Equal("accepted", unit.Void(open).Status);
        Assert.Equal(0, unit["checkpoints.open"]);
        Assert.Equal(
            "2020-01-21 checkpoints.village 1\n2020-01-21 units.checkpoint 1\nin all checkpoints.village 1\nin all units.checkpoint 1",
            unit.Shown());
    }

    [Fact]
    public void The_start_of_an_isolation_cannot_be_taken_back_before_its_end()
    {
        var unit = UnitUnderTest.Household().Accept("02-01 09:00", "isolation.start", $$"""{"person":{{Person}},"kind":"home"}""");
        var start = unit.LastSeq;
        unit.Accept("02-15 09:00", "isolation.end", $$"""{"person":{{Person}},"reason":"released"}""");
        Assert.Equal("has-dependents", unit.Void(start).Refusal!.Code);
        Assert.Equal("accepted", unit.Void(start + 1).Status);
        Assert.Equal(1, unit["isolated.home"]);
        Assert.Equal("accepted", unit.Void(start).Status);
        Assert.Equal((0, 0, 0), (unit["isolated.home"], unit["isolations"], unit["isolations.ended"]));
    }

    [Fact]
    public void Missed_checks_of_an_isolation_taken_back_are_not_missed()
    {
        var unit = UnitUnderTest.Household()
            .Accept("02-01 09:00", "isolation.start", $$"""{"person":{{Person}},"kind":"home"}""").Tick("02-05 00:00");
        Assert.Equal(7, unit["checks.missed"]);
        Assert.Equal("accepted", unit.Void(unit.LastSeq).Status);
        Assert.Equal(0, unit["checks.missed"]);
        Assert.Null(unit.State.NextDue(unit.Calendar));
    }

    [Fact]
    public void A_registration_that_nothing_needs_can_be_taken_back_and_the_unit_registered_anew()
    {
        var unit = UnitUnderTest.Household();
        Assert.Equal("accepted", unit.Void(1).Status);
        Assert.Equal("", unit.Shown());
        Assert.False(unit.State.Registration.Exists);
        unit.Refuse("unknown-unit", "02-01 09:00", "unit.amend", """{"name":"乙"}""");
        Assert.Equal("unknown-unit", unit.Void(2).Refusal!.Code);
        Assert.Equal("duplicate", unit.Send(System.Text.Encoding.UTF8.GetString(unit.Journal[0].Utf8.Span)).Status);
        unit.Accept("02-01 09:00", "unit.register", """{"kind":"institution","name":"办公室","parent":"village"}""");
        Assert.Equal((0, 1), (unit["units.household"], unit["units.institution"]));
        Assert.Equal(unit.Shown(), unit.Reload().Shown());
    }

    [Fact]
    public void A_registration_cannot_be_taken_back_when_units_stand_or_stood_under_it()
    {
        var unit = UnitUnderTest.Registered("village", "township");
        unit.ChildrenEver = [UnitId.Parse("h-1"), UnitId.Parse("h-2")];
        var refusal = unit.Void(1).Refusal!;
        Assert.Equal("has-dependents", refusal.Code);
        Assert.EndsWith(": h-1, h-2", refusal.Message);
        unit.Accept("02-01 09:00", "unit.amend", """{"name":"乙"}""");
        Assert.Equal("accepted", unit.Void(unit.LastSeq).Status);
        unit.ChildrenEver = [];
        Assert.Equal("accepted", unit.Void(1).Status);
    }

    [Theory]
    [InlineData(50, false)]
    [InlineData(51, true)]
    public void Whoever_needs_a_record_is_named_up_to_fifty_and_it_is_told_when_there_are_more(int passages, bool areMore)
    {
        var unit = UnitUnderTest.Checkpoint().Accept("02-01 08:00", "checkpoint.open");
        var open = unit.LastSeq;
        for (var i = 0; i < passages; i++)
        {
            unit.Accept("02-01 09:00", "passage", """{"direction":"in","outcome":"pass"}""");
        }

        var refusal = unit.Void(open).Refusal!;
        Assert.Equal("has-dependents", refusal.Code);
        Assert.Equal(50, refusal.Message.Split("office/").Length - 2); // the first is the record itself
        Assert.Equal(areMore, refusal.Message.EndsWith(" and more", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_move_cannot_be_taken_back_to_a_parent_that_is_closed_or_gone(bool isGone)
    {
        var unit = UnitUnderTest.Household().Accept("02-01 09:00", "unit.move", """{"parent":"village-2"}""");
        unit.Others.Remove("village");
        if (!isGone)
        {
            unit.Others["village"] = new ParentFact(UnitKind.Village, IsClosed: true);
        }

        Assert.Equal("bad-parent", unit.Void(unit.LastSeq).Refusal!.Code);
        Assert.Equal("village-2", unit.State.Registration.Parent);
    }

    [Fact]
    public void A_closing_cannot_be_taken_back_under_a_parent_that_has_closed_since()
    {
        var unit = UnitUnderTest.Checkpoint().Accept("02-10 00:00", "unit.close");
        unit.Others["village"] = new ParentFact(UnitKind.Village, IsClosed: true);
        Assert.Equal("bad-parent", unit.Void(unit.LastSeq).Refusal!.Code);
    }

    [Fact]
    public void A_closing_taken_back_opens_the_unit_again()
    {
        var unit = UnitUnderTest.Checkpoint().Accept("02-01 06:00", "checkpoint.open").Accept("02-10 00:00", "unit.close");
        Assert.Equal((0, 0), (unit["checkpoints.open"], unit["units.checkpoint"]));
        Assert.Equal("accepted", unit.Void(unit.LastSeq).Status);
        Assert.Equal((1, 1), (unit["checkpoints.open"], unit["units.checkpoint"]));
        unit.Accept("02-11 08:00", "passage", Passage);
    }

    [Fact]
    public void A_closed_unit_can_still_take_back_what_was_wrong()
    {
        var unit = UnitUnderTest.Checkpoint().Accept("02-01 06:00", "checkpoint.open").Accept("02-03 08:00", "passage", Passage);
        var passage = unit.LastSeq;
        unit.Accept("02-10 00:00", "unit.close");
        Assert.Equal("accepted", unit.Void(passage, at: "02-11 00:00").Status);
        Assert.Equal(0, unit["passages.in"]);
    }

    [Fact]
    public void After_a_move_taken_back_the_unit_stands_where_it_stood()
    {
        var unit = UnitUnderTest.Household().Accept("02-01 09:00", "unit.move", """{"parent":"village-2"}""");
        Assert.Equal("village-2", unit.State.Registration.Parent);
        Assert.Equal("accepted", unit.Void(unit.LastSeq).Status);
        Assert.Equal("village", unit.State.Registration.Parent);
    }

    [Fact]
    public void The_void_of_a_survey_brings_back_what_the_one_before_it_said()
    {
        var unit = UnitUnderTest.Household()
            .Accept("02-01 09:00", "household.survey", """{"round":1,"persons":4,"categories":["lowIncome"]}""")
            .Accept("02-02 09:00", "household.survey", """{"round":2,"persons":2,"categories":[]}""");
        unit.Void(unit.LastSeq);
        Assert.Equal(
            (4, 1, 1, 0),
            (unit["persons.surveyed"], unit["households.vulnerable"], unit["surveys"], unit["households.surveyed.r2"]));
    }

    [Fact]
    public void An_outcome_is_read_back_as_it_was_written()
    {
        var unit = UnitUnderTest.Checkpoint().Accept("02-01 06:00", "checkpoint.open").Accept("02-03 08:00", "passage", Passage);
        unit.Void(unit.LastSeq);
        var outcome = Outcome.Parse(unit.Journal[^1].Outcome.Span);
        Assert.Equal((3, false), (outcome.Voids!.Value, outcome.Refold));
        Assert.Equal(-3m, outcome.Reversal!.Of(UnitUnderTest.Day("02-03"))[UnitUnderTest.Code("passages.people")].Units);
        Assert.Equal(unit.Journal[^1].Outcome.ToArray(), outcome.ToUtf8());
    }

    [Fact]
    public void A_void_needs_its_fields()
    {
        var unit = UnitUnderTest.Household();
        Assert.Equal("data.reason", unit.Refuse("missing-field", "02-01 09:00", "record.void", """{"source":"a","seq":1}""").Field);
        Assert.Equal("data.seq", unit.Refuse("missing-field", "02-01 09:00", "record.void", """{"source":"a","reason":"x"}""").Field);
        Assert.Equal("data.seq", unit.Refuse("bad-number", "02-01 09:00", "record.void", """{"source":"a","seq":0,"reason":"x"}""").Field);
    }
}
