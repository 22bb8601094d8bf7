using GridActors.Core.Units;
using GridActors.Journaling.Deadlines;
using GridActors.Journaling.Ports;
using GridActors.Journaling.Tests.Hosting;

namespace GridActors.Journaling.Tests.Deadlines;

public sealed class DeadlineSweeperTests
{
    private const string Person = """{"name":"王芳","phone":"13800000001"}""";

    private readonly TestUnits _units = new();

    public DeadlineSweeperTests()
    {
        Assert.Empty(_units.Import(
            "100,县,county,", "100-1,镇,township,100", "100-1-1,小区,community,100-1", "h,户,household,100-1-1").Failures);
        _units.Accept("h", "isolation.start", $$"""{"person":{{Person}},"kind":"home"}""");
    }

    [Fact]
    public void A_session_that_passes_without_a_check_is_missed_once_however_often_it_is_swept()
    {
        _units.Pass(TimeSpan.FromHours(16) + TimeSpan.FromMinutes(1));

        Sweep();
        Sweep();
        _units.Converge();

        Assert.Equal(1, _units.Value("100", "checks.missed"));
    }

    [Fact]
    public void A_check_made_in_time_that_arrives_late_takes_the_miss_back()
    {
        var inTime = TestUnits.Morning.AddHours(7);
        _units.Pass(TimeSpan.FromHours(20));
        Sweep();
        Assert.Equal(1, _units.Value("h", "checks.missed"));

        _units.Post(_units.Make("h", "health.check", $$"""{"person":{{Person}},"temperature":36.5}""", "tablet", 1, inTime));
        _units.Converge();

        Assert.Equal(0, _units.Value("100", "checks.missed"));
        Assert.Equal(1, _units.Value("100", "checks"));
    }

    [Fact]
    public void Only_what_is_due_is_woken()
    {
        _units.Pass(TimeSpan.FromHours(17));
        _units.Kill();

        Assert.Equal(1, Sweep());
        Assert.Equal(0, Sweep());
        _units.Accept("h", "isolation.end", $$"""{"person":{{Person}},"reason":"released"}""", seq: 2);
        _units.Pass(TimeSpan.FromDays(20));
        Assert.Equal(0, Sweep());
    }

    [Fact]
    public void A_tick_that_was_lost_is_made_good_by_the_next_sweep()
    {
        _units.Pass(TimeSpan.FromHours(17));
        _units.Store.Next = Trouble.LostBeforeCommit;
        Sweep();

        Sweep();

        Assert.Equal(1, _units.Value("h", "checks.missed"));
        Assert.Equal(3, _units.Run(() => _units.Store.LoadAsync(UnitId.Parse("h")).AsTask()).Version);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(DeadlineSweeper.BatchUnits + 1)]
    public void Units_that_cannot_be_told_hide_nobody_who_is_due_after_them(int unreachable)
    {
        var lost = Enumerable.Range(0, unreachable).Select(i => $"l{i}").ToList();
        Assert.Empty(_units.Import([.. lost.Select(id => $"{id},户,household,100-1-1")]).Failures);
        foreach (var id in lost)
        {
            _units.Accept(id, "isolation.start", $$"""{"person":{{Person}},"kind":"home"}""");
        }

        _units.Pass(TimeSpan.FromSeconds(1));
        Assert.Empty(_units.Import("later,户,household,100-1-1").Failures);
        _units.Accept("later", "isolation.start", $$"""{"person":{{Person}},"kind":"home"}""");
        _units.Unreachable.UnionWith(lost);
        _units.Pass(TimeSpan.FromHours(17));

        Assert.Equal(2, Sweep()); // h and later
        Assert.Equal(unreachable, _units.Troubles.Count);

        _units.Unreachable.Clear();
        Assert.Equal(unreachable, Sweep());
        Assert.Equal(0, Sweep());
    }

    [Fact]
    public void Units_that_cannot_write_what_they_are_told_are_told_once_a_sweep()
    {
        const int due = DeadlineSweeper.BatchUnits + 1;
        var ids = Enumerable.Range(0, due).Select(i => $"f{i}").ToList();
        Assert.Empty(_units.Import([.. ids.Select(id => $"{id},户,household,100-1-1")]).Failures);
        foreach (var id in ids)
        {
            _units.Accept(id, "isolation.start", $$"""{"person":{{Person}},"kind":"home"}""");
        }

        _units.Pass(TimeSpan.FromHours(17));
        _units.Store.Otherwise = _ => Trouble.LostBeforeCommit;
        var before = _units.Store.AppendsStarted;
        Assert.Equal(0, Sweep());
        Assert.Equal(due + 1, _units.Store.AppendsStarted - before); // and h

        _units.Store.Otherwise = _ => Trouble.None;
        Assert.Equal(due + 1, Sweep());
        _units.Converge();
        Assert.Equal(due + 1, _units.Value("100", "checks.missed"));
    }

    [Fact]
    public async Task Units_that_are_due_still_when_they_were_told_wait_for_the_next_sweep()
    {
        var stuck = Enumerable.Range(0, DeadlineSweeper.BatchUnits).Select(i => UnitId.Parse($"s{i}")).ToList();
        var deadlines = new DueForEver([.. stuck, UnitId.Parse("h")]);
        var sweep = new DeadlineSweeper(deadlines, _units, _units, _units.Time).SweepAsync(_units.Time.GetUtcNow());

        Assert.Equal(stuck.Count + 1, await sweep.WaitAsync(TimeSpan.FromSeconds(20)));
        Assert.Equal(2, deadlines.Asked);
    }

    private sealed class DueForEver(IReadOnlyList<UnitId> units) : IDeadlines
    {
        public int Asked { get; private set; }

        public ValueTask<IReadOnlyList<UnitId>> DueAsync(DateTimeOffset now, int limit, CancellationToken cancellation)
        {
            Assert.True(++Asked < 10);
            return ValueTask.FromResult<IReadOnlyList<UnitId>>([.. units.Take(limit)]);
        }
    }

    private int Sweep() => _units.Run(() =>
        new DeadlineSweeper(_units.Store, _units, _units, _units.Time).SweepAsync(_units.Time.GetUtcNow()));
}
