using System.CommandLine;
using System.Globalization;
using GridActors.CommandLine.Commands;
using GridActors.Core.Units;
using GridActors.Standalone.Demo;
using GridActors.Standalone.Hosting;
using Spectre.Console;

namespace GridActors.Standalone.Commands;

/// <summary><c>demo</c>: Lan County at work, live, in a folder that is gone afterwards.</summary>
internal static class DemoCommand
{
    private static readonly TimeSpan ConvergePatience = TimeSpan.FromSeconds(5);

    public static Command Create()
    {
        var urls = CommonOptions.Urls();
        var data = new Option<string?>("--data")
        {
            Description = "Keep the demo's data here; otherwise in a temporary folder.",
            HelpName = "DIR",
        };
        var daySeconds = new Option<double>("--day-seconds")
        {
            Description = "Real seconds that a simulated day takes.",
            DefaultValueFactory = _ => DemoClock.DayLastsOtherwise.TotalSeconds,
            HelpName = "S",
        };
        var command = new Command("demo", "Plays several days of Lan County, live; open the address it prints.")
        {
            urls, data, daySeconds,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            if (!(parsed.GetValue(daySeconds) is > 0 and <= 86_400 and var seconds))
            {
                throw new OptionsException("--day-seconds is above 0 and at most 86400");
            }

            var clock = new DemoClock(LanCounty.Begin, TimeSpan.FromSeconds(seconds));
            if (parsed.GetValue(data) is { } kept)
            {
                return await RunAsync(kept, parsed.GetValue(urls)!, clock, cancellation);
            }

            var folder = Directory.CreateTempSubdirectory("gridactors-demo-");
            try
            {
                return await RunAsync(folder.FullName, parsed.GetValue(urls)!, clock, cancellation);
            }
            finally
            {
                folder.Delete(recursive: true);
            }
        });
        return command;
    }

    private static async Task<int> RunAsync(
        string directory, string urls, DemoClock clock, CancellationToken cancellation)
    {
        var options = new DeploymentOptions { DataDirectory = directory };
        await using var server = await Server.StartAsync(options, urls, isOpen: true, clock, cancellation);
        Console.WriteLine("Lan County 岚县, February 2020: open the address above. Ctrl+C ends it.");
        var units = server.Deployment.Units;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var isShown = false;
        await AnsiConsole.Status().StartAsync("registering the county's units", async status =>
        {
            var progress = new Progress<DemoProgress>(at =>
            {
                status.Status(Describe(at, server.Deployment.Calendar.LocalOf(at.Now)));
                if (at.IsScenarioOver && !isShown)
                {
                    isShown = true;
                    _ = ShowFiguresAsync(server.Deployment);
                }
            });
            var player = new DemoPlayer(
                units, server.Deployment.Import, units.Ports.Reader, new LanCounty(), clock, progress);
            var playing = player.RunAsync(stop.Token);
            var first = await Task.WhenAny(playing, server.WaitAsync(stop.Token));
            await stop.CancelAsync();
            if (first == playing && !cancellation.IsCancellationRequested)
            {
                await playing;
            }
        });
        return ExitCodes.Done;
    }

    private static string Describe(DemoProgress at, DateTime local) => string.Create(
        CultureInfo.InvariantCulture,
        $"{local:yyyy-MM-dd HH:mm}  {at.UnitsDone:N0} units  {at.Accepted:N0} records counted")
        + (at.Refused > 0 ? $"  {at.Refused} refused ({at.LastRefusal?.Code})" : "");

    /// <summary>What the townships published, beside what the system counted.</summary>
    private static async Task ShowFiguresAsync(Deployment deployment)
    {
        await Task.Delay(ConvergePatience);
        var table = new Table().AddColumns("unit", "indicator", "published", "counted");
        foreach (var figure in LanCountyFigures.All.Where(figure => figure.IsPublished))
        {
            var unit = UnitId.Parse(figure.Unit);
            var name = (await deployment.Journal.FindAsync(unit))?.Name ?? figure.Unit;
            var counted = figure.In((await deployment.Units.TotalsAsync(unit, default))!.Totals);
            table.AddRow(
                Markup.Escape(name), figure.Indicator, $"{figure.Value}",
                counted == figure.Value ? $"[green]{counted}[/]" : $"[red]{counted}[/]");
        }

        AnsiConsole.Write(table);
    }
}
