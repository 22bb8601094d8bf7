using System.CommandLine;
using System.Net.Http.Headers;
using GridActors.Standalone.Hosting;
using GridActors.Standalone.Import;
using Spectre.Console;

namespace GridActors.Standalone.Commands;

/// <summary>
/// <c>import</c>: units (CSV) or records (NDJSON) into a running server, or straight into a data directory, which is
/// then served to this command alone: there is one way in, and it is the one that is tested.
/// </summary>
internal static class ImportCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "Units as .csv, records as NDJSON." };
        var data = CommonOptions.Data(null);
        var url = new Option<string>("--url")
        {
            Description = $"A running server, such as {CommonOptions.DefaultUrls}.",
        };
        var token = new Option<string>("--token") { Description = "Its access token." };
        var settings = CommonOptions.Settings();
        var command = new Command("import", "Imports units (CSV) or records (NDJSON). Interrupted, it resumes.")
        {
            file, data, url, token, settings,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var path = parsed.GetValue(file)!;
            if (!File.Exists(path))
            {
                throw new OptionsException($"no file {path}");
            }

            if (parsed.GetValue(url) is { } running)
            {
                return await ImportAsync(path, running, parsed.GetValue(token), cancellation);
            }

            var directory = parsed.GetValue(data)
                ?? throw new OptionsException("say --url of a running server, or --data of a stopped one");
            var options = DeploymentOptions.From(CommonOptions.Read(directory, parsed.GetValue(settings)), directory);
            await using var server = await Server.StartAsync(
                options, "http://127.0.0.1:0", isOpen: true, TimeProvider.System, cancellation);
            return await ImportAsync(path, server.Address, null, cancellation);
        });
        return command;
    }

    private static async Task<int> ImportAsync(
        string file, string url, string? token, CancellationToken cancellation)
    {
        using var http = new HttpClient
        {
            BaseAddress = new Uri(url.TrimEnd('/') + "/"),
            Timeout = Timeout.InfiniteTimeSpan,
        };
        if (token is not null)
        {
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        var client = new ImportClient(http);
        try
        {
            return Path.GetExtension(file).Equals(".csv", StringComparison.OrdinalIgnoreCase)
                ? await ImportUnitsAsync(client, file, cancellation)
                : await ImportRecordsAsync(client, file, cancellation);
        }
        catch (HttpRequestException failure)
        {
            throw new OptionsException($"import of {file} stopped: {failure.Message}");
        }
    }

    private static async Task<int> ImportUnitsAsync(ImportClient client, string file, CancellationToken cancellation)
    {
        var (registered, unchanged, failures) = await AnsiConsole.Status().StartAsync(
            "registering units", _ => client.SendUnitsAsync(file, cancellation));
        Console.WriteLine($"{registered} units registered, {unchanged} unchanged, {failures.Count} rows failed");
        var errors = new ImportErrors(file, isResumed: false);
        errors.Add(failures);
        errors.Announce();
        return errors.Count == 0 ? ExitCodes.Done : ExitCodes.Failed;
    }

    private static Task<int> ImportRecordsAsync(ImportClient client, string file, CancellationToken cancellation) =>
        AnsiConsole.Progress()
            .Columns(
                new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(async progress =>
            {
                await using var stream = File.OpenRead(file);
                var position = ImportPosition.Read(file);
                var isResumed = position.Offset > 0;
                stream.Position = position.Offset;
                var bar = progress.AddTask("records", maxValue: Math.Max(1, position.Bytes));
                bar.Value = position.Offset;
                int accepted = 0, duplicate = 0;
                var errors = new ImportErrors(file, isResumed);
                while (await RecordLines.ReadAsync(stream, position.Line, cancellation) is { } lines)
                {
                    var sent = await client.SendRecordsAsync(lines, cancellation);
                    accepted += sent.Accepted;
                    duplicate += sent.Duplicate;
                    errors.Add(sent.Failures);
                    position = position with { Offset = stream.Position, Line = position.Line + lines.Lines };
                    position.Write(file);
                    bar.Value = position.Offset;
                }

                ImportPosition.Forget(file);
                Console.WriteLine($"{accepted} records accepted, {duplicate} known already, {errors.Count} refused"
                    + (isResumed ? " since the import was resumed" : ""));
                errors.Announce();
                return errors.Count == 0 ? ExitCodes.Done : ExitCodes.Failed;
            });
}
