using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace GridActors.Benchmarks.Workloads;

/// <summary>
/// Passages as UTF-8. Those that name nobody are made by patching a number of fixed width into a copy of their gate's
/// first: on a machine shared with the server, a client that serialises would take the server's time.
/// </summary>
/// <param name="tree">Whose gates; null for the county of <see cref="PassageTree"/>.</param>
internal sealed class PassageRecords(
    string source, DateTimeOffset at, Naming naming = Naming.Nobody, GateTree? tree = null) : IRecordSource
{
    private const long SeqBase = 1_000_000_000;

    private readonly GateTree _tree = tree ?? PassageTree.Whole;
    private readonly long[] _seqs = new long[(tree ?? PassageTree.Whole).Gates];
    private readonly byte[]?[] _firsts = new byte[]?[(tree ?? PassageTree.Whole).Gates];
    private readonly int _seqAt = Encoding.UTF8.GetByteCount($"{{\"source\":\"{source}\",\"seq\":");
    private readonly string _at = Text(at);

    public int Units => _tree.Gates;

    /// <param name="since">When it opened; null for the passages' own time.</param>
    public byte[] Opening(int gate, DateTimeOffset? since = null) => Encoding.UTF8.GetBytes(
        $$$"""
        {"source":"{{{source}}}","seq":1,"unit":"{{{_tree.Gate(gate)}}}","at":"{{{(since is { } opened ? Text(opened) : _at)}}}",
        "by":"office","type":"checkpoint.open","data":{}}
        """);

    public int Write(int gate, Span<byte> into) => Write(gate, ++_seqs[gate], into);

    /// <summary>How many passages of a gate were written.</summary>
    public long Written(int gate) => _seqs[gate];

    /// <summary>The same passage once more.</summary>
    /// <param name="number">Of the gate's passages, from 1.</param>
    public int Write(int gate, long number, Span<byte> into)
    {
        if (naming != Naming.Nobody)
        {
            return Encoding.UTF8.GetBytes(Passage(gate, SeqBase + number), into);
        }

        var first = _firsts[gate] ??= Encoding.UTF8.GetBytes(Passage(gate, SeqBase));
        first.CopyTo(into);
        Utf8Formatter.TryFormat(SeqBase + number, into[_seqAt..], out _);
        return first.Length;
    }

    private string Passage(int gate, long seq) =>
        $$$"""
        {"source":"{{{source}}}","seq":{{{seq}}},"unit":"{{{_tree.Gate(gate)}}}","at":"{{{_at}}}","by":"worker-31",
        "type":"passage","data":{"direction":"in","people":2,"temperature":36.5,"code":"green"{{{Names(gate, seq)}}},"outcome":"pass"}}
        """;

    private static string Text(DateTimeOffset at) => at.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);

    /// <summary>Each another one, as travellers are.</summary>
    private string Names(int gate, long seq) => naming switch
    {
        Naming.Nobody => "",
        Naming.Vehicle => $",\"vehicle\":\"晋J{gate:0000}{seq % 100_000:00000}\"",
        _ => $",\"vehicle\":\"晋J{gate:0000}{seq % 100_000:00000}\",\"trip\":\"K{seq % 1000:000}\","
            + $"\"person\":{{\"name\":\"张三\",\"phone\":\"1{gate:0000}{seq % 1_000_000:000000}\"}}",
    };
}

/// <summary>What each passage names.</summary>
internal enum Naming
{
    Nobody,
    Vehicle,

    /// <summary>A person, a vehicle and a trip.</summary>
    All,
}
