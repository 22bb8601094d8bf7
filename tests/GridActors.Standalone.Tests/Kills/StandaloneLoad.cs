using GridActors.Standalone.Tests.Processes;

namespace GridActors.Standalone.Tests.Kills;

/// <summary>One real process with devices that write to it and keep the ledger that judges afterwards.</summary>
internal sealed class StandaloneLoad : IAsyncDisposable
{
    private const int GateCount = 30;
    private const string Nowhere = "http://127.0.0.1:9";

    private readonly Ledger _ledger = new();
    private readonly List<string> _gates = LedgerCheck.Gates(GateCount);
    private readonly CancellationTokenSource _stop = new();
    private readonly string _directory;
    private readonly string[] _more;
    private List<Device> _devices = [];
    private List<Task> _work = [];

    private StandaloneLoad(string directory, string[] more, StandaloneProcess server) =>
        (_directory, _more, Server) = (directory, more, server);

    public StandaloneProcess Server { get; private set; }

    public IReadOnlyList<string> Gates => _gates;

    /// <summary>Nobody sends anything meanwhile.</summary>
    public bool IsAsleep { get; set; }

    public int Acknowledged => _ledger.AcknowledgedCount;

    public int TurnedAway => _devices.Sum(device => device.TurnedAway);

    public int Unavailable => _devices.Sum(device => device.UnavailableAnswers);

    public static Task<StandaloneLoad> StartAsync(string directory) => StartAsync(directory, devices: 12);

    public static async Task<StandaloneLoad> StartAsync(string directory, int devices, params string[] more)
    {
        var load = new StandaloneLoad(directory, more, await StandaloneProcess.ServeAsync(directory, more));
        await LedgerCheck.RegisterAsync(load.Server.Address, load._gates);
        load._devices =
        [
            .. Enumerable.Range(1, devices).Select(i => new Device(
                $"tablet-{i}", i, load._gates, load._ledger, () => load.IsAsleep ? Nowhere : load.Server.Address)),
        ];
        load._work = [.. load._devices.Select(device => Task.Run(() => device.WorkAsync(load._stop.Token)))];
        return load;
    }

    public async Task StartAgainAsync()
    {
        await Server.DisposeAsync();
        Server = await StandaloneProcess.ServeAsync(_directory, _more);
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

    /// <summary>The devices finish what they have begun to send, and send nothing more.</summary>
    public async Task QuietAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_work);
    }

    /// <summary>L, D, U and S, by the ledger, and by a recount of the journal beside the running process.</summary>
    public async Task<string> JudgeAsync()
    {
        await QuietAsync();
        Assert.Empty(_devices.SelectMany(device => device.Surprises));
        Assert.Equal(_ledger.Sent.Count, _ledger.AcknowledgedCount);
        using var http = LedgerCheck.Client(null, TimeSpan.FromSeconds(60), Server.Address);
        await LedgerCheck.CompareHistoryAsync(http, _gates, _ledger);
        await LedgerCheck.CompareTotalsAsync(http, _gates, _ledger);
        var (exitCode, verified) = await StandaloneProcess.RunAsync("verify", "--data", _directory);
        Assert.True(exitCode == 0, verified);
        return $"{_ledger.Sent.Count} records, {_devices.Sum(device => device.Retries)} retries, "
            + $"{_devices.Sum(device => device.DuplicateAnswers)} duplicates";
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Server.DisposeAsync();
        _stop.Dispose();
    }
}
