using System.CommandLine;
using GridActors.CommandLine.Commands;
using GridActors.Journaling.Ports;
using GridActors.Postgres;
using GridActors.Silo.Hosting;

namespace GridActors.Silo.Commands;

/// <summary>
/// <c>migrate</c>: brings the database to this program's schema; safe to run from several places at once.
/// </summary>
internal static class MigrateCommand
{
    public static Command Create()
    {
        var data = CommonOptions.Data(".");
        var settings = CommonOptions.Settings();
        var command = new Command("migrate", "Brings the database to the schema of this program.") { data, settings };
        command.SetAction(async (parsed, _) =>
        {
            var silo = SiloSettings.From(CommonOptions.Read(parsed.GetValue(data)!, parsed.GetValue(settings)));
            int schema;
            try
            {
                schema = await PostgresMigrations.RunAsync(silo.ConnectionString, silo.TimeZone.Id, silo.TracesKey);
            }
            catch (Exception failure) when (failure is InvalidOperationException or JournalUnavailableException)
            {
                throw new OptionsException(failure.Message);
            }

            Console.WriteLine($"The database has schema {schema}.");
            return ExitCodes.Done;
        });
        return command;
    }
}
