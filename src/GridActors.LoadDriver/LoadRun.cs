using System.Diagnostics;
using GridActors.LoadDriver.Dashboards;
using GridActors.LoadDriver.Ledgers;
using GridActors.LoadDriver.Loads;
using GridActors.LoadDriver.Measurements;
using GridActors.LoadDriver.Profiles;
using GridActors.LoadDriver.Reports;
using GridActors.LoadDriver.Trees;
using GridActors.LoadDriver.Ways;

namespace GridActors.LoadDriver;

/// <summary>One run: registers, opens, drives, watches, and holds every total to the ledger.</summary>
internal static class LoadRun
{
    /// <param name="stop">No more is sent from then on; before the first call there is nothing to tell of.</param>
    /// <exception cref="OperationCanceledException">It was ended without a result.</exception>
    public static async Task<LoadResult> RunAsync(
        LoadOptions options, CancellationToken stop, CancellationToken cancellation)
    {
        using var begin = CancellationTokenSource.CreateLinkedTokenSource(stop, cancellation);
        var profile = Profile.Named(options.Profile);
        var tree = new CountyTree(options.County, options.Townships, options.Villages, options.Gates);
        using var http = new HttpWay(options.Urls, options.Token);
        await http.RegisterAsync(tree, begin.Token);
        await using IWay way = options.Through == Way.Http
            ? http
            : await OrleansWay.ConnectAsync(options.Database!, options.Cluster, begin.Token);
        await using var ledger = new Ledger(tree, options.LedgerFile);
        var delivery = new Delivery(way, ledger, options.Patience);

        // Another one each run, so that no run repeats another's identities.
        var run = $"load-{DateTimeOffset.UtcNow.ToUnixTimeMilliseconds():x}";
        var watches = new Watches(tree, delivery, run);
        await watches.OpenAsync(DateTimeOffset.UtcNow - profile.OpenSince, begin.Token);
        var check = new TotalsCheck(tree, way, options.Patience);
        var before = await check.ReadAsync(begin.Token);

        var (calls, reads) = (new Latencies(), new Latencies());
        var freshness = new Freshness(tree, way, delivery, profile, run);
        var timetable = new Timetable(profile, options.Rate / options.Batch, options.Duration);
        var senders = new Senders(tree, delivery, profile, timetable, calls, run);
        var readers = new Readers(tree, http.Clients, reads);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var watch = Stopwatch.StartNew();
        Task[] beside =
        [
            freshness.WatchAsync(watch, options.Patience, over.Token, cancellation),
            readers.RunAsync(options.Watchers, options.Reads, watch, over.Token),
            Progress.ShowAsync(ledger, senders, watch, over.Token),
        ];
        var relieving = watches.RelieveAsync(profile, options.Duration, watch, stop, cancellation);
        await senders.RunAsync(options.InFlight, options.Batch, watch, stop, cancellation);
        var elapsed = watch.Elapsed;
        await relieving;
        await over.CancelAsync();
        await Task.WhenAll(beside);
        var differences = await check.CompareAsync(before, ledger, cancellation);
        return LoadResult.Of(
            options, elapsed, stop.IsCancellationRequested, calls, freshness, reads, readers, ledger, differences);
    }
}
