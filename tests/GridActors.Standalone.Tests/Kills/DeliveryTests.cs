using GridActors.Standalone.Tests.Processes;
using Xunit.Abstractions;

namespace GridActors.Standalone.Tests.Kills;

/// <summary>What devices send, at once, twice, shuffled and with mistakes, to a process that keeps four units in memory.</summary>
public sealed class DeliveryTests(OneProcess system, ITestOutputHelper output) : IClassFixture<OneProcess>, IDisposable
{
    private readonly DeliveryFaults _faults = new(system, output);

    public void Dispose() => _faults.Dispose();

    [Fact, Trait("row", "12")]
    public Task Of_simultaneous_first_writes_one_wins() => _faults.SimultaneousFirstWritesAsync();

    [Fact, Trait("row", "14"), Trait("row", "15")]
    public Task One_record_a_hundred_times_at_once_counts_once() => _faults.HundredAtOnceAsync();

    [Fact, Trait("row", "16"), Trait("row", "17")]
    public Task A_month_of_an_offline_device_arrives_shuffled_and_twice() => _faults.OfflineMonthAsync();

    [Fact, Trait("row", "18")]
    public Task One_bad_record_among_a_thousand_is_named() => _faults.OneBadInThousandAsync();

    [Fact, Trait("row", "21")]
    public Task A_household_that_moves_in_mid_stream_is_counted_in_one_village() => _faults.MovingHouseholdAsync();
}

/// <summary>One standalone process on a folder of its own.</summary>
public sealed class OneProcess : RunningSystem
{
    private readonly TempDirectory _data = new();
    private StandaloneProcess? _server;

    public override string Host => "standalone";

    public override IReadOnlyList<string> Addresses => [_server!.Address];

    public override async Task InitializeAsync() =>
        _server = await StandaloneProcess.ServeAsync(_data.Path, "--set", "Memory:ActiveUnitsMax=4");

    public override async Task DisposeAsync()
    {
        await _server!.DisposeAsync();
        _data.Dispose();
    }

    public override async Task ForgetAsync()
    {
        await _server!.DisposeAsync(); // kill -9
        await InitializeAsync();
    }

    public override Task<(int ExitCode, string Output)> VerifyAsync() =>
        StandaloneProcess.RunAsync("verify", "--data", _data.Path);
}
