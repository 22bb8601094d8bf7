using GridActors.Core.Alerts;
using GridActors.Core.Units;
using GridActors.Journaling.Deadlines;
using GridActors.Journaling.Ports;
using GridActors.Journaling.Tests.Hosting;

namespace GridActors.Journaling.Tests.Loop;

/// <summary>Alerts from the record that raises them to the lists of all areas above.</summary>
public sealed class AlertTests
{
    private const string Fever = """{"direction":"in","temperature":38.2,"outcome":"held"}""";

    private readonly TestUnits _units = new();

    public AlertTests()
    {
        var rows = _units.Import(
            "c,县,county,", "t,镇,township,c", "t2,镇,township,c", "k,卡,checkpoint,t", "h,户,institution,t");
        Assert.Empty(rows.Failures);
        _units.Accept("k", "checkpoint.open", "{}");
    }

    [Fact]
    public void It_is_listed_when_its_record_is_accepted_and_gone_when_that_is_voided()
    {
        _units.Accept("k", "passage", Fever, seq: 2);
        Assert.Equal(["fever:test/2"], Listed("c"));
        _units.Accept("k", "record.void", """{"source":"test","seq":2,"reason":"typo"}""", seq: 3);
        Assert.Empty(Listed("c"));
        AssertTrue();
    }

    [Fact]
    public void Ordinary_passages_touch_no_alert()
    {
        _units.Accept("k", "passage", Fever, seq: 2);
        _units.Accept("k", "passage", """{"direction":"in","outcome":"pass"}""", seq: 3);
        Assert.Equal(["fever:test/2"], Listed("c"));
        AssertTrue();
    }

    [Fact]
    public void A_unit_that_moves_takes_its_alerts_along_and_the_counts_too()
    {
        _units.Accept("k", "passage", Fever, seq: 2);
        _units.Accept("k", "unit.move", """{"parent":"t2"}""", seq: 3);
        Assert.Empty(Listed("t"));
        Assert.Equal(["fever:test/2"], Listed("t2"));
        _units.Accept("k", "alert.acknowledge", """{"key":"fever:test/2"}""", seq: 4);
        Assert.Empty(Listed("t2", AlertState.Open));
        AssertTrue();
        Assert.Equal(0, _units.Value("c", "alerts.open"));
    }

    [Theory]
    [InlineData(Trouble.LostBeforeCommit, 0)]
    [InlineData(Trouble.LostAfterCommit, 1)]
    internal void An_append_of_unknown_outcome_leaves_alert_and_record_together_or_neither(Trouble trouble, int listed)
    {
        _units.Store.Next = trouble;
        Assert.Equal(AnswerStatus.Unavailable, _units.Post(_units.Make("k", "passage", Fever, seq: 2)).Status);
        Assert.Equal(listed, Listed("c").Count);
        var again = _units.Post(_units.Make("k", "passage", Fever, seq: 2));
        Assert.Equal(listed == 0 ? AnswerStatus.Accepted : AnswerStatus.Duplicate, again.Status);
        Assert.Single(Listed("c"));
        AssertTrue();
    }

    [Fact]
    public void After_a_kill_the_alerts_are_those_that_were_left()
    {
        for (var seq = 2; seq < 60; seq++)
        {
            _units.Accept("k", "passage", seq % 9 == 0 ? Fever : """{"direction":"in","outcome":"pass"}""", seq: seq);
        }

        _units.Accept("k", "alert.close", """{"key":"fever:test/9"}""", seq: 60);
        _units.Kill();
        _units.Accept("k", "alert.acknowledge", """{"key":"fever:test/18"}""", seq: 61);
        Assert.Equal(6, Listed("c").Count);
        Assert.Equal(4, Listed("c", AlertState.Open).Count);
        _units.Heal();
        AssertTrue();
        Assert.Equal(4, _units.Value("c", "alerts.open.fever"));
    }

    [Fact]
    public void A_deadline_that_passes_raises_its_alert_with_one_entry()
    {
        _units.Accept("h", "isolation.start", """{"person":{"name":"甲","phone":"1"},"kind":"home"}""");
        _units.Accept("h", "isolation.start", """{"person":{"name":"乙","phone":"2"},"kind":"home"}""", seq: 2);
        _units.Pass(TimeSpan.FromHours(17));
        var sweeper = new DeadlineSweeper(_units.Store, _units, _units, _units.Time);
        _units.Run(() => sweeper.SweepAsync(_units.Time.GetUtcNow()));
        Assert.Equal(3, Listed("t").Count); // the gate that nobody signed in at is one of them
        Assert.Equal(4, _units.Run(() => _units.Store.LoadAsync(UnitId.Parse("h")).AsTask()).Version);
        AssertTrue();
    }

    private List<string> Listed(string unit, AlertState? state = null) =>
        [.. _units.Run(() => _units.Store.AlertsAsync(UnitId.Parse(unit), state, null, 100).AsTask())
            .Select(alert => alert.Standing.Alert.Key)];

    private void AssertTrue()
    {
        _units.Converge();
        var recount = _units.Recount();
        Assert.Empty(recount.WrongListings);
        Assert.Empty(recount.Differences);
        Assert.Empty(recount.WrongVersions);
    }
}
