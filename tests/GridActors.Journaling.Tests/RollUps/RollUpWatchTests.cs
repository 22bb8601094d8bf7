using GridActors.Journaling.RollUps;
using GridActors.Journaling.Tests.Hosting;

namespace GridActors.Journaling.Tests.RollUps;

public sealed class RollUpWatchTests
{
    private readonly TestUnits _units = new();
    private readonly StepTime _time = new();
    private readonly RollUpWatch _watch;

    public RollUpWatchTests()
    {
        Assert.Empty(_units.Import(
            "c,县,county,", "t,镇,township,c", "v,村,village,t", "h,户,household,v", "w,村,village,t", "g,户,household,w").Failures);
        _units.Pass(TimeSpan.FromSeconds(20));
        _watch = new RollUpWatch(_units.Store, _units, _units, _time);
        Assert.Equal(0, Look());
    }

    [Fact]
    public void At_rest_it_heals_what_lagged_at_two_looks_a_minute_apart()
    {
        LoseReportOf("h");
        Assert.Equal(0, Look()); // the minute is not over
        _time.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal(0, Look());
        LoseReportOf("g"); // lags for the first time at the second look
        _time.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal(3, Look()); // village v, and all above it

        Assert.Equal(4, _units.Value("v", "persons.surveyed"));
        Assert.Equal(4, _units.Value("c", "persons.surveyed"));
    }

    [Fact]
    public void After_a_change_it_heals_all_at_every_look_for_a_while()
    {
        _watch.Alert();
        LoseReportOf("h");
        Assert.Equal(3, Look());
        _time.Pass(RollUpWatch.Pace);
        LoseReportOf("g");
        Assert.Equal(3, Look());

        _time.Pass(RollUpWatch.AlertLasts);
        LoseReportOf("h", seq: 2);
        Assert.Equal(0, Look());
    }

    [Theory]
    [InlineData(-2)]
    [InlineData(2)]
    public void A_clock_that_is_set_anew_changes_nothing(int hours)
    {
        _time.Now += TimeSpan.FromHours(hours);
        LoseReportOf("h");
        _time.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal(0, Look());
        _time.Now += TimeSpan.FromHours(hours);
        _time.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal(3, Look());

        _watch.Alert();
        _time.Now += TimeSpan.FromHours(hours);
        LoseReportOf("g");
        Assert.Equal(3, Look());
    }

    private int Look() => _units.Run(() => _watch.LookAsync()).Refreshed;

    /// <summary>It is written, and the process ends before anybody else knows.</summary>
    private void LoseReportOf(string household, long seq = 1)
    {
        _units.Silent.UnionWith(["v", "w"]);
        _units.Accept(household, "household.survey", $$"""{"round":{{seq}},"persons":4}""", seq: seq);
        _units.Kill();
        _units.Silent.Clear();
    }

    private sealed class StepTime : TimeProvider
    {
        private long _timestamp;

        public DateTimeOffset Now { get; set; } = TestUnits.Morning;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override DateTimeOffset GetUtcNow() => Now;

        public override long GetTimestamp() => _timestamp;

        public void Pass(TimeSpan span)
        {
            _timestamp += span.Ticks;
            Now += span;
        }
    }
}
