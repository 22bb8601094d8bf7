using System.CommandLine;
using GridActors.CommandLine.Commands;
using GridActors.CommandLine.Demo;
using GridActors.Standalone.Hosting;

namespace GridActors.Standalone.Commands;

/// <summary><c>demo</c>: Lan County at work, live, in a folder that is gone afterwards.</summary>
internal static class DemoCommand
{
    public static Command Create()
    {
        var urls = CommonOptions.Urls();
        var data = new Option<string?>("--data")
        {
            Description = "Keep the demo's data here; otherwise in a temporary folder.",
            HelpName = "DIR",
        };
        var daySeconds = DemoRun.DaySeconds();
        var command = new Command("demo", "Plays several days of Lan County, live; open the address it prints.")
        {
            urls, data, daySeconds,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var clock = DemoRun.ClockOf(parsed.GetValue(daySeconds));
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
        await new DemoRun(server.Deployment.Units.Ports, clock).RunAsync(server.WaitAsync, cancellation);
        return ExitCodes.Done;
    }
}
