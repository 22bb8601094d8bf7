using System.CommandLine;
using GridActors.CommandLine.Commands;
using GridActors.CommandLine.Demo;
using GridActors.Journaling.Ports;
using GridActors.Silo.Hosting;

namespace GridActors.Silo.Commands;

/// <summary><c>demo</c>: Lan County at work in a cluster of one silo, on an empty database of its own.</summary>
internal static class DemoCommand
{
    public static Command Create()
    {
        var urls = CommonOptions.Urls();
        var settings = CommonOptions.Settings();
        var daySeconds = DemoRun.DaySeconds();
        var command = new Command(
            "demo", "Plays several days of Lan County on an empty, migrated database; open the address it prints.")
        {
            urls, settings, daySeconds,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var clock = DemoRun.ClockOf(parsed.GetValue(daySeconds));
            var silo = SiloSettings.From(CommonOptions.Read(".", parsed.GetValue(settings)));
            await using var server = await SiloServer.StartAsync(
                silo, parsed.GetValue(urls)!, tokensDirectory: null, clock, cancellation);
            await RefuseUnlessEmptyAsync(server.Ports.Store);
            await new DemoRun(server.Ports, clock).RunAsync(server.WaitAsync, cancellation);
            return ExitCodes.Done;
        });
        return command;
    }

    /// <summary>Its clock is not the world's, and its county must not come among real ones.</summary>
    private static async Task RefuseUnlessEmptyAsync(IUnitDirectory directory)
    {
        if ((await directory.PageAsync(after: null, limit: 1)).Count > 0)
        {
            throw new OptionsException("the demo needs a database without units; this one has some");
        }
    }
}
