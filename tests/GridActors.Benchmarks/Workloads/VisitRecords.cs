using System.Globalization;
using System.Text;

namespace GridActors.Benchmarks.Workloads;

/// <summary>Visits to households, each household with numbers of its own.</summary>
/// <param name="household">Its code.</param>
internal sealed class VisitRecords(string source, int households, Func<int, string> household, DateTimeOffset at) : IRecordSource
{
    private readonly int[] _seqs = new int[households];
    private readonly string _at = at.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);

    public int Units => households;

    public int Write(int unit, Span<byte> into)
    {
        Encoding.UTF8.TryGetBytes(
            $$$"""
            {"source":"{{{source}}}","seq":{{{++_seqs[unit]}}},"unit":"{{{household(unit)}}}","at":"{{{_at}}}","by":"worker-31",
            "type":"visit","data":{"purpose":"followUp"}}
            """,
            into, out var length);
        return length;
    }
}
