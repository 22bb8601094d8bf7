using System.Diagnostics;
using System.Text;
using GridActors.Benchmarks.Clients;
using GridActors.Benchmarks.Workloads;
using GridActors.Core.Records;
using GridActors.Core.Units;
using GridActors.Journaling.Loop;
using GridActors.Journaling.Memory;
using GridActors.Journaling.Ports;
using GridActors.Standalone.Hosting;

namespace GridActors.Benchmarks.Runs;

/// <summary>
/// What of a record's way is our own work: reading its JSON, and its unit's loop from decision to answer over a store
/// that keeps everything in memory. Time and garbage a record, on one thread; medians of several rounds.
/// </summary>
internal static class StepsRun
{
    private const int Batch = 100;
    private const int Calls = 200;
    private const int Rounds = 40;
    private const int RecordBytesMax = 400;

    private static readonly UnitId Gate = UnitId.Parse(PassageTree.Gate(0));

    public static async Task RunAsync()
    {
        Console.WriteLine("| of a passage | reading it, ns, bytes | its unit's loop, ns, bytes | alive until answered |");
        Console.WriteLine("| --- | --- | --- | --- |");
        foreach (var size in (int[])[Batch, 1])
        {
            foreach (var naming in (Naming[])[Naming.Nobody, Naming.Vehicle])
            {
                await MeasureAsync(size, naming);
            }
        }
    }

    private static async Task MeasureAsync(int size, Naming naming)
    {
        var calendar = new Calendar(TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));
        var reader = new RecordReader(Catalogue.Standard, calendar);
        var source = new PassageRecords("steps", DateTimeOffset.Now.AddMinutes(-5), naming);
        var (readNs, readBytes) = (new List<double>(), new List<double>());
        var (loopNs, loopBytes) = (new List<double>(), new List<double>());
        var alive = Alive(reader, Texts(source, Batch * Calls));
        for (var round = 0; round < Rounds; round++)
        {
            var units = await OpenedAsync(calendar, reader);
            var texts = Texts(source, size * Calls);
            var calls = new IReadOnlyList<Record>[Calls];
            GC.Collect();
            var (began, before) = (Stopwatch.GetTimestamp(), GC.GetTotalAllocatedBytes(precise: true));
            for (var i = 0; i < Calls; i++)
            {
                calls[i] = [.. texts.Skip(size * i).Take(size).Select(text => reader.Read(text).Record!)];
            }

            readNs.Add(Stopwatch.GetElapsedTime(began).TotalNanoseconds / texts.Length);
            readBytes.Add((GC.GetTotalAllocatedBytes(precise: true) - before) / (double)texts.Length);
            (began, before) = (Stopwatch.GetTimestamp(), GC.GetTotalAllocatedBytes(precise: true));
            foreach (var call in calls)
            {
                ThrowUnlessAccepted((await units.PostAsync(Gate, call))[^1]);
            }

            loopNs.Add(Stopwatch.GetElapsedTime(began).TotalNanoseconds / texts.Length);
            loopBytes.Add((GC.GetTotalAllocatedBytes(precise: true) - before) / (double)texts.Length);
        }

        var name = naming == Naming.Nobody ? "naming nobody" : "naming a vehicle";
        Console.WriteLine($"| {name}, {size} a call | {Median(readNs):N0}, {Median(readBytes):N0} "
            + $"| {Median(loopNs):N0}, {Median(loopBytes):N0} | {alive:N0} |");
    }

    /// <summary>Bytes a record that stay reachable with it, the text itself apart.</summary>
    private static double Alive(RecordReader reader, byte[][] texts)
    {
        var records = new Record[texts.Length];
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 0; i < texts.Length; i++)
        {
            records[i] = reader.Read(texts[i]).Record!;
        }

        var after = GC.GetTotalMemory(forceFullCollection: true);
        GC.KeepAlive(records);
        return (after - before) / (double)texts.Length;
    }

    private static async Task<LocalUnits> OpenedAsync(Calendar calendar, RecordReader reader)
    {
        var units = new LocalUnits(
            Catalogue.Standard, calendar, new MemoryJournal(), TimeProvider.System, new ConsoleLog(), new UnitOptions(),
            new LocalUnitsOptions());
        var at = DateTimeOffset.Now.AddMinutes(-10);
        (string Unit, string What)[] records =
        [
            (PassageTree.County, $$$"""type":"unit.register","data":{"kind":"county","name":"县"}"""),
            (Gate.Value, $$$"""type":"unit.register","data":{"kind":"checkpoint","name":"卡点","parent":"{{{PassageTree.County}}}"}"""),
            (Gate.Value, """type":"checkpoint.open","data":{}"""),
        ];
        foreach (var (seq, (unit, what)) in records.Index())
        {
            var text = $$"""{"source":"office","seq":{{seq + 1}},"unit":"{{unit}}","at":"{{at:yyyy-MM-ddTHH:mm:sszzz}}","{{what}}}""";
            var record = reader.Read(Encoding.UTF8.GetBytes(text)).Record!;
            ThrowUnlessAccepted((await units.PostAsync(record.Unit, [record]))[0]);
        }

        return units;
    }

    private static void ThrowUnlessAccepted(Answer answer)
    {
        if (answer.Status != AnswerStatus.Accepted)
        {
            throw new InvalidOperationException($"{answer.Status}: {answer.Refusal}");
        }
    }

    private static byte[][] Texts(PassageRecords source, int count)
    {
        var buffer = new byte[RecordBytesMax];
        return [.. Enumerable.Range(0, count).Select(_ => buffer[..source.Write(0, buffer)])];
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
