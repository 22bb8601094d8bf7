using System.Net;
using GridActors.Postgres.Tests.Servers;
using GridActors.Standalone.Tests.Kills;
using Npgsql;

namespace GridActors.Cluster.Tests.Faults;

/// <summary>
/// Real silos on a real PostgreSQL that may be killed, with devices that write to whichever silo is up and keep the
/// ledger that judges afterwards.
/// </summary>
internal sealed class ClusterUnderLoad : IAsyncDisposable
{
    private const int DeviceCount = 12;
    private const int GateCount = 60;
    private const string Nowhere = "http://127.0.0.1:9";

    private readonly Ledger _ledger = new();
    private readonly List<string> _gates = LedgerCheck.Gates(GateCount);
    private readonly CancellationTokenSource _stop = new();
    private readonly Random _chance = new(20200201);
    private readonly SiloNetwork? _network;
    private readonly TotalsWatch _watch;
    private List<Device> _devices = [];
    private List<Task> _work = [];
    private Func<int, string?>? _clocks;
    private TimeSpan _youngest;
    private int _turn;

    private ClusterUnderLoad(ThrowAwayPostgres postgres, string database, SiloNetwork? network)
    {
        (Postgres, Database, _network) = (postgres, database, network);
        _watch = new TotalsWatch("100", Addresses, Token);
    }

    public ThrowAwayPostgres Postgres { get; }

    public string Database { get; }

    public List<SiloProcess> Silos { get; } = [];

    /// <summary>A silo's own way to the database, in the order in which the silos were started.</summary>
    public List<TcpProxy> Links { get; } = [];

    public IReadOnlyList<string> Gates => _gates;

    /// <summary>Nobody sends or reads anything meanwhile.</summary>
    public bool IsAsleep { get; set; }

    public int Acknowledged => _ledger.AcknowledgedCount;

    public int Duplicates => _devices.Sum(device => device.DuplicateAnswers);

    public int Retries => _devices.Sum(device => device.Retries);

    public int TurnedAway => _devices.Sum(device => device.TurnedAway);

    private string? Token => _network is null ? null : SiloNetwork.Token;

    /// <param name="linked">Each silo reaches the database through a link that the test can spoil.</param>
    /// <param name="network">Each silo lives in a place of its own there, in their order.</param>
    /// <param name="onSmallDisk">Which part of the database lies on a disk that the test may fill.</param>
    /// <param name="clocks">A file that says how far a silo's clock, by its place, is off; null: it is right.</param>
    /// <param name="youngest">What is sent happened at least so long ago.</param>
    public static async Task<ClusterUnderLoad> StartAsync(
        int silos, bool linked = false, SiloNetwork? network = null, string program = SiloProcess.ThisBuild,
        string? onSmallDisk = null, Func<int, string?>? clocks = null, TimeSpan youngest = default)
    {
        var postgres = await ThrowAwayPostgres.StartOwnAsync(onSmallDisk);
        var cluster = new ClusterUnderLoad(postgres, await postgres.CreateDatabaseAsync(), network)
        {
            _clocks = clocks,
            _youngest = youngest,
        };
        try
        {
            await cluster.StartAsync(silos, linked, program);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync(); // a silo that came up must not outlive the test
            throw;
        }
    }

    /// <param name="place">Whose link and place in the network it takes, where the cluster has such.</param>
    public async Task<SiloProcess> AddSiloAsync(int place = 0, string program = SiloProcess.ThisBuild)
    {
        var silo = await SiloProcess.ServeAsync(
            ThroughLink(place), place, _network?.Places[place], program, _clocks?.Invoke(place));
        lock (Silos)
        {
            Silos.Add(silo);
        }

        return silo;
    }

    /// <summary>No more is sent to it, as if a load balancer had noticed.</summary>
    public void Forget(SiloProcess silo)
    {
        lock (Silos)
        {
            Silos.Remove(silo);
        }
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

    /// <summary>
    /// Of what was sent since (by the stopwatch's clock). What was sent before may still be answered: a request waits for
    /// all its records, of which some were committed in time.
    /// </summary>
    public void AssertNothingAcknowledged(long since) => Assert.True(
        _devices.TrueForAll(device => device.LastToBeAcknowledged < since), "acknowledged what cannot have been committed");

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

    /// <summary>The devices finish what they have begun to send, and send nothing more.</summary>
    public async Task QuietAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_work);
    }

    /// <summary>L, D, U and S, by the ledger and by a recount of the journal.</summary>
    public async Task<string> JudgeAsync()
    {
        await QuietAsync();
        Assert.Empty(_devices.SelectMany(device => device.Surprises));
        Assert.Equal(_ledger.Sent.Count, _ledger.AcknowledgedCount);
        using var http = LedgerCheck.Client(
            Token, TimeSpan.FromSeconds(60), Silos.First(silo => !silo.HasExited).Address);
        await LedgerCheck.CompareHistoryAsync(http, _gates, _ledger);
        await LedgerCheck.CompareTotalsAsync(http, _gates, _ledger);
        Assert.Empty(_watch.StepsBack);
        var (exitCode, verified) = await SiloProcess.VerifyAsync(Database);
        Assert.True(exitCode == 0, verified);
        return $"{_ledger.Sent.Count} records, {Retries} retries, "
            + $"{Duplicates} duplicates; no step back in {_watch.Reads} reads";
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        foreach (var silo in Silos)
        {
            await silo.DisposeAsync();
        }

        foreach (var link in Links)
        {
            await link.DisposeAsync();
        }

        await Postgres.DisposeAsync();
        _stop.Dispose();
    }

    private async Task StartAsync(int silos, bool linked, string program)
    {
        await SiloProcess.MigrateAsync(Database, program);
        if (linked || _network is not null)
        {
            var port = new NpgsqlConnectionStringBuilder(Database).Port;
            Links.AddRange(Enumerable.Range(0, silos).Select(_ => new TcpProxy(_network?.Here ?? IPAddress.Loopback, port)));
        }

        await Task.WhenAll(Enumerable.Range(0, silos).Select(place => AddSiloAsync(place, program)));
        Silos.Sort((left, right) => left.Number.CompareTo(right.Number));
        await LedgerCheck.RegisterAsync(Silos[0].Address, _gates, Token);
        StartLoad();
    }

    private void StartLoad()
    {
        _devices =
        [
            .. Enumerable.Range(1, DeviceCount)
                .Select(i => new Device($"tablet-{i}", _chance.Next(), _gates, _ledger, NextAddress, Token, _youngest)),
        ];
        _work = [.. _devices.Select(device => Task.Run(() => device.WorkAsync(_stop.Token)))];
        _work.Add(Task.Run(() => _watch.RunAsync(_stop.Token)));
    }

    private string ThroughLink(int place) => Links.Count == 0
        ? Database
        : new NpgsqlConnectionStringBuilder(Database)
        {
            Host = _network?.Here.ToString() ?? "127.0.0.1",
            Port = Links[place].Port,
            SslMode = SslMode.Disable, // the link reads along
        }.ConnectionString;

    private IReadOnlyList<string> Addresses()
    {
        lock (Silos)
        {
            return IsAsleep ? [] : [.. Silos.Select(silo => silo.Address)];
        }
    }

    /// <summary>Each call another silo, as behind a load balancer that has not noticed yet who is gone.</summary>
    private string NextAddress()
    {
        lock (Silos)
        {
            return IsAsleep ? Nowhere : Silos[++_turn % Silos.Count].Address;
        }
    }
}
