using System.Diagnostics;
using GridActors.Benchmarks.Clients;
using GridActors.Benchmarks.Workloads;

namespace GridActors.Benchmarks.Runs;

/// <summary>
/// How cost grows: with units, with days of history, with children of a parent. Each point is a deployment of its own,
/// filled, warmed up, measured, stopped and started again, killed under load and started again.
/// </summary>
internal sealed class GrowthRun(TimeSpan duration, Func<Task<IDeployment>> deployAsync)
{
    private const int Connections = 20;
    private const int Batch = 100;
    private const int UnitsAtWork = 1000;
    private const int HistoryGates = 200;
    private const int PassagesADay = 300;
    private const int ChildrenGates = 3000;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan BeforeKill = TimeSpan.FromSeconds(2);

    private int _runs;

    /// <param name="only">Words of points' names, comma-separated; null for all.</param>
    /// <param name="result">File for the points as JSON; null for none.</param>
    public static async Task RunAsync(
        TimeSpan duration, Func<Task<IDeployment>> deployAsync, string? only, string? result)
    {
        var run = new GrowthRun(duration, deployAsync);
        var points = new List<GrowthPoint>();
        foreach (var (name, prepare) in Points().Where(point => IsWanted(point.Name, only)))
        {
            Console.WriteLine($"measuring {name}");
            points.AddRange(await run.MeasureAsync(prepare));
        }

        GrowthPoint.Print(points);
        if (result is not null)
        {
            await GrowthPoint.WriteAsync(result, points);
        }
    }

