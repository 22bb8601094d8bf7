using System.Globalization;
using GridActors.Standalone.Tests.Processes;
using Xunit.Abstractions;

namespace GridActors.Standalone.Tests.Kills;

/// <summary>
/// kill -9 of the real process at random moments under load, judged by the clients' own ledger. The number of kills
/// comes from GRIDACTORS_KILLS; tests/kill.sh runs any number.
/// </summary>
public sealed class KillTests(ITestOutputHelper output)
{
    private const int DeviceCount = 8;
    private const int GateCount = 12;

    private static readonly int Kills =
        int.Parse(Environment.GetEnvironmentVariable("GRIDACTORS_KILLS") ?? "5", CultureInfo.InvariantCulture);

    private static readonly int Seed =
        int.Parse(Environment.GetEnvironmentVariable("GRIDACTORS_SEED") ?? "1", CultureInfo.InvariantCulture);

    [Fact, Trait("row", "1"), Trait("row", "2")]
    public async Task However_often_it_is_killed_no_acknowledged_record_is_lost_and_none_counts_twice()
    {
        using var data = new TempDirectory();
        var chance = new Random(Seed);
        var ledger = new Ledger();
        var gates = LedgerCheck.Gates(GateCount);
        var server = await StandaloneProcess.ServeAsync(data.Path);
        await LedgerCheck.RegisterAsync(server.Address, gates);
        var address = server.Address;
        using var stop = new CancellationTokenSource();
        var devices = Enumerable.Range(1, DeviceCount)
            .Select(i => new Device($"tablet-{i}", Seed + i, gates, ledger, () => Volatile.Read(ref address))).ToList();
        var work = devices.Select(device => Task.Run(() => device.WorkAsync(stop.Token))).ToList();

        for (var kill = 0; kill < Kills; kill++)
        {
            await Task.Delay(chance.Next(5, 700));
            server.Kill();
            await server.DisposeAsync();
            server = await StandaloneProcess.ServeAsync(data.Path);
            Volatile.Write(ref address, server.Address);
        }

        await Task.Delay(500);
        await stop.CancelAsync();
        await Task.WhenAll(work);
        output.WriteLine($"{Kills} kills, seed {Seed}: {ledger.Sent.Count} records, "
            + $"{devices.Sum(device => device.Retries)} retries, {devices.Sum(device => device.DuplicateAnswers)} duplicates");

        Assert.Empty(devices.SelectMany(device => device.Surprises));
        Assert.Equal(ledger.Sent.Count, ledger.AcknowledgedCount);
        Assert.True(ledger.Sent.Count > Kills * 10, "there was hardly any load");
        using var http = new HttpClient { BaseAddress = new Uri(server.Address) };
        await LedgerCheck.CompareHistoryAsync(http, gates, ledger);
        await LedgerCheck.CompareTotalsAsync(http, gates, ledger);
        server.Kill();
        await server.DisposeAsync();
        var (exitCode, verified) = await StandaloneProcess.RunAsync("verify", "--data", data.Path);
        output.WriteLine(verified);
        Assert.Equal(0, exitCode);
        FaultRow.Passed(
            output, "1, 2", "standalone", $"`kill -9` at {Kills} random moments under load",
            $"{ledger.Sent.Count} records, {devices.Sum(device => device.Retries)} retries, "
            + $"{devices.Sum(device => device.DuplicateAnswers)} duplicates");
    }
}
