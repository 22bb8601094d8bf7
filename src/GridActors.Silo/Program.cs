using System.CommandLine;
using GridActors.CommandLine.Commands;
using GridActors.Silo.Commands;

var root = new RootCommand("GridActors: a silo of a cluster on PostgreSQL, with the API and the dashboard.")
{
    ServeCommand.Create(),
    MigrateCommand.Create(),
    ImportCommand.Create(serveAlone: null),
    BulletinCommand.Create(serveAlone: null),
    VerifyCommand.Create(),
    DemoCommand.Create(),
};

return await CommandRun.RunAsync(root, args);
