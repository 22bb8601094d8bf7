using System.Diagnostics;
using System.Globalization;
using GridActors.CommandLine.Commands;
using GridActors.Core.Units;
using GridActors.Journaling.Import;
using GridActors.Journaling.Loop;
using Spectre.Console;

namespace GridActors.CommandLine.Demo;

/// <summary>Lan County played into a system that just started, with a line that says how far it is.</summary>
/// <param name="ports">Of the system, which must go by the clock.</param>
/// <param name="clock">Of the scenario.</param>
public sealed class DemoRun(UnitPorts ports, DemoClock clock)
{
    /// <summary>Real time after the last scenario's record until the top of the tree has it.</summary>
    private static readonly TimeSpan ConvergePatience = TimeSpan.FromSeconds(5);

    /// <summary>Between the lines that say how far it is, where they do not write over each other.</summary>
    private static readonly TimeSpan InFile = TimeSpan.FromSeconds(5);

    /// <summary>Real seconds that a simulated day takes.</summary>
    public static System.CommandLine.Option<double> DaySeconds() => new("--day-seconds")
    {
        Description = "Real seconds that a simulated day takes.",
        DefaultValueFactory = _ => DemoClock.DayLastsOtherwise.TotalSeconds,
        HelpName = "S",
    };

    /// <exception cref="OptionsException">That is no day.</exception>
    public static DemoClock ClockOf(double daySeconds) => daySeconds is > 0 and <= 86_400
        ? new DemoClock(LanCounty.Begin, TimeSpan.FromSeconds(daySeconds))
        : throw new OptionsException("--day-seconds is above 0 and at most 86400");

    /// <summary>Plays until <paramref name="untilStopped"/> is over or <paramref name="cancellation"/>.</summary>
    public async Task RunAsync(Func<CancellationToken, Task> untilStopped, CancellationToken cancellation)
    {
        Console.WriteLine("Lan County 岚县, February 2020: open the address above. Ctrl+C ends it.");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var isShown = false;
        var pace = AnsiConsole.Profile.Capabilities.Interactive ? TimeSpan.Zero : InFile;
        var told = Stopwatch.StartNew();
        await AnsiConsole.Status().StartAsync("registering the county's units", async status =>
        {
            var progress = new Progress<DemoProgress>(at =>
            {
                if (told.Elapsed >= pace)
                {
                    status.Status(Describe(at));
                    told.Restart();
                }

                if (at.IsScenarioOver && !isShown)
                {
                    isShown = true;
                    _ = ShowFiguresAsync();
                }
            });
            var player = new DemoPlayer(
                ports.Units, new UnitImport(ports), ports.Reader, new LanCounty(), clock, progress);
            var playing = player.RunAsync(stop.Token);
            var first = await Task.WhenAny(playing, untilStopped(stop.Token));
            await stop.CancelAsync();
            if (first == playing && !cancellation.IsCancellationRequested)
            {
                await playing;
            }
        });
    }

    private string Describe(DemoProgress at) => string.Create(
        CultureInfo.InvariantCulture,
        $"{ports.Calendar.LocalOf(at.Now):yyyy-MM-dd HH:mm}  {at.UnitsDone:N0} units  {at.Accepted:N0} records counted")
        + (at.Refused > 0 ? $"  {at.Refused} refused ({at.LastRefusal?.Code})" : "");

    /// <summary>What the townships published, beside what the system counted.</summary>
    private async Task ShowFiguresAsync()
    {
        await Task.Delay(ConvergePatience);
        var table = new Table().AddColumns("unit", "indicator", "published", "counted");
        foreach (var figure in LanCountyFigures.All.Where(figure => figure.IsPublished))
        {
            var unit = UnitId.Parse(figure.Unit);
            var name = (await ports.Store.FindAsync(unit))?.Name ?? figure.Unit;
            var counted = figure.In((await ports.Units.TotalsAsync(unit))!.Totals);
            table.AddRow(
                Markup.Escape(name), figure.Indicator, $"{figure.Value}",
                counted == figure.Value ? $"[green]{counted}[/]" : $"[red]{counted}[/]");
        }

        AnsiConsole.Write(table);
    }
}
