using System.Globalization;
using System.Text;
using GridActors.GrainInterfaces.Wire;
using GridActors.LoadDriver.Measurements;

namespace GridActors.LoadDriver.Ledgers;

/// <summary>Passages of one gate, written once: sent again, they are the same bytes.</summary>
internal sealed class PassageBatch
{
    private const int PeopleMax = 997;

    private PassageBatch(int gate, string source, long[] seqs, ReadOnlyMemory<byte>[] records, Counts[] counts) =>
        (Gate, Source, Seqs, Records, Counts) = (gate, source, seqs, records, counts);

    public int Gate { get; }

    public string Source { get; }

    /// <summary>The number of each record; without gaps until some of them are answered.</summary>
    public IReadOnlyList<long> Seqs { get; }

    /// <summary>Each as the UTF-8 JSON of the public contract.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Records { get; }

    /// <summary>What each counts for.</summary>
    public IReadOnlyList<Counts> Counts { get; }

    /// <param name="mark">By which they are known in the totals; null for the load's own.</param>
    public static PassageBatch Make(
        int gate, string unit, string source, long firstSeq, int size, DateTimeOffset at, Mark? mark = null)
    {
        var (seqs, records, counts) = (new long[size], new ReadOnlyMemory<byte>[size], new Counts[size]);
        var time = at.ToString("yyyy-MM-ddTHH:mm:ss.fffzzz", CultureInfo.InvariantCulture);
        for (var i = 0; i < size; i++)
        {
            var seq = seqs[i] = firstSeq + i;
            var (people, isIn) = (PeopleOf(source, seq), seq % 3 != 0);
            counts[i] = new Counts(isIn ? 1 : 0, isIn ? 0 : 1, people, Marked: mark is null ? 0 : 1);
            records[i] = Encoding.UTF8.GetBytes(string.Create(
                CultureInfo.InvariantCulture,
                $$$"""
                {"source":"{{{source}}}","seq":{{{seq}}},"unit":"{{{unit}}}","at":"{{{time}}}","by":"load",
                "type":"passage","data":{"direction":"{{{(isIn ? "in" : "out")}}}","people":{{{people}}},
                "temperature":36.5,{{{mark?.Data ?? Mark.Unmarked}}}}}
                """));
        }

        return new PassageBatch(gate, source, seqs, records, counts);
    }

    /// <summary>Those of which nothing is known to be kept; null when all are answered for good.</summary>
    public PassageBatch? Rest(IReadOnlyList<RecordStatus> answers)
    {
        int[] open = [.. answers.Index().Where(answer => answer.Item == RecordStatus.Unavailable).Select(a => a.Index)];
        return open.Length == 0
            ? null
            : new PassageBatch(
                Gate, Source,
                Array.ConvertAll(open, i => Seqs[i]),
                Array.ConvertAll(open, i => Records[i]),
                Array.ConvertAll(open, i => Counts[i]));
    }

    /// <summary>
    /// As good as drawn, by source and number: a whole call that is lost and another of the same gate that counts twice
    /// do not make up for each other, which calls of a regular pattern do.
    /// </summary>
    private static int PeopleOf(string source, long seq)
    {
        var hash = 14_695_981_039_346_656_037; // FNV-1a
        foreach (var letter in source)
        {
            hash = (hash ^ letter) * 1_099_511_628_211;
        }

        hash = (hash ^ (ulong)seq) * 0x9E37_79B9_7F4A_7C15;
        return 1 + (int)((hash >> 32) % PeopleMax);
    }
}
