using GridActors.Benchmarks.Clients;
using GridActors.Benchmarks.Workloads;
using GridActors.Core.Records;
using GridActors.Core.Units;
using GridActors.Journaling.Loop;
using GridActors.Journaling.Ports;
using GridActors.Sqlite;
using GridActors.Standalone.Hosting;

namespace GridActors.Benchmarks.Runs;

/// <summary>
/// What an active household takes: its state alone, with the loop around it, as an actor of the standalone host, and
/// what the whole process holds for it. Live bytes of the heap after a full collection; resident bytes after one in the
/// server's process.
/// </summary>
internal static class MemoryRun
{
    private const string TimeZone = "Asia/Shanghai";

    /// <summary>One household in so many has somebody in isolation.</summary>
    public const int IsolatedEvery = 10;

    public static async Task RunAsync(int households, int active)
    {
        LeaveLittleRoom();
        var folder = Directory.CreateTempSubdirectory("gridactors-bench-");
        try
        {
            var busy = new BusyHouseholds(households, active, IsolatedEvery);
            using (var server = Start(folder.FullName, households, active))
            {
                foreach (var csv in HouseholdTree.Csv(households))
                {
                    await PassageRun.PostUnitsAsync(server.Address, csv);
                }

                await busy.PostAsync(server.Address, BusyHouseholds.Halves);
                server.Stop();
            }

            Console.WriteLine($"{households:N0} households on disk, {active:N0} of them active, one in {IsolatedEvery} with an "
                + $"isolation of {BusyHouseholds.ChecksPerStay} checks, the others surveyed and visited");
            Console.WriteLine();
            Console.WriteLine("| bytes an active household | surveyed and visited | with an isolation |");
            Console.WriteLine("| --- | --- | --- |");
            await InProcessAsync(folder.FullName, busy, active);
            await ServerAsync(folder.FullName, busy, households, active);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>In a process of its own, as users run it: before its households are woken, and after.</summary>
    private static async Task ServerAsync(string folder, BusyHouseholds busy, int households, int active)
    {
        using var server = Start(folder, households, active);
        var (none, half, all) = await InHalvesAsync(server, part => busy.WakeAsync(server.Address, part));
        Console.WriteLine($"| what the server's process has more of for each of the second half "
            + $"| {(all - half) * 2 * 1048576 / active:N0} of any kind | |");
        Console.WriteLine();
        Say("the server", none, half, all);
    }

    /// <summary>
    /// Servers started from now on keep 16 MiB a heap for what is garbage soon, not a hundred and more: what they hold
    /// could hide in it.
    /// </summary>
    public static void LeaveLittleRoom() => Environment.SetEnvironmentVariable("DOTNET_GCgen0size", "1000000"); // hexadecimal

    /// <summary>
    /// MiB resident with none active, half of them and all. A process takes some more as soon as it works at all, and the
    /// first half wakes all villages: what one household more costs is what the second half adds.
    /// </summary>
    public static async Task<(double None, double Half, double All)> InHalvesAsync(
        ServerProcess server, Func<int, Task> makeActiveAsync)
    {
        var none = await ResidentAsync(server);
        await makeActiveAsync(0);
        var half = await ResidentAsync(server);
        await makeActiveAsync(1);
        return (none, half, await ResidentAsync(server));
    }

    public static void Say(string name, double none, double half, double all) => Console.WriteLine(
        $"{name}: {none:N0} MiB resident with none of them active, {half:N0} with half of them, {all:N0} with all");

    private static async Task<double> ResidentAsync(ServerProcess server)
    {
        await Task.Delay(TimeSpan.FromSeconds(8)); // areas store what they have
        await GarbageCollection.RunAsync(server.Id);
        return server.ResidentMiB;
    }

    private static async Task InProcessAsync(string folder, BusyHouseholds busy, int active)
    {
        await using var journal = await SqliteJournal.OpenAsync(new SqliteJournalOptions { Directory = folder, TimeZoneId = TimeZone });
        var calendar = new Calendar(TimeZoneInfo.FindSystemTimeZoneById(TimeZone));
        var units = new LocalUnits(
            Catalogue.Standard, calendar, journal, TimeProvider.System, new ConsoleLog(), new UnitOptions(),
            new LocalUnitsOptions { ActiveUnitsMax = 2 * active });
        UnitId[][] kinds = [[.. busy.Plain.Select(UnitId.Parse)], [.. busy.Isolated.Select(UnitId.Parse)]];
        await HeldAsync([kinds[1]], unit => ImageAsync(unit, units.Ports)); // what is made once is made
        Print("its state alone", await HeldAsync(kinds, unit => ImageAsync(unit, units.Ports)));
        await HeldAsync(kinds, unit => LoopAsync(unit, units.Ports)); // the areas that they report to are woken
        Print("with its loop (`JournaledUnit`)", await HeldAsync(kinds, unit => LoopAsync(unit, units.Ports)));
        Print("as an actor of the standalone host (`LocalUnits`)", await HeldAsync(kinds, async unit =>
        {
            await units.ChildrenAsync(unit, CancellationToken.None); // reading its totals alone would not wake it
            return unit;
        }));
        await units.StopAsync(TimeSpan.FromSeconds(5)); // areas store what they have before the journal closes
    }

    /// <summary>Bytes each that are reachable more after all of a kind were made, and are held.</summary>
    private static async Task<double[]> HeldAsync(UnitId[][] kinds, Func<UnitId, Task<object>> makeAsync)
    {
        var sizes = new List<double>();
        foreach (var units in kinds)
        {
            var held = new object[units.Length];
            var before = GC.GetTotalMemory(forceFullCollection: true);
            for (var i = 0; i < units.Length; i++)
            {
                held[i] = await makeAsync(units[i]);
            }

            var after = GC.GetTotalMemory(forceFullCollection: true);
            sizes.Add((after - before) / (double)units.Length);
            GC.KeepAlive(held);
        }

        return [.. sizes];
    }

    private static void Print(string name, double[] bytes) => Console.WriteLine($"| {name} | {bytes[0]:N0} | {bytes[1]:N0} |");

    private static async Task<object> LoopAsync(UnitId unit, UnitPorts ports)
    {
        var actor = new JournaledUnit(unit, ports);
        return await actor.TotalsAsync() is null ? throw new InvalidOperationException($"no {unit}") : actor;
    }

    /// <summary>A household folded from its journal, and nothing else.</summary>
    private static async Task<object> ImageAsync(UnitId unit, UnitPorts ports)
    {
        var stored = await ports.Store.LoadAsync(unit);
        var image = (stored.Snapshot is null ? null : ports.Snapshots.TryRead(stored.Snapshot)) ?? new UnitImage();
        foreach (var entry in await ports.Store.ReadAsync(unit, image.Version, (int)(stored.Version - image.Version)))
        {
            if (!image.TryReplay(ports.Reader.ReadStored(entry), ports.Calendar))
            {
                throw new InvalidOperationException($"{unit} cannot be folded in one pass");
            }
        }

        image.Settle();
        return image;
    }

    /// <summary>All that is woken stays.</summary>
    private static ServerProcess Start(string folder, int households, int active) => ServerProcess.Start(
        "GridActors.Standalone.dll",
        [
            "serve", "--data", folder, "--urls", "http://127.0.0.1:0", "--open", "--set", $"Memory:ActiveUnitsMax={2 * active}",
            "--set", $"Memory:HeldChildrenMax={2 * households}",
        ]);
}
