using GridActors.Postgres.Tests.Servers;
using GridActors.Standalone.Tests.Kills;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace GridActors.Cluster.Tests.Faults;

/// <summary>What devices send, at once, twice, shuffled and with mistakes, through two silos in turn.</summary>
public sealed class DeliveryTests(TwoSilos system, ITestOutputHelper output) : IClassFixture<TwoSilos>, IDisposable
{
    private readonly DeliveryFaults _faults = new(system, output);

    public void Dispose() => _faults.Dispose();

    [OwnPostgresFact, Trait("row", "12")]
    public Task Of_simultaneous_first_writes_one_wins() => _faults.SimultaneousFirstWritesAsync();

    [OwnPostgresFact, Trait("row", "14"), Trait("row", "15")]
    public Task One_record_a_hundred_times_at_once_counts_once() => _faults.HundredAtOnceAsync();

    [OwnPostgresFact, Trait("row", "16"), Trait("row", "17")]
    public Task A_month_of_an_offline_device_arrives_shuffled_and_twice() => _faults.OfflineMonthAsync();

    [OwnPostgresFact, Trait("row", "18")]
    public Task One_bad_record_among_a_thousand_is_named() => _faults.OneBadInThousandAsync();

    [OwnPostgresFact, Trait("row", "21")]
    public Task A_household_that_moves_in_mid_stream_is_counted_in_one_village() => _faults.MovingHouseholdAsync();
}

/// <summary>Two silos on a PostgreSQL of their own.</summary>
public sealed class TwoSilos : RunningSystem
{
    private readonly List<SiloProcess> _silos = [];
    private ThrowAwayPostgres? _postgres;
    private string _database = "";

    public override string Host => "2 silos";

    public override IReadOnlyList<string> Addresses => [.. _silos.Select(silo => silo.Address)];

    public override async Task InitializeAsync()
    {
        if (!ThrowAwayPostgres.CanStartOwn)
        {
            return; // the tests are skipped
        }

        _postgres = await ThrowAwayPostgres.StartOwnAsync();
        _database = await _postgres.CreateDatabaseAsync();
        await SiloProcess.MigrateAsync(_database);
        _silos.AddRange(await Task.WhenAll(SiloProcess.ServeAsync(_database), SiloProcess.ServeAsync(_database)));
    }

    public override async Task DisposeAsync()
    {
        foreach (var silo in _silos)
        {
            await silo.DisposeAsync();
        }

        if (_postgres is not null)
        {
            await _postgres.DisposeAsync();
        }
    }

    public override async Task ForgetAsync()
    {
        using var client = await ClusterClient.ConnectAsync(_database);
        await client.Services.GetRequiredService<IGrainFactory>().GetGrain<IManagementGrain>(0)
            .ForceActivationCollection(TimeSpan.Zero);
        await client.StopAsync();
    }

    public override Task<(int ExitCode, string Output)> VerifyAsync() => SiloProcess.VerifyAsync(_database);
}
