using System.Diagnostics;
using GridActors.Core.Units;
using GridActors.Journaling.Telemetry;
using GridActors.Journaling.Tests.Hosting;

namespace GridActors.Journaling.Tests.Telemetry;

public sealed class AppendTraceTests : IDisposable
{
    private const string Gate = "100-c1";
    private const string Passage = """{"direction":"in","outcome":"pass"}""";

    private readonly ActivitySource _callers = new("GridActors.Journaling.Tests.Callers");
    private readonly List<Activity> _appends = [];
    private readonly TestUnits _units = new();
    private readonly ActivityListener _listener;

    public AppendTraceTests()
    {
        Assert.Empty(_units.Import("100,岚县,county,", $"{Gate},卡点,checkpoint,100").Failures);
        _units.Accept(Gate, "checkpoint.open", "{}", "setup");
        var thread = Environment.CurrentManagedThreadId; // other tests run beside this one, on threads of their own
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == UnitTelemetry.Name || source == _callers,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                if (activity.OperationName == "append" && Environment.CurrentManagedThreadId == thread)
                {
                    _appends.Add(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public void Dispose()
    {
        _listener.Dispose();
        _callers.Dispose();
    }

    [Fact]
    public void Without_a_recorded_caller_there_is_no_span()
    {
        _units.Accept(Gate, "passage", Passage);

        Assert.Empty(_appends);
    }

    [Fact]
    public void A_recorded_call_has_its_append_below_it()
    {
        using var call = _callers.StartActivity("post")!;
        _units.Accept(Gate, "passage", Passage);

        var append = Assert.Single(_appends);
        Assert.Equal(call.SpanId, append.ParentSpanId);
        Assert.Equal(1, append.GetTagItem("gridactors.append.entries"));
    }

    [Fact]
    public void Calls_that_share_an_append_share_its_span()
    {
        _units.Store.HoldsAppends = true;
        var calls = Enumerable.Range(1, 3).Select(seq => Call(seq)).ToList();
        _units.Start(() =>
        {
            _units.Store.Release();
            return true;
        });

        // The first went alone; what came meanwhile went together.
        Assert.Equal([calls[0], calls[1]], _appends.Select(append => append.ParentSpanId));
        Assert.Equal(calls[2], Assert.Single(_appends[1].Links).Context.SpanId);
    }

    [Fact]
    public void An_append_that_fails_says_so()
    {
        using var call = _callers.StartActivity("post")!;
        _units.Store.Next = Trouble.LostBeforeCommit;
        _units.Post(_units.Make(Gate, "passage", Passage));

        Assert.Equal(ActivityStatusCode.Error, _appends[0].Status);
    }

    private ActivitySpanId Call(int seq)
    {
        using var call = _callers.StartActivity("post")!;
        _units.Start(() => _units.PostAsync(UnitId.Parse(Gate), [_units.Make(Gate, "passage", Passage, seq: seq)]));
        return call.SpanId;
    }
}
