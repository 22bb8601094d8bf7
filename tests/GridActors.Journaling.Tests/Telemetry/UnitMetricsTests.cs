using GridActors.Core.Units;
using GridActors.Journaling.Deadlines;
using GridActors.Journaling.Ports;
using GridActors.Journaling.Telemetry;
using GridActors.Journaling.Tests.Hosting;

namespace GridActors.Journaling.Tests.Telemetry;

public sealed class UnitMetricsTests : IDisposable
{
    private const string Gate = "100-c1";
    private const string Passage = """{"direction":"in","outcome":"pass"}""";

    private readonly TestUnits _units = new();
    private readonly Listening _listening;

    public UnitMetricsTests()
    {
        Assert.Empty(_units.Import("100,岚县,county,", $"{Gate},卡点,checkpoint,100").Failures);
        _units.Accept(Gate, "checkpoint.open", "{}", "setup");
        _units.Converge();
        _listening = new Listening();
    }

    public void Dispose() => _listening.Dispose();

    [Fact]
    public void Records_are_counted_by_the_status_of_their_answer()
    {
        var passage = _units.Make(Gate, "passage", Passage);
        _units.Post(passage);
        _units.Post(passage);
        _units.Post(_units.Make(Gate, "passage", Passage, "early", at: TestUnits.Morning.AddDays(1)));
        _units.Store.Next = Trouble.LostBeforeCommit;
        _units.Post(_units.Make(Gate, "passage", Passage, seq: 2));

        Assert.Equal([1], _listening.Of("gridactors.records", "status=accepted"));
        Assert.Equal([1], _listening.Of("gridactors.records", "status=duplicate"));
        Assert.Equal([1], _listening.Of("gridactors.records", "status=refused"));
        Assert.Equal([1], _listening.Of("gridactors.records", "status=unavailable"));
        Assert.Equal([1], _listening.Of("gridactors.batch.failures"));
    }

    [Fact]
    public void What_a_host_answers_unavailable_itself_counts_too()
    {
        UnitMetrics.Unavailable(7);

        Assert.Equal([7], _listening.Of("gridactors.records", "status=unavailable"));
    }

    [Fact]
    public void An_append_is_timed_by_the_clock_of_the_host_and_its_entries_are_counted()
    {
        _units.Store.HoldsAppends = true;
        _units.Start(() => _units.PostAsync(UnitId.Parse(Gate), [.. Passages(3)]));
        _units.Pass(TimeSpan.FromMilliseconds(250));
        Assert.Equal(3, _listening.Of("gridactors.mailbox.records").Sum());

        _units.Start(() =>
        {
            _units.Store.Release();
            return true;
        });

        Assert.Equal([0.25], _listening.Of("gridactors.append.duration"));
        Assert.Equal([3], _listening.Of("gridactors.append.entries"));
        Assert.Equal(0, _listening.Of("gridactors.mailbox.records").Sum());
    }

    [Fact]
    public void Reports_are_counted_as_sent_or_failed()
    {
        _units.Deliveries = () => 0;
        _units.Post(_units.Make(Gate, "passage", Passage));
        Assert.Equal([1], _listening.Of("gridactors.reports", "outcome=failed"));

        _units.Deliveries = () => 1;
        _units.Converge();

        Assert.Equal([1], _listening.Of("gridactors.reports", "outcome=sent"));
    }

    [Fact]
    public void Areas_that_the_healer_refreshes_are_counted()
    {
        _units.Post(_units.Make(Gate, "passage", Passage));
        _units.Kill();

        Assert.Equal(_units.Heal(), _listening.Of("gridactors.area.refreshes").Sum());
        Assert.NotEmpty(_listening.Of("gridactors.area.refreshes"));
    }

    [Fact]
    public void Units_that_are_told_of_a_deadline_are_counted()
    {
        Assert.Empty(_units.Import("100-1,镇,township,100", "100-1-1,小区,community,100-1", "h,户,household,100-1-1").Failures);
        _units.Accept("h", "isolation.start", """{"person":{"name":"王芳","phone":"13800000001"},"kind":"home"}""");
        _units.Pass(TimeSpan.FromHours(17));

        _units.Run(() => new DeadlineSweeper(_units.Store, _units, _units, _units.Time).SweepAsync(_units.Time.GetUtcNow()));

        // The session that nobody made, and the gate that nobody signed in at.
        Assert.Equal([2], _listening.Of("gridactors.deadline.ticks"));
    }

    private IEnumerable<Core.Records.Record> Passages(int count) =>
        Enumerable.Range(1, count).Select(seq => _units.Make(Gate, "passage", Passage, seq: seq));
}
