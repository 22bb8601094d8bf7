using GridActors.Core.Units;
using GridActors.Journaling.Tests.Hosting;

namespace GridActors.Journaling.Tests.RollUps;

/// <summary>Areas that are told to read again what lies below them.</summary>
public sealed class RefreshTests
{
    private static readonly UnitId Village = UnitId.Parse("v");

    private readonly TestUnits _units = new();

    public RefreshTests()
    {
        Assert.Empty(_units.Import("c,县,county,", "t,镇,township,c", "v,村,village,t", "k,卡,checkpoint,v").Failures);
        _units.Accept("k", "checkpoint.open", "{}", seq: 1);
        _units.Pass(TimeSpan.FromSeconds(20)); // stored
    }

    [Fact]
    public void One_that_wakes_for_it_reads_once()
    {
        Pass(seq: 2);
        _units.Kill();
        _units.Store.ChildrenRead.Clear();

        Refresh();

        Assert.Single(_units.Store.ChildrenRead, Village);
        Assert.Equal(3, _units.Value("v", "passages.people"));
        Assert.DoesNotContain(Village, Stale());
    }

    [Fact]
    public void One_that_is_awake_reads_again()
    {
        _units.Deliveries = () => 0;
        Pass(seq: 2);
        Assert.Equal(0, _units.Value("v", "passages.people"));

        Refresh();

        Assert.Equal(3, _units.Value("v", "passages.people"));
        Assert.DoesNotContain(Village, Stale());
    }

    [Fact]
    public void One_that_is_just_waking_for_somebody_else_reads_again()
    {
        _units.Lose("v");
        var held = new TaskCompletionSource();
        _units.Store.HeldChildren = held.Task;
        _ = _units.Start(() => _units.TotalsAsync(Village)); // has read, and not heard yet
        _units.Store.HeldChildren = null;
        _units.Deliveries = () => 0;
        Pass(seq: 2);

        var refreshed = _units.Start(() => _units.RefreshAsync(Village));
        _units.Run(async () =>
        {
            held.SetResult();
            await refreshed;
            return true;
        });

        Assert.Equal(3, _units.Value("v", "passages.people"));
        Assert.DoesNotContain(Village, Stale());
    }

    private void Pass(long seq) => _units.Accept("k", "passage", """{"direction":"in","outcome":"pass","people":3}""", seq: seq);

    private void Refresh() => _units.Run(async () =>
    {
        await _units.RefreshAsync(Village);
        return true;
    });

    private IReadOnlyList<UnitId> Stale() => _units.Run(() => _units.Store.FindStaleAsync().AsTask());
}
