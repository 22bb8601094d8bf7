using System.CommandLine;
using GridActors.CommandLine.Import;
using Spectre.Console;

namespace GridActors.CommandLine.Commands;

/// <summary>
/// <c>import</c>: units (CSV) or records (NDJSON) into a running server, or, where the executable can serve a data
/// directory to this command alone, straight into one: there is one way in, and it is the one that is tested.
/// </summary>
internal static class ImportCommand
{
    /// <summary>Serves a data directory with these settings to nobody else; null where there is none.</summary>
    public delegate Task<ServedAlone> ServeAlone(
        string directory, string[]? settings, string? tallies, CancellationToken cancellation);

    public static Command Create(ServeAlone? serveAlone)
    {
        var file = new Argument<string>("FILE")
        {
            Description = "Units as .csv, records as NDJSON; also packed with gzip.",
        };
        var data = CommonOptions.Data(null);
        var url = new Option<string>("--url")
        {
            Description = $"A running server, such as {CommonOptions.DefaultUrls}.",
        };
        var token = new Option<string>("--token") { Description = "Its access token." };
        var settings = CommonOptions.Settings();
        var tallies = CommonOptions.Tallies();
        var command = new Command("import", "Imports units (CSV) or records (NDJSON). Interrupted, it resumes.")
        {
            file, url, token,
        };
        if (serveAlone is not null)
        {
            command.Add(data);
            command.Add(settings);
            command.Add(tallies);
        }

        command.SetAction(async (parsed, cancellation) =>
        {
            var path = parsed.GetValue(file)!;
            if (!File.Exists(path))
            {
                throw new OptionsException($"no file {path}");
            }

            if (parsed.GetValue(url) is { } running)
            {
                return await ImportAsync(path, running, running, parsed.GetValue(token), cancellation);
            }

            if (serveAlone is null)
            {
                throw new OptionsException("say --url of a running server");
            }

            var directory = parsed.GetValue(data)
                ?? throw new OptionsException("say --url of a running server, or --data of a stopped one");
            await using var server = await serveAlone(
                directory, parsed.GetValue(settings), parsed.GetValue(tallies), cancellation);
            var whole = Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory));
            return await ImportAsync(path, whole, server.Address, null, cancellation);
        });
        return command;
    }

    /// <param name="target">What the user calls the server.</param>
    private static async Task<int> ImportAsync(
        string file, string target, string url, string? token, CancellationToken cancellation)
    {
        using var http = RunningServer.Connect(url, token);
        http.Timeout = Timeout.InfiniteTimeSpan;
        var client = new ImportClient(http);
        try
        {
            return ImportFile.HoldsUnits(file)
                ? await ImportUnitsAsync(client, file, cancellation)
                : await ImportRecordsAsync(client, file, target, cancellation);
        }
        catch (Exception failure)
            when (failure is HttpRequestException or IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new OptionsException($"import of {file} stopped: {failure.Message}");
        }
    }

    private static async Task<int> ImportUnitsAsync(ImportClient client, string file, CancellationToken cancellation)
    {
        var (registered, unchanged, failures) = await AnsiConsole.Status().StartAsync(
            "registering units", _ => client.SendUnitsAsync(file, cancellation));
        Console.WriteLine($"{registered} units registered, {unchanged} unchanged, {failures.Count} rows failed");
        var errors = new ImportErrors(file, kept: 0);
        errors.Add(failures);
        errors.Announce();
        return errors.Count == 0 ? ExitCodes.Done : ExitCodes.Failed;
    }

    private static async Task<int> ImportRecordsAsync(
        ImportClient client, string file, string target, CancellationToken cancellation)
    {
        using var records = await UnsentRecords.OpenAsync(file, target, cancellation);
        var errors = new ImportErrors(file, records.Position.Refused);
        await AnsiConsole.Progress()
            .Columns(
                new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(async progress =>
            {
                var bar = progress.AddTask("records", maxValue: Math.Max(1, records.Position.Bytes));
                bar.Value = records.BytesRead;
                while (await records.ReadAsync(cancellation) is { } lines)
                {
                    var (accepted, known, failures) = await client.SendRecordsAsync(lines, cancellation);
                    errors.Add(failures);
                    records.Keep(lines, accepted, known, failures.Count);
                    bar.Value = records.BytesRead;
                }
            });
        ImportPosition.Forget(file);
        var all = records.Position;
        Console.WriteLine($"{all.Accepted} records accepted, {all.Known} known already, {all.Refused} refused");
        errors.Announce();
        return errors.Count == 0 ? ExitCodes.Done : ExitCodes.Failed;
    }
}

/// <summary>A server that listens for one command.</summary>
internal sealed class ServedAlone(string address, IAsyncDisposable server) : IAsyncDisposable
{
    public string Address { get; } = address;

    public ValueTask DisposeAsync() => server.DisposeAsync();
}