    private static bool IsWanted(string name, string? only) =>
        only is null || only.Split(',').Any(word => name.Contains(word.Trim(), StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<(string Name, Func<Uri, Task<Filled>> Prepare)> Points()
    {
        foreach (var units in (int[])[1_000, 100_000, 1_000_000])
        {
            yield return (FormattableString.Invariant($"units: {units:N0}"), server => UnitsAsync(server, units));
        }

        foreach (var days in (int[])[1, 7, 30])
        {
            yield return ($"history: {days} d", server => HistoryAsync(server, days));
        }

        foreach (var children in (int[])[1, 30, 1000])
        {
            yield return ($"children: {children}", server => ChildrenAsync(server, children));
        }
    }

    /// <summary>The same thousand households at work among more and more, and all in turn.</summary>
    private static async Task<Filled> UnitsAsync(Uri server, int units)
    {
        var watch = Stopwatch.StartNew();
        foreach (var csv in HouseholdTree.Csv(units))
        {
            await PassageRun.PostUnitsAsync(server, csv);
        }

        var elapsed = watch.Elapsed;
        await HouseholdTree.OpenMarkersAsync(server);
        var name = FormattableString.Invariant($"{units:N0} households");
        var at = DateTimeOffset.Now.AddMinutes(-5);
        var few = new VisitRecords("few", UnitsAtWork, i => HouseholdTree.Household((int)((long)i * units / UnitsAtWork)), at);

        // A step that shares no factor with round numbers scatters neighbours over all villages.
        var all = new VisitRecords("all", units, i => HouseholdTree.Household((int)(i * 7_919L % units)), at);
        return new(
            elapsed, HouseholdTree.Root, HouseholdTree.Marker,
            [new($"{name}, 1,000 of them at work", few, Batch), new($"{name}, all in turn", all, Batch)]);
    }

    /// <summary>Checkpoints with so many days of passages behind them; measured is today.</summary>
    private static async Task<Filled> HistoryAsync(Uri server, int days)
    {
        var tree = new GateTree(5, 20, HistoryGates);
        var now = DateTimeOffset.Now.AddMinutes(-5);
        var today = new PassageRecords("today", now, tree: tree);
        await PassageRun.PrepareAsync(server, today, tree, now.AddDays(-days));
        var watch = Stopwatch.StartNew();
        for (var day = days; day > 0; day--)
        {
            var then = new PassageRecords($"day-{day}", now.AddDays(-day).AddMinutes(1), tree: tree);
            await new RecordLoad(server, then).RunAsync(
                Connections, Batch, 1, TimeSpan.FromMinutes(10), HistoryGates / Connections * PassagesADay / Batch);
        }

        var name = FormattableString.Invariant($"{days} d of history, {days * PassagesADay:N0} passages a checkpoint");
        return new(watch.Elapsed, GateTree.County, i => tree.Gate(i % HistoryGates), [new(name, today, 1)]);
    }

    /// <summary>The same checkpoints under many villages, or few.</summary>
    private static async Task<Filled> ChildrenAsync(Uri server, int children)
    {
        var villages = ChildrenGates / children;
        var tree = new GateTree(Math.Min(PassageTree.Townships, villages), villages, ChildrenGates);
        var records = new PassageRecords("bench", DateTimeOffset.Now.AddMinutes(-5), tree: tree);
        var watch = Stopwatch.StartNew();
        await PassageRun.PrepareAsync(server, records, tree);
        var name = FormattableString.Invariant($"{children:N0} children a parent, {ChildrenGates:N0} checkpoints");
        return new(watch.Elapsed, GateTree.County, i => tree.Gate(i % ChildrenGates), [new(name, records, Batch)]);
    }

    private async Task<IReadOnlyList<GrowthPoint>> MeasureAsync(Func<Uri, Task<Filled>> prepare)
    {
        await using var deployment = await deployAsync();
        var points = new List<GrowthPoint>();
        Filled filled;
        using (var server = deployment.Start())
        {
            filled = await prepare(server.Address);
            await filled.Loads[0].RunAsync(server.Address, Connections, Batch, WarmUp);
            foreach (var load in filled.Loads)
            {
                points.Add(await MeasureAsync(server, filled, load));
            }

            server.Stop();
        }

        using var stopped = deployment.Start();
        await filled.Loads[^1].RunAsync(stopped.Address, Connections, Batch, BeforeKill);
        stopped.Kill();
        using var killed = deployment.Start();
        var bytes = await deployment.BytesAsync();
        return points.ConvertAll(point => point with
        {
            StartAfterStopSeconds = stopped.Startup.TotalSeconds,
            StartAfterKillSeconds = killed.Startup.TotalSeconds,
            DiskMiB = bytes / 1048576.0,
        });
    }

    private async Task<GrowthPoint> MeasureAsync(ServerProcess server, Filled filled, Load load)
    {
        var source = $"fresh-{++_runs}";
        var watching = Freshness.MeasureAsync(server.Address, source, filled.Top, filled.Marker, duration);
        var before = server.ProcessorTime;
        var measured = await load.RunAsync(server.Address, Connections, Batch, duration);
        var processor = server.ProcessorTime - before;
        var fresh = await watching;
        return new GrowthPoint
        {
            Name = load.Name,
            FillSeconds = filled.Elapsed.TotalSeconds,
            RecordsPerSecond = measured.RecordsPerSecond,
            ProcessorMicroseconds = processor.TotalMicroseconds / measured.Records,
            FreshP99Ms = Percentiles.Of(fresh.Ms, 0.99) ?? 0,
            ResidentMiB = server.ResidentMiB,
        };
    }

    /// <param name="Elapsed">What it took to fill it.</param>
    /// <param name="Top">In whose totals all records come up.</param>
    /// <param name="Marker">Open checkpoints, for records that tell how fresh the totals are.</param>
    private sealed record Filled(TimeSpan Elapsed, string Top, Func<int, string> Marker, IReadOnlyList<Load> Loads);

    private sealed record Load(string Name, IRecordSource Records, int UnitsPerBatch)
    {
        public Task<LoadResult> RunAsync(Uri server, int connections, int batch, TimeSpan duration) =>
            new RecordLoad(server, Records).RunAsync(connections, batch, UnitsPerBatch, duration);
    }
}
