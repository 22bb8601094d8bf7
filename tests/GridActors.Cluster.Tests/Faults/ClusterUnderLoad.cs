using GridActors.Postgres.Tests.Servers;
using GridActors.Standalone.Tests.Kills;

namespace GridActors.Cluster.Tests.Faults;

/// <summary>
/// Real silos on a real PostgreSQL that may be killed, with devices that write to whichever silo is up and keep the
/// ledger that judges afterwards.
/// </summary>
internal sealed class ClusterUnderLoad : IAsyncDisposable
{
    private const int DeviceCount = 12;
    private const int GateCount = 60;

    private readonly Ledger _ledger = new();
    private readonly List<string> _gates = LedgerCheck.Gates(GateCount);
    private readonly CancellationTokenSource _stop = new();
    private readonly Random _chance = new(20200201);
    private List<Device> _devices = [];
    private List<Task> _work = [];
    private int _turn;

    private ClusterUnderLoad(ThrowAwayPostgres postgres, string database) => (Postgres, Database) = (postgres, database);

    public ThrowAwayPostgres Postgres { get; }

    public string Database { get; }

    public List<SiloProcess> Silos { get; } = [];

    public int Acknowledged => _ledger.AcknowledgedCount;

    public static async Task<ClusterUnderLoad> StartAsync(int silos)
    {
        var postgres = await ThrowAwayPostgres.StartOwnAsync();
        var cluster = new ClusterUnderLoad(postgres, await postgres.CreateDatabaseAsync());
        var migrated = await SiloProcess.RunAsync(cluster.Database, "migrate");
        Assert.True(migrated.ExitCode == 0, migrated.Output);
        await Task.WhenAll(Enumerable.Range(0, silos).Select(_ => cluster.AddSiloAsync()));
        await LedgerCheck.RegisterAsync(cluster.Silos[0].Address, cluster._gates);
        cluster.StartLoad();
        return cluster;
    }

    public async Task<SiloProcess> AddSiloAsync()
    {
        var silo = await SiloProcess.ServeAsync(Database);
        lock (Silos)
        {
            Silos.Add(silo);
        }

        return silo;
    }

    /// <summary>Waits until the clients were told of so many more records.</summary>
    public async Task MoreAsync(int records, TimeSpan limit)
    {
        var goal = Acknowledged + records;
        for (var end = DateTime.UtcNow + limit; Acknowledged < goal; await Task.Delay(50))
        {
            Assert.True(DateTime.UtcNow < end, $"{goal - Acknowledged} of {records} records not acknowledged in {limit}");
        }
    }

    /// <summary>Waits until the others have agreed that a silo is out.</summary>
    public async Task EvictedAsync(SiloProcess silo, TimeSpan limit)
    {
        var dead = $"SELECT count(*) FROM orleans.membership WHERE port = {silo.SiloPort} AND status = 6";
        for (var end = DateTime.UtcNow + limit; ; await Task.Delay(100))
        {
            if (await ThrowAwayPostgres.RunSqlAsync(Database, dead) is 1L)
            {
                return;
            }

            Assert.True(DateTime.UtcNow < end, $"not evicted within {limit}");
        }
    }

    /// <summary>L, D, U and S, by the ledger and by a recount of the journal.</summary>
    public async Task<string> JudgeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_work);
        Assert.Empty(_devices.SelectMany(device => device.Surprises));
        Assert.Equal(_ledger.Sent.Count, _ledger.AcknowledgedCount);
        using var http = new HttpClient { BaseAddress = new Uri(Silos.First(silo => !silo.HasExited).Address) };
        await LedgerCheck.CompareHistoryAsync(http, _gates, _ledger);
        await LedgerCheck.CompareTotalsAsync(http, _gates, _ledger);
        var (exitCode, verified) = await SiloProcess.RunAsync(Database, "verify");
        Assert.True(exitCode == 0, verified);
        return $"{_ledger.Sent.Count} records, {_devices.Sum(device => device.Retries)} retries, "
            + $"{_devices.Sum(device => device.DuplicateAnswers)} duplicates\n{verified}";
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        foreach (var silo in Silos)
        {
            await silo.DisposeAsync();
        }

        await Postgres.DisposeAsync();
        _stop.Dispose();
    }

    private void StartLoad()
    {
        _devices =
        [
            .. Enumerable.Range(1, DeviceCount)
                .Select(i => new Device($"tablet-{i}", _chance.Next(), _gates, _ledger, NextAddress)),
        ];
        _work = [.. _devices.Select(device => Task.Run(() => device.WorkAsync(_stop.Token)))];
    }

    /// <summary>Each call another silo, as behind a load balancer that has not noticed yet who is gone.</summary>
    private string NextAddress()
    {
        lock (Silos)
        {
            return Silos[++_turn % Silos.Count].Address;
        }
    }
}
