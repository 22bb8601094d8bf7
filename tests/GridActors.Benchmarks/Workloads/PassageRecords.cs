using System.Globalization;
using System.Text;

namespace GridActors.Benchmarks.Workloads;

/// <summary>
/// Passages as UTF-8, made by patching a number of fixed width into a template: on a machine shared with the server,
/// a client that serialises would take the server's time.
/// </summary>
internal sealed class PassageRecords(string source, DateTimeOffset at, Naming naming = Naming.Vehicle)
{
    private const long SeqBase = 1_000_000_000;

    private readonly long[] _seqs = new long[PassageTree.Gates];
    private readonly string _at = at.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);

    public byte[] Opening(int gate) => Encoding.UTF8.GetBytes(
        $$$"""
        {"source":"{{{source}}}","seq":1,"unit":"{{{PassageTree.Gate(gate)}}}","at":"{{{_at}}}",
        "by":"office","type":"checkpoint.open","data":{}}
        """);

    /// <summary>The next passage of a gate; also how many bytes of <paramref name="into"/> it takes.</summary>
    public int Write(int gate, Span<byte> into)
    {
        var seq = SeqBase + ++_seqs[gate];
        Encoding.UTF8.TryGetBytes(
            $$$"""
            {"source":"{{{source}}}","seq":{{{seq}}},"unit":"{{{PassageTree.Gate(gate)}}}","at":"{{{_at}}}","by":"worker-31",
            "type":"passage","data":{"direction":"in","people":2,"temperature":36.5,"code":"green"{{{Names(gate, seq)}}},"outcome":"pass"}}
            """,
            into, out var length);
        return length;
    }

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
