using System.CommandLine;
using GridActors.CommandLine.Commands;
using GridActors.Standalone.Commands;
using GridActors.Standalone.Hosting;

var root = new RootCommand("GridActors: grid work of a county, counted once and live.")
{
    ServeCommand.Create(),
    ImportCommand.Create(ServeAloneAsync),
    BulletinCommand.Create(ServeAloneAsync),
    VerifyCommand.Create(),
    DemoCommand.Create(),
};

return await CommandRun.RunAsync(root, args);

static async Task<ServedAlone> ServeAloneAsync(
    string directory, string[]? settings, string? tallies, CancellationToken cancellation)
{
    var options = DeploymentOptions.From(CommonOptions.Read(directory, settings, tallies), directory);
    var server = await Server.StartAsync(
        options, "http://127.0.0.1:0", isOpen: true, TimeProvider.System, cancellation, isQuiet: true);
    return new ServedAlone(server.Address, server);
}
