using System.CommandLine;
using GridActors.CommandLine.Commands;
using GridActors.Silo.Hosting;

namespace GridActors.Silo.Commands;

/// <summary><c>serve</c>: runs one silo until it is told to stop.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var data = CommonOptions.Data(".");
        var urls = CommonOptions.Urls();
        var settings = CommonOptions.Settings();
        var tallies = CommonOptions.Tallies();
        var open = new Option<bool>("--open")
        {
            Description = "Serve without authentication; refused on any address but loopback.",
        };
        var command = new Command("serve", "Joins the cluster and serves the API and the dashboard.")
        {
            data, urls, open, settings, tallies,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var directory = parsed.GetValue(data)!;
            var silo = SiloSettings.From(
                CommonOptions.Read(directory, parsed.GetValue(settings), parsed.GetValue(tallies)));
            var tokens = parsed.GetValue(open) ? null : directory;
            await using var server = await SiloServer.StartAsync(
                silo, parsed.GetValue(urls)!, tokens, TimeProvider.System, cancellation);
            await server.WaitAsync(cancellation);
            return ExitCodes.Done;
        });
        return command;
    }
}
