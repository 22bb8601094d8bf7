using GridActors.Core.Alerts;
using GridActors.Core.Records;
using GridActors.Core.Totals;
using GridActors.Core.Traces;
using GridActors.Core.Units;
using GridActors.Journaling.Ports;
using GridActors.Journaling.Tests.Hosting;

namespace GridActors.Journaling.Tests.Recounts;

public sealed class RecountTests
{
    private readonly TestUnits _units = new();

    public RecountTests()
    {
        _units.Import("c,县,county,", "k,卡,checkpoint,c");
        _units.Accept("k", "checkpoint.open", "{}");
        _units.Converge();
    }

    [Fact]
    public void True_totals_show_no_difference_and_the_recount_says_what_it_covered()
    {
        var result = _units.Recount();

        Assert.Empty(result.Differences);
        Assert.Empty(result.WrongVersions);
        Assert.Empty(result.WrongListings);
        Assert.Equal((2, 3), (result.Units, result.Entries));
        Assert.True(result.Figures > 0);
    }

    [Fact]
    public void A_falsified_total_is_named_with_its_unit_day_and_indicator()
    {
        var open = IndicatorCodes.Find("checkpoints.open")!;
        var forged = new Contributions();
        forged.Add(new DateOnly(2020, 2, 1), open, 7);
        var totals = DailyTotals.Zero.Plus(forged);
        var record = _units.Make("k", "checkpoint.open", "{}", seq: 2);
        _units.Run(() => _units.Store.AppendAsync(new Append
        {
            Unit = UnitId.Parse("k"),
            Key = _units.Run(() => _units.Store.LoadAsync(UnitId.Parse("k")).AsTask()).Key,
            ExpectedVersion = 2,
            Entries = [new StoredEntry(3, record.Id, TestUnits.Morning, record.Utf8, default)],
            Running = totals.Running,
            ChangedDays = totals.Days,
        }).AsTask());
        _units.Kill();
        _units.Heal();

        var differences = _units.Recount().Differences;

        Assert.Contains(differences, difference => difference is { Indicator: "checkpoints.open", Where: "own" }
            && difference.Unit.Value == "k" && difference.Found == Amount.Of(7) && difference.Recounted == Amount.Of(1));
        Assert.Contains(differences, difference => difference.Where == "subtree" && difference.Unit.Value == "c");
    }

