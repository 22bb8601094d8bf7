using System.CommandLine;
using GridActors.Client;
using GridActors.LoadDriver.Profiles;
using GridActors.LoadDriver.Reports;

namespace GridActors.LoadDriver;

/// <summary>The one command: registers, drives, checks, reports. Exit 1 when a total differs from the ledger.</summary>
internal static class LoadCommand
{
    /// <summary>Exit code of a run that somebody ended; as shells have it of Ctrl+C.</summary>
    public const int Interrupted = 130;

    /// <summary>Thirty days.</summary>
    private const int SecondsMax = 30 * 24 * 60 * 60;

    /// <param name="stop">Ends the sending before its time; what was sent is still checked and told.</param>
    public static RootCommand Create(CancellationToken stop)
    {
        var through = new Option<Way>("--through")
        {
            Description = "http: the API; orleans: grain calls of a client of the cluster.",
        };
        var urls = Option("--urls", "Where the API listens, comma-separated.", "http://127.0.0.1:5080");
        var token = new Option<string?>("--token") { Description = "Access token of the API." };
        var database = new Option<string?>("--database")
        {
            Description = "The cluster's database in Npgsql's form, for --through orleans.",
            DefaultValueFactory = _ => Environment.GetEnvironmentVariable("ConnectionStrings__GridActors"),
        };
        var cluster = Option("--cluster", "The cluster's id.", ClusterIds.Default);
        var county = Option("--county", "Code of the county to make; a driver at a time for each.", "990000");
        var gates = Option("--gates", "Checkpoints.", 1500);
        var villages = Option("--villages", "Villages that they stand in.", 400);
        var townships = Option("--townships", "Townships that these lie in.", 25);
        var batch = Option("--batch", "Records in a call.", 50);
        var inFlight = Option("--in-flight", "Calls under way at most; in a closed loop, always.", 64);
        var profile = Option("--profile", $"How the load is shaped: {string.Join(", ", Profile.Names)}.", "steady");
        var rate = new Option<double?>("--rate")
        {
            Description = "Records a second, whatever the answers do (open loop); without it, as fast as they come.",
        };
        var watchers = Option("--watchers", "Dashboards with live events of a township each.", 0);
        var reads = Option("--reads", "Reads of a township's totals a second, of all dashboards.", 0.0);
        var seconds = Option("--seconds", "How long to send.", 30.0);
        var patience = Option("--patience", "Seconds that an answer, or the totals afterwards, may take.", 120.0);
        var ledger = new Option<string?>("--ledger") { Description = "A file to append to what is sent and answered." };
        var result = new Option<string?>("--result") { Description = "Write the result to a file, as JSON." };
        var picture = new Option<string?>("--picture") { Description = "Draw latency over time into a file, as SVG." };
        var command = new RootCommand("Drives a cluster's checkpoints from outside and checks every total afterwards.")
        {
            through, urls, token, database, cluster, county, gates, villages, townships, profile, rate, batch, inFlight,
            seconds, watchers, reads, patience, ledger, result, picture,
        };
        command.SetAction((parsed, cancellation) => RunAsync(
            new LoadOptions
            {
                Through = parsed.GetValue(through),
                Urls =
                [
                    .. parsed.GetValue(urls)!.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(UrlOf),
                ],
                Token = parsed.GetValue(token),
                Database = parsed.GetValue(database),
                Cluster = parsed.GetValue(cluster)!,
                County = parsed.GetValue(county)!,
                Gates = parsed.GetValue(gates),
                Villages = parsed.GetValue(villages),
                Townships = parsed.GetValue(townships),
                Profile = parsed.GetValue(profile)!,
                Rate = parsed.GetValue(rate),
                Batch = parsed.GetValue(batch),
                InFlight = parsed.GetValue(inFlight),
                Duration = SecondsOf(seconds.Name, parsed.GetValue(seconds), least: 0.001),
                Watchers = parsed.GetValue(watchers),
                Reads = parsed.GetValue(reads),
                Patience = SecondsOf(patience.Name, parsed.GetValue(patience), least: 0),
                LedgerFile = parsed.GetValue(ledger),
                ResultFile = parsed.GetValue(result),
                PictureFile = parsed.GetValue(picture),
            },
            stop,
            cancellation));
        return command;
    }

    private static async Task<int> RunAsync(
        LoadOptions options, CancellationToken stop, CancellationToken cancellation)
    {
        options.Check();
        var result = await LoadRun.RunAsync(options, stop, cancellation);
        Report.Print(result);
        if (options.ResultFile is { } file)
        {
            await File.WriteAllTextAsync(file, result.ToJson(), cancellation);
        }

        if (options.PictureFile is { } picture)
        {
            var title = $"{result.Profile}, {result.Through}, calls of {result.Batch} records";
            await File.WriteAllTextAsync(picture, Picture.Draw(title, result.LatencyBySecond), cancellation);
        }

        return !result.IsExact ? 1 : result.IsInterrupted ? Interrupted : 0;
    }

    private static Uri UrlOf(string text) =>
        Uri.TryCreate(text.Trim(), UriKind.Absolute, out var url)
        && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps)
            ? url
            : throw new ArgumentException($"--urls: '{text}' is no URL of http or https");

    private static TimeSpan SecondsOf(string name, double seconds, double least) =>
        seconds >= least && seconds <= SecondsMax
            ? TimeSpan.FromSeconds(seconds)
            : throw new ArgumentException(FormattableString.Invariant($"{name} is from {least} to {SecondsMax}"));

    private static Option<T> Option<T>(string name, string description, T otherwise) =>
        new(name) { Description = description, DefaultValueFactory = _ => otherwise };
}
