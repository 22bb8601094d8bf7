using GridActors.Core.Alerts;
using GridActors.Core.Totals;
using GridActors.Core.Units;
using GridActors.Journaling.Ports;
using GridActors.Journaling.Tests.Hosting;

namespace GridActors.Journaling.Tests.Loop;

/// <summary>An older program counted some entries of a unit otherwise, and listed an alert that this one does not raise.</summary>
public sealed class OlderCountsTests
{
    private const string Fever = """{"direction":"in","temperature":38.2,"outcome":"held"}""";

    private readonly TestUnits _units = new();

    public OlderCountsTests()
    {
        Assert.Empty(_units.Import("c,县,county,", "t,镇,township,c", "k,卡,checkpoint,t").Failures);
        _units.Accept("k", "checkpoint.open", "{}");
        _units.Run(AppendAsOlderAsync);
        _units.Lose("k");
    }

    [Fact]
    public void The_next_entry_brings_days_alerts_and_all_areas_above_to_what_is_counted_today()
    {
        Assert.NotEmpty(_units.Recount().Differences);
        _units.Accept("k", "passage", """{"direction":"in","outcome":"pass"}""", seq: 3);
        _units.Converge();
        AssertTrue();
        Assert.Equal(2, _units.Value("c", "passages.in"));
        Assert.Equal(1, _units.Value("c", "alerts.open.fever"));
        var listed = _units.Run(() => _units.Store.AlertsAsync(UnitId.Parse("c"), null, null, 10).AsTask());
        Assert.Equal(["fever:test/2"], listed.Select(alert => alert.Standing.Alert.Key));
    }

    [Fact]
    public void What_moves_takes_along_what_is_raised_today()
    {
        Assert.Empty(_units.Import("c,县,county,", "t2,镇,township,c").Failures);
        _units.Accept("k", "unit.move", """{"parent":"t2"}""", seq: 3);
        _units.Converge();
        AssertTrue();
    }

    private void AssertTrue()
    {
        var recount = _units.Recount();
        Assert.Empty(recount.Differences);
        Assert.Empty(recount.WrongListings);
    }

    private async Task<bool> AppendAsOlderAsync()
    {
        var record = _units.Make("k", "passage", Fever, seq: 2);
        var stored = await _units.Store.LoadAsync(record.Unit);
        var old = new Alert("old:1", AlertKinds.Fever, "", "38.2", record.At);
        var result = await _units.Store.AppendAsync(new Append
        {
            Unit = record.Unit,
            Key = stored.Key,
            ExpectedVersion = stored.Version,
            Entries = [new StoredEntry(stored.Version + 1, record.Id, record.At, record.Utf8, default)],
            Running = Bucket.Empty,
            ChangedDays = [new DayBucket(record.Day, Bucket.Empty)],
            Alerts = [new AlertChange(old.Key, new StandingAlert(old, AlertState.Open, old.Opened))],
        });
        return result.Committed;
    }
}
