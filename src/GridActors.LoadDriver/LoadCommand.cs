using System.CommandLine;
using GridActors.LoadDriver.Ledgers;
using GridActors.LoadDriver.Loads;
using GridActors.LoadDriver.Reports;
using GridActors.LoadDriver.Trees;
using GridActors.LoadDriver.Ways;

namespace GridActors.LoadDriver;

/// <summary>The one command: registers, drives, checks, reports. Exit 1 when a total differs from the ledger.</summary>
internal static class LoadCommand
{
    public static RootCommand Create()
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
        var cluster = Option("--cluster", "The cluster's id.", "gridactors");
        var county = Option("--county", "Code of the county to make; a driver at a time for each.", "990000");
        var gates = Option("--gates", "Checkpoints.", 1500);
        var villages = Option("--villages", "Villages that they stand in.", 400);
        var townships = Option("--townships", "Townships that these lie in.", 25);
        var batch = Option("--batch", "Records in a call.", 50);
        var inFlight = Option("--in-flight", "Calls under way at any time.", 64);
        var seconds = Option("--seconds", "How long to send.", 30.0);
        var patience = Option("--patience", "Seconds that an answer, or the totals afterwards, may take.", 120.0);
        var ledger = new Option<string?>("--ledger") { Description = "A file to append to what is sent and answered." };
        var result = new Option<string?>("--result") { Description = "Write the result to a file, as JSON." };
        var command = new RootCommand("Drives a cluster's checkpoints from outside and checks every total afterwards.")
        {
            through, urls, token, database, cluster, county, gates, villages, townships, batch, inFlight, seconds,
            patience, ledger, result,
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
                Batch = parsed.GetValue(batch),
                InFlight = parsed.GetValue(inFlight),
                Duration = TimeSpan.FromSeconds(parsed.GetValue(seconds)),
                Patience = TimeSpan.FromSeconds(parsed.GetValue(patience)),
                LedgerFile = parsed.GetValue(ledger),
                ResultFile = parsed.GetValue(result),
            },
            cancellation));
        return command;
    }

    private static async Task<int> RunAsync(LoadOptions options, CancellationToken cancellation)
    {
        options.Check();
        var tree = new CountyTree(options.County, options.Townships, options.Villages, options.Gates);
        using var http = new HttpWay(options.Urls, options.Token);
        await http.RegisterAsync(tree, cancellation);
        await using IWay way = options.Through == Way.Http
            ? http
            : await OrleansWay.ConnectAsync(options.Database!, options.Cluster, cancellation);
        await using var ledger = new Ledger(tree, options.LedgerFile);
        var check = new TotalsCheck(tree, way, options.Patience);
        var load = new ClosedLoop(tree, way, ledger, options);
        await load.OpenGatesAsync(cancellation);
        var before = await check.ReadAsync(cancellation);
        var measured = await load.RunAsync(cancellation);
        var differences = await check.CompareAsync(before, ledger, cancellation);
        var result = LoadResult.Of(options, measured, ledger, differences);
        Report.Print(result);
        if (options.ResultFile is { } file)
        {
            await File.WriteAllTextAsync(file, result.ToJson(), cancellation);
        }

        return result.IsExact ? 0 : 1;
    }

    private static Uri UrlOf(string text) =>
        Uri.TryCreate(text.Trim(), UriKind.Absolute, out var url)
            ? url
            : throw new ArgumentException($"--urls: '{text}' is no URL");

    private static Option<T> Option<T>(string name, string description, T otherwise) =>
        new(name) { Description = description, DefaultValueFactory = _ => otherwise };
}
