using GridActors.Core.Alerts;
using GridActors.Core.Records;
using GridActors.Core.Traces;
using GridActors.Core.Units;

namespace GridActors.Core.Tests.Checkpoints;

/// <summary>Somebody under isolation orders appears at a checkpoint.</summary>
public sealed class IsolationBreachTests
{
    private const string Breaches = "alerts.open.isolationBreach";

    [Theory]
    [InlineData("02-01 08:00", 1)]
    [InlineData("02-05 08:00", 1)]
    [InlineData("02-14 23:59", 1)]
    [InlineData("02-01 07:59", 0)]
    [InlineData("02-15 00:00", 0)]
    [InlineData("02-20 08:00", 0)]
    public void It_is_an_alert_when_the_passage_happened_while_the_order_stood(string at, int alerts) =>
        Assert.Equal(alerts, Gate(Stay("h-1", "02-01 08:00", "02-15 00:00")).Accept(at, "passage", Passage())[Breaches]);

    [Fact]
    public void The_alert_names_the_unit_that_isolates_and_the_entry_keeps_it()
    {
        var gate = Gate(Stay("h-1", "02-01 08:00"), Stay("hotel-1", "02-03 08:00"), Stay("h-1", "02-02 08:00"));
        gate.Accept("02-05 08:00", "passage", Passage());
        var alert = gate.State.Get<AlertBook>().All().Single().Alert;
        Assert.Equal(("isolationBreach", "张三", "h-1, hotel-1"), (alert.Kind, alert.Subject, alert.Text));
        Assert.Equal(
            ["h-1", "hotel-1"], Outcome.Parse(gate.Journal[^1].Outcome.Span).Breaches!.Select(breach => breach.Unit));
    }

    [Fact]
    public void What_is_loaded_again_knows_it_without_asking_again()
    {
        var gate = Gate(Stay("h-1", "02-01 08:00")).Accept("02-05 08:00", "passage", Passage());
        var shown = gate.Shown();
        Assert.Equal(shown, gate.Reload().Shown());
        Assert.Equal(1, gate[Breaches]);
    }

    [Theory]
    [InlineData("pass", 1)]
    [InlineData("turnedBack", 1)]
    [InlineData("held", 1)]
    [InlineData("transferred", 0)]
    public void Whoever_was_handed_over_goes_where_they_are_ordered_to(string outcome, int alerts) =>
        Assert.Equal(alerts, Gate(Stay("h-1", "02-01 08:00")).Accept("02-05 08:00", "passage", Passage(outcome))[Breaches]);

    [Fact]
    public void Tried_again_on_one_day_it_is_one_cause_and_on_the_next_another()
    {
        var gate = Gate(Stay("h-1", "02-01 08:00"));
        gate.Accept("02-05 08:00", "passage", Passage("turnedBack")).Accept("02-05 09:00", "passage", Passage("turnedBack"));
        Assert.Equal(1, gate[Breaches]);
        Assert.Equal(2, gate.Accept("02-06 09:00", "passage", Passage("turnedBack"))[Breaches]);
    }

    [Fact]
    public void A_passage_that_was_a_mistake_takes_its_alert_with_it()
    {
        var gate = Gate(Stay("h-1", "02-01 08:00"));
        var before = gate.Shown();
        gate.Accept("02-05 08:00", "passage", Passage());
        Assert.False(gate.Void(gate.LastSeq, at: "02-05 09:00").IsRefused);
        Assert.Equal(before, gate.Shown());
        Assert.Equal(before, gate.Reload().Shown());
    }

    [Fact]
    public void At_a_closed_checkpoint_nothing_is_raised()
    {
        var gate = Gate(Stay("h-1", "02-01 08:00")).Accept("02-04 08:00", "checkpoint.close");
        gate.Refuse("closed", "02-05 08:00", "passage", Passage());
        Assert.Equal(0, gate[Breaches]);
    }

    private static string Passage(string outcome = "pass") =>
        $$"""{"direction":"out","person":{"name":"张三","phone":"1"},"outcome":"{{outcome}}"}""";

    private static StayFact Stay(string unit, string from, string? until = null) => new(
        UnitId.Parse(unit),
        new Stay(UnitUnderTest.Instant(from), until is null ? null : UnitUnderTest.Instant(until)));

    private static UnitUnderTest Gate(params StayFact[] stays) => new UnitUnderTest { Stays = stays }
        .Accept("01-21 00:00", "unit.register", """{"kind":"checkpoint","name":"卡","parent":"village","tier":"village"}""")
        .Accept("01-22 00:00", "checkpoint.open");
}
