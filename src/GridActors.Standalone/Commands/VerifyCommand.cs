using System.CommandLine;
using System.Globalization;
using GridActors.CommandLine.Commands;
using GridActors.Journaling.Ports;
using GridActors.Journaling.Recounts;
using GridActors.Sqlite;
using GridActors.Standalone.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace GridActors.Standalone.Commands;

/// <summary><c>verify</c>: recounts every total from the journal and names each difference.</summary>
internal static class VerifyCommand
{
    public static Command Create()
    {
        var data = CommonOptions.Data();
        var settings = CommonOptions.Settings();
        var tallies = CommonOptions.Tallies();
        var wait = CommonOptions.Wait();
        var command = new Command(
            "verify", "Recounts every total, beside a running server at one moment; exit 1 if any differs.")
        {
            data, settings, tallies, wait,
        };
        command.SetAction((parsed, cancellation) =>
            RunAsync(
                parsed.GetValue(data)!,
                CommonOptions.Read(parsed.GetValue(data)!, parsed.GetValue(settings), parsed.GetValue(tallies)),
                TimeSpan.FromSeconds(parsed.GetValue(wait)),
                cancellation));
        return command;
    }

    private static async Task<int> RunAsync(
        string directory, IConfiguration settings, TimeSpan wait, CancellationToken cancellation)
    {
        if (!Directory.Exists(directory))
        {
            throw new OptionsException($"no data directory {directory}");
        }

        var options = DeploymentOptions.From(settings, directory);
        var progress = new Progress<long>(units =>
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{units:N0} units")));
        if (IsOpen(directory))
        {
            return RecountReport.Print(await BesideServerAsync(options, wait, progress, cancellation));
        }

        await using var deployment = await Deployment.OpenAsync(
            options, TimeProvider.System, NullLoggerFactory.Instance, cancellation);
        return RecountReport.Print(await deployment.RecountAsync(progress, cancellation));
    }

    private static bool IsOpen(string directory)
    {
        try
        {
            return SqliteJournal.IsOpen(directory);
        }
        catch (UnauthorizedAccessException failure)
        {
            throw new OptionsException(
                $"the data directory {directory} is for its own user to verify: {failure.Message}");
        }
    }

    private static async Task<RecountResult> BesideServerAsync(
        DeploymentOptions options, TimeSpan wait, IProgress<long> progress, CancellationToken cancellation)
    {
        try
        {
            return await Deployment.Beside(options, wait).RunAsync(progress, cancellation);
        }
        catch (Exception failure) when (failure is InvalidOperationException or JournalUnavailableException)
        {
            throw new OptionsException(failure.Message);
        }
    }
}
