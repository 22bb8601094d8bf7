using System.Buffers.Text;
using System.Text;
using GridActors.Benchmarks.Workloads;

namespace GridActors.Cluster.Benchmarks.Loads;

/// <summary>
/// One tablet's passages at one gate, made by patching a number of fixed width into ready bytes: a client that
/// serialises would take the time of the silo beside it.
/// </summary>
internal sealed class GatePassages
{
    private const long SeqBase = 1_000_000_000;
    private const int PlateDigits = 5;

    private readonly byte[] _template;
    private readonly int _seqAt;
    private readonly int _plateAt; // 0: names no vehicle
    private long _seq;

    /// <param name="namesVehicles">Each another one, as travellers are; such passages can be traced.</param>
    public GatePassages(int gate, string source, DateTimeOffset at, bool namesVehicles)
    {
        Unit = PassageTree.Gate(gate);
        var head = $$"""{"source":"{{source}}","seq":""";
        _seqAt = Encoding.UTF8.GetByteCount(head);
        var middle = $$"""
            {{SeqBase}},"unit":"{{Unit}}","at":"{{at:yyyy-MM-ddTHH:mm:sszzz}}","by":"worker-31","type":"passage",
            """ + "\"data\":{\"direction\":\"in\",\"people\":2," + (namesVehicles ? "\"vehicle\":\"晋J" : "");
        _plateAt = namesVehicles ? Encoding.UTF8.GetByteCount(head + middle) : 0;
        _template = Encoding.UTF8.GetBytes(head + middle + (namesVehicles ? "00000\"," : "") + """
            "temperature":36.5,"code":"green","outcome":"pass"}}
            """);
    }

    public string Unit { get; }

    /// <summary>Several callers may share a tablet, each with numbers of its own.</summary>
    public ReadOnlyMemory<byte>[] Next(int count)
    {
        var first = SeqBase + 1 + Interlocked.Add(ref _seq, count) - count;
        var records = new ReadOnlyMemory<byte>[count];
        for (var i = 0; i < count; i++)
        {
            records[i] = Make(first + i);
        }

        return records;
    }

    private byte[] Make(long seq)
    {
        var record = _template.AsSpan().ToArray();
        Utf8Formatter.TryFormat(seq, record.AsSpan(_seqAt), out _);
        if (_plateAt > 0)
        {
            Utf8Formatter.TryFormat(seq % 100_000, record.AsSpan(_plateAt), out _, new('D', PlateDigits));
        }

        return record;
    }
}
