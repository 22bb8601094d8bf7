using GridActors.Benchmarks.Lines;
using GridActors.Benchmarks.Workloads;
using GridActors.Cluster.Benchmarks.Baselines;
using GridActors.Cluster.Benchmarks.Hosts;
using GridActors.Cluster.Benchmarks.Loads;
using GridActors.Cluster.Benchmarks.Servers;

namespace GridActors.Cluster.Benchmarks.Lines;

/// <summary>
/// A silo in this process on PostgreSQL, beside plain SQL, the database's own limits, and a grain that writes its state
/// for each record. PostgreSQL writes out its pages before each run, so that none pays for another.
/// </summary>
internal sealed class PostgresLines(Lazy<Task<PostgresServer>> server, LineOptions options) : IAsyncDisposable
{
    public const string Passages = "PostgreSQL, passages";

    private const string Households = "PostgreSQL, households";
    private const string Plain = "plain SQL, one transaction a record";
    private const string Saving = "Orleans, WriteStateAsync a record";
    private const string OurHouseholds = "ours, single records";
    private const string Single = "ours, single records";
    private const string HotSingle = "ours, one hot checkpoint, single records";

    private static readonly string Batches = $"ours, batches of {LineOptions.Batch}";
    private static readonly string HotBatches = $"ours, one hot checkpoint, batches of {LineOptions.Batch}";

    private readonly Lazy<Task<Silo>> _silo = new(() => StartSiloAsync(server, options));

    public static IReadOnlyList<Aim> Aims { get; } =
    [
        new($"PostgreSQL: batches of {LineOptions.Batch} beside plain SQL", $"{Passages}: {Batches}", $"{Passages}: {Plain}", 50),
        new("PostgreSQL: single records beside plain SQL", $"{Passages}: {Single}", $"{Passages}: {Plain}", 20),
        new("PostgreSQL: single records beside Orleans' write for each", $"{Passages}: {Single}", $"{Passages}: {Saving}", 15),
        new("PostgreSQL: batches beside Orleans' write for each", $"{Passages}: {Batches}", $"{Passages}: {Saving}", 15),
        new("One hot checkpoint beside many, single records", $"{Passages}: {HotSingle}", $"{Passages}: {Single}", 1),
        new($"One hot checkpoint beside many, batches of {LineOptions.Batch}", $"{Passages}: {HotBatches}", $"{Passages}: {Batches}", 1),
        new("PostgreSQL: households beside plain SQL", $"{Households}: {OurHouseholds}", $"{Households}: {Plain}", 10),
    ];

    public IReadOnlyList<Line> All
    {
        get
        {
            var (plain, inserts) = (PlainOf("plain", PassageTree.Gates, true), PlainOf("inserts", PassageTree.Gates, false));
            var householdsPlain = PlainOf("households", options.Households, true);
            var bulk = new Lazy<Task<BulkCopy>>(async () =>
            {
                var copy = new BulkCopy(await server.Value);
                await copy.PrepareAsync();
                return copy;
            });
            var households = new Lazy<Task<HouseholdLoad>>(RegisterHouseholdsAsync);
            return
            [
                Sql(Passages, Plain, plain) with { IsUsual = true },
                Sql(Passages, "plain SQL, inserts without totals", inserts),
                new(Passages, "COPY of the same rows, no totals", async duration =>
                    new Sample(await (await SettledAsync(bulk)).RunAsync(duration))),
                new(Passages, Saving, async duration =>
                    Of(await (await SettledAsync(_silo)).Saving.RunAsync(options.Callers, duration)))
                {
                    CheckAsync = async () => await (await _silo.Value).Saving.CheckAsync(),
                },
                Ours(Single, PassageTree.Gates, options.Callers, 1),
                Ours(Batches, PassageTree.Gates, options.BatchCallers, LineOptions.Batch),
                Ours(HotSingle, 1, options.Callers, 1),
                Ours(HotBatches, 1, options.BatchCallers, LineOptions.Batch),
                Ours($"{Single}, each naming a vehicle", PassageTree.Gates, options.Callers, 1, true),
                Ours($"{Batches}, each naming a vehicle", PassageTree.Gates, options.BatchCallers, LineOptions.Batch, true),
                Sql(Households, Plain, householdsPlain) with { IsUsual = true },
                new(Households, OurHouseholds, async duration =>
                    Of(await (await SettledAsync(households)).RunAsync(options.Callers, duration)))
                {
                    CheckAsync = async () => await (await households.Value).CheckAsync(),
                },
            ];
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_silo is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
        {
            await (await _silo.Value).Host.DisposeAsync();
        }
    }

    public static Sample Of(Measured measured, double[]? fresh = null) => new(
        measured.RecordsPerSecond, measured.Percentile(0.5), measured.Percentile(0.99),
        fresh is null ? null : GridActors.Benchmarks.Clients.Percentiles.Of(fresh, 0.99),
        measured.AgainPerSecond > 0 ? measured.AgainPerSecond : null);

    private static async Task<Silo> StartSiloAsync(Lazy<Task<PostgresServer>> server, LineOptions options)
    {
        var host = await BenchmarkSilo.StartAsync(await (await server.Value).CreateDatabaseAsync("cluster"), options.Writers);
        await host.RegisterAsync(PassageTree.ToCsv());
        var units = new UnitLoad(host.Grains);
        await units.OpenAsync();
        return new Silo(host, units, new SavingLoad(host.Grains));
    }

    private async Task<HouseholdLoad> RegisterHouseholdsAsync()
    {
        Console.WriteLine($"registering {options.Households:N0} households");
        var host = (await _silo.Value).Host;
        foreach (var csv in HouseholdTree.Csv(options.Households))
        {
            await host.RegisterAsync(csv);
        }

        return new HouseholdLoad(host.Grains, options.Households);
    }

    private Lazy<Task<PlainTransactions>> PlainOf(string database, int leaves, bool hasTotals) => new(async () =>
    {
        var plain = new PlainTransactions(await server.Value, database, leaves, hasTotals);
        await plain.PrepareAsync();
        return plain;
    });

    private Line Sql(string group, string name, Lazy<Task<PlainTransactions>> plain) => new(group, name, async duration =>
        new Sample(await (await SettledAsync(plain)).RunAsync(LineOptions.Connections, duration)))
    {
        CheckAsync = async () => await (await plain.Value).CheckAsync(),
    };

    private Line Ours(
        string name, int gates, int callers, int batch, bool namesVehicles = false) => new(Passages, name, async duration =>
    {
        var units = (await SettledAsync(_silo)).Units;
        var (measured, fresh) = await units.RunWatchedAsync(gates, callers, batch, duration, namesVehicles);
        return Of(measured, fresh);
    })
    {
        CheckAsync = async () => await (await _silo.Value).Units.CheckAsync(),
    };

    private async Task<T> SettledAsync<T>(Lazy<Task<T>> prepared)
    {
        var result = await prepared.Value;
        await (await server.Value).SettleAsync();
        return result;
    }

    private sealed record Silo(BenchmarkSilo Host, UnitLoad Units, SavingLoad Saving);
}