    [Fact]
    public void A_row_of_the_index_of_traces_that_lacks_or_is_too_much_is_named()
    {
        _units.Import("t,镇,township,c", "v,村,village,t", "h,户,household,v");
        const string zhang = """{"id":"E1","idType":"passport","name":"张三","phone":"1"}""";
        _units.Accept("h", "isolation.start", $$"""{"person":{{zhang}},"kind":"home"}""");
        _units.Accept("k", "passage", $$"""{"direction":"in","person":{{zhang}},"trip":"G1","outcome":"pass"}""", seq: 2);
        _units.Accept("k", "passage", """{"direction":"in","vehicle":"晋J1","outcome":"pass"}""", seq: 3);
        _units.Accept("k", "record.void", """{"source":"test","seq":3,"reason":"填错"}""", seq: 4);
        _units.Converge();
        Assert.Empty(_units.Recount().WrongListings);

        var trip = TraceName.OfTrip("G1")!.Value;
        var passed = Assert.Single(_units.Run(() => _units.Store.TraceAsync(
            [trip], TestUnits.Morning.AddDays(-1), TestUnits.Morning.AddDays(1), null, 10).AsTask())).At;
        var ordered = Assert.Single(_units.Run(() => _units.Store.StaysAsync(DocumentOf("E1")).AsTask())).Stay.From;
        Forge("k", append => append with
        {
            Traces = [new TraceMark(TraceName.OfVehicle("晋J1")!.Value, TestUnits.Morning, 4)],
            Untraced = [new TraceMark(trip, passed, 3)],
        });
        var forged = new StayChange(DocumentOf("E1")[0], [new Stay(TestUnits.Morning.AddDays(1), null)]);
        Forge("h", append => append with { Stays = [forged] });

        Assert.Equal(
            [
                $"h does not list the isolation orders that it gave at {ordered:O}",
                $"h lists isolation orders of {TestUnits.Morning.AddDays(1):O} that its journal does not give",
                "k is not traced by what its entry 3 names",
                "k is traced by what its entry 4 does not name, or once too often",
            ],
            _units.Recount().WrongListings.Where(line => !line.Contains("with tasks")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void An_alert_that_was_not_raised_or_is_not_shown_is_named()
    {
        _units.Accept("k", "passage", """{"direction":"in","temperature":38.2,"outcome":"held"}""", seq: 2);
        _units.Converge();
        Assert.Empty(_units.Recount().WrongListings);
        var shown = Assert.Single(_units.Run(() => _units.Store.OwnAlertsAsync(UnitId.Parse("k")).AsTask()));
        var record = _units.Make("k", "checkpoint.open", "{}", seq: 3);
        var totals = _units.Run(() => _units.Store.ReadOwnAsync(UnitId.Parse("k")).AsTask()).Totals;
        _units.Run(() => _units.Store.AppendAsync(new Append
        {
            Unit = UnitId.Parse("k"),
            Key = _units.Run(() => _units.Store.LoadAsync(UnitId.Parse("k")).AsTask()).Key,
            ExpectedVersion = 3,
            Entries = [new StoredEntry(4, record.Id, TestUnits.Morning, record.Utf8, default)],
            Running = totals.Running,
            ChangedDays = [],
            Alerts =
            [
                new AlertChange(shown.Alert.Key, null),
                new AlertChange("forged", shown with { Alert = shown.Alert with { Key = "forged" } }),
                new AlertChange("forged-2", shown with { Alert = shown.Alert with { Key = "forged-2" } }),
            ],
        }).AsTask());
        _units.Kill();
        _units.Heal();

        var wrong = _units.Recount().WrongListings;

        Assert.Contains(wrong, line => line.StartsWith("k shows") && line.Contains("forged"));
        Assert.Contains(wrong, line => line.StartsWith("k does not show") && line.Contains(shown.Alert.Key));
        Assert.Contains("c lists 2 alerts, its journals raise 1", wrong);
    }

    [Theory]
    [InlineData("k", 1, "Entry 2 of k cannot follow version 0.")]
    [InlineData("k", 3, "The journal of k ends at 2, its head says 3.")]
    [InlineData("c", 1, "The journal of c ends at 0, its head says 1.")]
    public void A_unit_whose_journal_lacks_an_entry_is_named_once_and_all_others_are_recounted(
        string unit, long version, string reason)
    {
        _units.Import("c2,县,county,", "k2,卡,checkpoint,c2");
        _units.Accept(
            "k", "passage", """{"direction":"in","vehicle":"晋J1","temperature":38.2,"outcome":"held"}""", seq: 2);
        _units.Converge();
        var open = IndicatorCodes.Find("checkpoints.open")!;
        Forge("k2", append =>
        {
            var forged = new Contributions();
            forged.Add(new DateOnly(2020, 2, 1), open, 7);
            var totals = DailyTotals.Zero.Plus(forged);
            return append with { Running = totals.Running, ChangedDays = totals.Days };
        });
        _units.Store.LostEntries.Add((UnitId.Parse(unit), version));

        var result = _units.Recount();

        Assert.Equal($"{unit} cannot be recounted: {reason}", Assert.Single(result.WrongVersions));
        Assert.All(result.WrongListings, line => Assert.StartsWith("c2 lists ", line, StringComparison.Ordinal));
        Assert.All(result.Differences, difference => Assert.EndsWith("2", difference.Unit.Value, StringComparison.Ordinal));
        Assert.NotEmpty(result.Differences);
        Assert.Equal(3, result.Units);
    }

    private static List<TraceName> DocumentOf(string id)
    {
        var names = new List<TraceName>();
        TraceName.AddTo(names, new PersonName("passport", id, null, null));
        return names;
    }

    /// <summary>A further entry that says nothing, with what is not its own beside it.</summary>
    private void Forge(string unit, Func<Append, Append> forge)
    {
        var id = UnitId.Parse(unit);
        var stored = _units.Run(() => _units.Store.LoadAsync(id).AsTask());
        var record = unit.StartsWith('k')
            ? _units.Make(unit, "checkpoint.open", "{}", seq: 100)
            : _units.Make(unit, "delivery", """{"items":1}""", seq: 100);
        var totals = _units.Run(() => _units.Store.ReadOwnAsync(id).AsTask()).Totals;
        _units.Run(() => _units.Store.AppendAsync(forge(new Append
        {
            Unit = id,
            Key = stored.Key,
            ExpectedVersion = stored.Version,
            Entries = [new StoredEntry(stored.Version + 1, record.Id, TestUnits.Morning, record.Utf8, default)],
            Running = totals.Running,
            ChangedDays = [],
        })).AsTask());
        _units.Kill();
        _units.Heal();
    }
}
