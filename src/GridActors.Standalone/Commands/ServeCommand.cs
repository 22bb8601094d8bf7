using System.CommandLine;
using GridActors.CommandLine.Commands;
using GridActors.Standalone.Hosting;

namespace GridActors.Standalone.Commands;

/// <summary><c>serve</c>: runs a deployment until it is told to stop.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var data = CommonOptions.Data();
        var urls = CommonOptions.Urls();
        var settings = CommonOptions.Settings();
        var tallies = CommonOptions.Tallies();
        var open = new Option<bool>("--open")
        {
            Description = "Serve without authentication; refused on any address but loopback.",
        };
        var command = new Command("serve", "Serves the API and the dashboard.")
        {
            data, urls, open, settings, tallies,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var directory = parsed.GetValue(data)!;
            var read = CommonOptions.Read(directory, parsed.GetValue(settings), parsed.GetValue(tallies));
            var options = DeploymentOptions.From(read, directory);
            await using var server = await Server.StartAsync(
                options, parsed.GetValue(urls)!, parsed.GetValue(open), TimeProvider.System, cancellation);
            await server.WaitAsync(cancellation);
            return ExitCodes.Done;
        });
        return command;
    }
}
