using System.Globalization;
using System.Text;
using GridActors.GrainInterfaces.Wire;
using GridActors.LoadDriver.Measurements;

namespace GridActors.LoadDriver.Ledgers;

/// <summary>Passages of one gate, written once: sent again, they are the same bytes.</summary>
internal sealed class PassageBatch
{
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
            // Differing from record to record, so that one lost and another counted twice do not add up.
            var (people, isIn) = (1 + (seq * 7 % 5), seq % 3 != 0);
            counts[i] = new Counts(isIn ? 1 : 0, isIn ? 0 : 1, people);
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
}
