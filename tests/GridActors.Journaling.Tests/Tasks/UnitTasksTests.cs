using GridActors.Core.Tasks;
using GridActors.Core.Totals;
using GridActors.Core.Units;
using GridActors.Journaling.Ports;
using GridActors.Journaling.Tasks;
using GridActors.Journaling.Tests.Hosting;

namespace GridActors.Journaling.Tests.Tasks;

/// <summary>What is to be done, asked at an area, without waking the units concerned.</summary>
public sealed class UnitTasksTests
{
    private readonly TestUnits _units = new();

    public UnitTasksTests()
    {
        List<string> rows = ["c,县,county,", "t,镇,township,c", "v,村,village,t", "v2,村,village,t"];
        rows.AddRange(Enumerable.Range(1, 30).Select(i => $"h{i:00},户,household,v"));
        Assert.Empty(_units.Import([.. rows]).Failures);
    }

    [Fact]
    public void Only_units_with_something_to_do_are_read_and_none_is_woken()
    {
        Isolate("h03", days: 14);
        Isolate("h07", days: 1);
        _units.Kill();
        Assert.Empty(Shown(Page("c", TestUnits.Morning)));
        var evening = TestUnits.Morning.AddHours(8);
        Assert.Equal(["h03 check", "h07 check"], Shown(Page("c", evening)));
        Assert.Equal(["h03 check", "h07 release"], Shown(Page("c", evening.AddDays(1))));
        Assert.Equal(["h07 release"], Shown(Page("h07", evening.AddDays(1))));
        Assert.Empty(_units.Active);
    }

    [Fact]
    public void What_ends_or_moves_away_is_listed_no_more()
    {
        Isolate("h03", days: 14);
        Isolate("h07", days: 14);
        _units.Accept("h03", "isolation.end", """{"person":{"name":"甲","phone":"1"},"reason":"released"}""", seq: 2);
        _units.Accept("h07", "unit.move", """{"parent":"v2"}""", seq: 2);
        var evening = TestUnits.Morning.AddHours(8);
        Assert.Empty(Shown(Page("v", evening)));
        Assert.Equal(["h07 check"], Shown(Page("v2", evening)));
        _units.Converge();
        Assert.Empty(_units.Recount().WrongListings);
        _units.Accept("h07", "record.void", """{"source":"test","seq":1,"reason":"typo"}""", seq: 3);
        Assert.Empty(Shown(Page("c", evening)));
        _units.Converge();
        Assert.Empty(_units.Recount().WrongListings);
    }

    [Fact]
    public void A_unit_that_an_older_program_left_unlisted_is_listed_with_its_next_entry_after_it_was_loaded()
    {
        Isolate("h03", days: 14);
        var evening = TestUnits.Morning.AddHours(8);
        var (h03, stored) = (UnitId.Parse("h03"), _units.Run(() => _units.Store.LoadAsync(UnitId.Parse("h03")).AsTask()));
        var record = _units.Make("h03", "household.survey", """{"round":1,"persons":2}""", "old", 1);
        _units.Run(() => _units.Store.AppendAsync(new Append
        {
            Unit = h03,
            Key = stored.Key,
            ExpectedVersion = stored.Version,
            Entries = [new StoredEntry(stored.Version + 1, record.Id, TestUnits.Morning, record.Utf8, default)],
            Running = Bucket.Empty,
            ChangedDays = [],
            ListsTasks = false,
        }).AsTask());
        Assert.Empty(Shown(Page("c", evening)));

        _units.Kill();
        _units.Accept("h03", "household.survey", """{"round":1,"persons":3}""", seq: 2);
        Assert.Equal(["h03 check"], Shown(Page("c", evening)));
    }

    [Fact]
    public void Pages_go_from_unit_to_unit()
    {
        for (var i = 1; i <= 12; i++)
        {
            Isolate($"h{i:00}", days: 14);
        }

        var evening = TestUnits.Morning.AddHours(8);
        var seen = new List<string>();
        for (UnitId? after = null; ;)
        {
            var page = Page("t", evening, after, 5);
            seen.AddRange(Shown(page));
            if ((after = page.Next) is null)
            {
                break;
            }
        }

        Assert.Equal(Enumerable.Range(1, 12).Select(i => $"h{i:00} check"), seen);
    }

    private void Isolate(string unit, int days) => _units.Accept(
        unit, "isolation.start", $$"""{"person":{"name":"甲","phone":"1"},"kind":"home","days":{{days}}}""");

    private TaskPage Page(string unit, DateTimeOffset at, UnitId? after = null, int units = 100) => _units.Run(() =>
        new UnitTasks(_units.Ports).ListAsync(UnitId.Parse(unit), at, after, units, CancellationToken.None));

    /// <summary>What the test is about: the villages have reports to submit besides.</summary>
    private static bool IsOfHousehold((UnitId Unit, UnitTask Task) task) => task.Task.Kind != TaskKinds.Report;

    private static IEnumerable<string> Shown(TaskPage page) =>
        page.Tasks.Where(IsOfHousehold).Select(task => $"{task.Unit} {task.Task.Kind}");
}
