using System.Net;
using GridActors.Postgres.Tests.Servers;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;

namespace GridActors.Cluster.Tests.OrleansTables;

[Collection(nameof(SiloPair))]
public sealed class MembershipTests(SiloPair silos)
{
    private const string StatusDead = "6";

    private IMembershipTable Table => silos.One.Services.GetRequiredService<IMembershipTable>();

    [Fact]
    public async Task Two_silos_find_each_other_and_both_host_grains()
    {
        var active = await silos.Grains.GetGrain<IManagementGrain>(0).GetHosts(onlyActive: true);
        Assert.Contains(Address(silos.One.Services), active.Keys);
        Assert.Contains(Address(silos.Two.Services), active.Keys);

        var hosts = new HashSet<string>();
        var at = 0;
        await SiloPair.UntilAsync("grains on both silos", TimeSpan.FromSeconds(10), async () =>
        {
            for (var next = at + 20; at < next; at++)
            {
                hosts.Add((await silos.Grains.GetGrain<ITallyGrain>($"spread-{at}").StateAsync()).Silo);
            }

            return hosts.Count == 2;
        });
    }

    [Fact]
    public async Task A_client_finds_the_gateways()
    {
        using var client = silos.Client();
        await client.StartAsync();
        var grain = client.Services.GetRequiredService<IClusterClient>().GetGrain<ITallyGrain>("of-a-client");
        Assert.Equal(3, await grain.AddAsync(3));
        await client.StopAsync();
    }

    [Fact]
    public async Task A_silo_that_does_not_answer_is_voted_out()
    {
        var silent = NewEntry();
        await InsertAsync(silent);

        var row = $"FROM orleansmembershiptable WHERE port = {silent.SiloAddress.Endpoint.Port}";
        await SiloPair.UntilAsync(
            "the silent silo is dead",
            TimeSpan.FromSeconds(60),
            async () => await silos.ScalarAsync<bool>($"SELECT status = {StatusDead} {row}"));
        Assert.NotEmpty(await silos.ScalarAsync<string>($"SELECT coalesce(suspecttimes, '') {row}"));

        var (read, _) = Assert.Single((await Table.ReadRowAsync(silent.SiloAddress)).Members);
        Assert.Equal(SiloStatus.Dead, read.Status);
        Assert.NotEmpty(read.SuspectTimes!);

        await Table.CleanupDefunctSiloEntriesAsync(DateTimeOffset.UtcNow.AddMinutes(-5));
        Assert.Single((await Table.ReadRowAsync(silent.SiloAddress)).Members);
        await Table.CleanupDefunctSiloEntriesAsync(DateTimeOffset.UtcNow.AddMinutes(5));
        var left = await Table.ReadRowAsync(silent.SiloAddress);
        Assert.Empty(left.Members);
        Assert.True(left.Version.Version > 0); // of a silo without a row, too
        Assert.Equal(2L, await silos.ScalarAsync<long>("SELECT count(*) FROM orleansmembershiptable WHERE status = 3"));
    }

    [Fact]
    public async Task Of_rivals_that_read_the_same_version_one_changes_the_table()
    {
        // A cluster of its own, so that the silos' own writes do not interfere.
        var won = 0;
        await Parallel.ForAsync(0, 20, async (at, _) =>
        {
            var sql = (await silos.ScalarAsync<string>("SELECT querytext FROM orleansquery WHERE querykey = 'InsertMembershipVersionKey'"))
                .Replace("@DeploymentId", "'rivals'", StringComparison.Ordinal);
            Interlocked.Add(ref won, (int)await silos.ScalarAsync<long>(sql));
        });
        Assert.Equal(1, won);

        var insert = (await silos.ScalarAsync<string>("SELECT querytext FROM orleansquery WHERE querykey = 'InsertMembershipKey'"))
            .Replace("@DeploymentId", "'rivals'", StringComparison.Ordinal)
            .Replace("@SiloName", "'s'", StringComparison.Ordinal)
            .Replace("@HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime", "'h', 3, 0, now(), now()", StringComparison.Ordinal)
            .Replace("@Address", "'::1'", StringComparison.Ordinal)
            .Replace("@Port", "1", StringComparison.Ordinal);
        for (var version = 0; version < 5; version++)
        {
            var wins = await Task.WhenAll(Enumerable.Range(0, 20).Select(at => silos.ScalarAsync<long>(insert
                .Replace("@Generation", $"{version * 100 + at}", StringComparison.Ordinal)
                .Replace("@Version", $"{version}", StringComparison.Ordinal))));
            Assert.Equal(1, wins.Sum());
        }

        Assert.Equal(5L, await silos.ScalarAsync<long>("SELECT count(*) FROM orleansmembershiptable WHERE deploymentid = 'rivals'"));
        Assert.Equal(5, await silos.ScalarAsync<int>("SELECT version FROM orleansmembershipversiontable WHERE deploymentid = 'rivals'"));

        await Table.DeleteMembershipTableEntriesAsync("rivals");
        Assert.Equal(0L, await silos.ScalarAsync<long>("SELECT count(*) FROM orleansmembershiptable WHERE deploymentid = 'rivals'"));
    }

    [Fact]
    public async Task A_row_is_neither_inserted_nor_updated_with_an_old_version()
    {
        var entry = NewEntry();
        entry.Status = SiloStatus.Dead; // nobody probes it
        var old = (await Table.ReadAllAsync()).Version.Next();
        await InsertAsync(entry);
        Assert.False(await Table.InsertRowAsync(NewEntry(), old));
        Assert.False(await Table.UpdateRowAsync(entry, "", old));
        Assert.False(await Table.InsertRowAsync(entry, (await Table.ReadAllAsync()).Version.Next())); // it is there

        entry.IAmAliveTime = entry.IAmAliveTime.AddMinutes(1);
        await Table.UpdateIAmAliveAsync(entry);
        var (read, _) = Assert.Single((await Table.ReadRowAsync(entry.SiloAddress)).Members);
        Assert.Equal(entry.IAmAliveTime, read.IAmAliveTime);
    }

    private async Task InsertAsync(MembershipEntry entry) => await SiloPair.UntilAsync(
        "inserted", TimeSpan.FromSeconds(10), async () => await Table.InsertRowAsync(entry, (await Table.ReadAllAsync()).Version.Next()));

    private static MembershipEntry NewEntry()
    {
        var now = DateTime.UtcNow;
        now = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerSecond));
        return new()
        {
            SiloAddress = SiloAddress.New(IPAddress.Loopback, ThrowAwayPostgres.FreePort(), 1),
            SiloName = "silent",
            HostName = "localhost",
            Status = SiloStatus.Active,
            ProxyPort = 0,
            StartTime = now,
            IAmAliveTime = now,
        };
    }

    private static SiloAddress Address(IServiceProvider silo) => silo.GetRequiredService<ILocalSiloDetails>().SiloAddress;
}
