using GridActors.CommandLine.Demo;

namespace GridActors.Standalone.Tests.Scenarios;

public sealed class DemoPlayerTests
{
    [Fact]
    public async Task The_demo_plays_the_scenario_as_its_clock_runs_and_goes_on()
    {
        var county = new LanCounty();
        var clock = new DemoClock(LanCounty.Begin, dayLasts: TimeSpan.FromSeconds(4));
        var system = new ScenarioSystem(clock);
        using var over = new CancellationTokenSource(TimeSpan.FromMinutes(4));
        var progress = new Watched(over);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            new DemoPlayer(system.Units, system.Import, system.Reader, county, clock, progress).RunAsync(over.Token));

        Assert.True(progress.Last!.IsScenarioOver);
        Assert.Null(progress.Last.LastRefusal);
        Assert.Equal(0, progress.Last.Refused);
        Assert.True(progress.Last.Accepted > county.Records().Count());
        Assert.True(progress.Last.Now > LanCounty.End);
        await system.SweepAsync(clock.GetUtcNow());
        await system.ConvergedAsync();
        foreach (var figure in LanCountyFigures.All)
        {
            var subtree = await system.Units.TotalsAsync(Core.Units.UnitId.Parse(figure.Unit), default);
            Assert.Equal((figure, figure.Value), (figure, figure.In(subtree!.Totals)));
        }
    }

    [Fact]
    public void The_clock_stands_until_it_is_started_and_then_runs_faster()
    {
        var clock = new DemoClock(LanCounty.Begin, dayLasts: TimeSpan.FromSeconds(1));

        Assert.Equal(LanCounty.Begin, clock.GetUtcNow());
        clock.Start();

        Assert.True(SpinWait.SpinUntil(() => clock.GetUtcNow() > LanCounty.Begin.AddHours(1), TimeSpan.FromSeconds(30)));
    }

    /// <summary>Ends the demo some time after the scenario is over.</summary>
    private sealed class Watched(CancellationTokenSource end) : IProgress<DemoProgress>
    {
        private long _acceptedAtEnd = -1;

        public DemoProgress? Last { get; private set; }

        public void Report(DemoProgress value)
        {
            Last = value;
            if (value.IsScenarioOver && _acceptedAtEnd < 0)
            {
                _acceptedAtEnd = value.Accepted;
            }

            if (_acceptedAtEnd >= 0 && value.Accepted > _acceptedAtEnd + 100)
            {
                end.Cancel();
            }
        }
    }
}
