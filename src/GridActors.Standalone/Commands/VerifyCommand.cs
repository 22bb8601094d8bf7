using System.CommandLine;
using System.Globalization;
using GridActors.CommandLine.Commands;
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
        var command = new Command("verify", "Recounts every total of a stopped deployment; exit 1 if any differs.")
        {
            data, settings, tallies,
        };
        command.SetAction((parsed, cancellation) =>
            RunAsync(
                parsed.GetValue(data)!,
                CommonOptions.Read(parsed.GetValue(data)!, parsed.GetValue(settings), parsed.GetValue(tallies)),
                cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string directory, IConfiguration settings, CancellationToken cancellation)
    {
        if (!Directory.Exists(directory))
        {
            throw new OptionsException($"no data directory {directory}");
        }

        var options = DeploymentOptions.From(settings, directory);
        await using var deployment = await Deployment.OpenAsync(
            options, TimeProvider.System, NullLoggerFactory.Instance, cancellation);
        var progress = new Progress<long>(units =>
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{units:N0} units")));
        var result = await deployment.RecountAsync(progress, cancellation);
        return RecountReport.Print(result);
    }
}
