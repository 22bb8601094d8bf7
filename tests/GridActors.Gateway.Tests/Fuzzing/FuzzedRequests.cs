using System.Text;
using GridActors.Gateway.Tests.Contract;
using GridActors.Gateway.Tests.Hosts;

namespace GridActors.Gateway.Tests.Fuzzing;

/// <summary>One request of the fuzzer.</summary>
/// <param name="Records">What a body of records holds, in its order; null for other requests.</param>
internal sealed record FuzzedRequest(
    HttpMethod Method, string Path, byte[]? Body, string? MediaType, IReadOnlyList<Mutant>? Records = null);

/// <summary>Requests to every route, near to good ones and spoilt; the same seed makes the same.</summary>
internal sealed class FuzzedRequests(int seed)
{
    private const int RecordsMax = 20;

    private static readonly string[] Routes =
    [
        "", "/totals", "/children", "/records", "/series", "/tasks", "/alerts", "/live", "/bulletin", "/nonsense",
    ];

    private static readonly string[] GoodIds =
        [GatewayContract.County, GatewayContract.Township, GatewayContract.Village, GatewayContract.Household, GatewayContract.Checkpoint];

    private static readonly string[] Ids =
    [
        "nobody", "%00", "%ff%fe", "..%2f..%2fetc", "a%20b", "%e5%8e%bf", "%",
        "%zz", new string('9', 49), new string('a', 3000), "-", "*", "141127%0a", "%F0%9F%98%B7", "'", "%ed%a0%80", "..", "//",
    ];

    private static readonly string[] Names =
        ["day", "from", "to", "after", "limit", "indicator", "state", "at", "lang", "format", "person", "", "%00"];

    private static readonly string[] Values =
    [
        "", "0", "-1", "1", "1001", "99999999999999999999", "1e9", "2020-02-30", "2020-02-01", "0001-01-01", "9999-12-31", "10000-01-01",
        "2020-02-01T00:00:00%2B08:00", "2020-02-01T00:00:00+08:00", "9999-12-31T23:59:59-23:59", "%00", "%ff", "%ed%a0%80",
        "passages.in", "passages.%00", "checks", "units.village", "open", "closed", "null", "NaN", "%u0041", "a,b", "141127-1", "zh",
        "stock.mask", "returnees.from.4201", "tally.x", "%F0%9F%98%B7",
    ];

    private readonly Random _chance = new(seed);
    private readonly GoodRecords _good = new(new Random(seed));
    private int _units;

    public FuzzedRequest Next() => _chance.Next(10) switch
    {
        < 5 => Post(),
        < 7 => PostUnits(),
        _ => Read(),
    };

    private FuzzedRequest Post()
    {
        var staysJson = _chance.Next(3) > 0;
        var records = Enumerable.Range(0, _chance.Next(1, RecordsMax)).Select(_ => Mutant.Of(_good.Next(), _chance, staysJson)).ToList();
        switch (_chance.Next(8))
        {
            case 0:
                return new(HttpMethod.Post, "/api/records", records[0].Bytes, Client.Json, [records[0]]);
            case 1:
                var spoilt = Spoilt(Joined(records, ",", "[", "]"));
                return new(HttpMethod.Post, "/api/records", spoilt,
                    Any(["text/plain", Client.Json, "application/json; charset=gbk", "x", Client.Lines]));
            case < 5:
                return new(HttpMethod.Post, "/api/records", Joined(records, ",", "[", "]"), Client.Json, records);
            default:
                var lines = Joined(records, "\n", "", _chance.Next(2) == 0 ? "\n" : "");
                return new(HttpMethod.Post, "/api/records", lines, Client.Lines, records);
        }
    }

    /// <summary>A list of units, some of whose cells are spoilt.</summary>
    private FuzzedRequest PostUnits()
    {
        var rows = new List<string> { "code,name,kind,parent,tier,households" };
        string[] kinds = ["village", "grid", "checkpoint", "household", "county", "planet", ""];
        for (var row = _chance.Next(1, 12); row > 0; row--)
        {
            var parent = Any([GatewayContract.Township, GatewayContract.Village, "nobody", "", $"u{_units}"]);
            string[] cells = [$"u{++_units}", "名", Any(kinds), parent, "", ""];
            for (var spoilt = _chance.Next(3); spoilt > 0; spoilt--)
            {
                cells[_chance.Next(cells.Length)] = Any(
                    ["\"", "\"a\nb\"", "\0", "\u2028", new string('x', 300), "a,b",
                     "-5", "99999999999", "'", "=1+1", "\ud83d\ude37", "县", "  "]);
            }

            rows.Add(string.Join(',', cells));
        }

        var end = Any(["\n", "\r\n", "\r"]);
        var body = Encoding.UTF8.GetBytes(string.Join(end, rows));
        return _chance.Next(4) switch
        {
            0 => new(HttpMethod.Post, "/api/units", Spoilt(body), Any(["text/csv", "text/csv; charset=gbk", "application/json"])),
            1 => new(HttpMethod.Post, "/api/units", [0xEF, 0xBB, 0xBF, .. body], "text/csv"),
            2 => new(HttpMethod.Post, "/api/units", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(string.Join(end, rows))], "text/csv"),
            _ => new(HttpMethod.Post, "/api/units", body, "text/csv"),
        };
    }

    private FuzzedRequest Read()
    {
        var path = new StringBuilder("/api/").Append(_chance.Next(2) == 0
            ? "units/"
            : Any(["units/", "indicators", "units", "traces", "records/", ""]));
        if (path[^1] == '/')
        {
            path.Append(_chance.Next(3) > 0 ? Any(GoodIds) : Any(Ids)).Append(Any(Routes));
        }

        for (var pairs = _chance.Next(4); pairs > 0; pairs--)
        {
            path.Append(path.ToString().Contains('?') ? '&' : '?').Append(Any(Names)).Append('=').Append(Any(Values));
        }

        var method = _chance.Next(12) == 0 ? Any([HttpMethod.Delete, HttpMethod.Put, HttpMethod.Head, HttpMethod.Options]) : HttpMethod.Get;
        return new(method, path.ToString(), null, null);
    }

    /// <summary>Cut, overwritten or repeated somewhere.</summary>
    private byte[] Spoilt(byte[] body)
    {
        var at = _chance.Next(body.Length);
        switch (_chance.Next(3))
        {
            case 0:
                return body[..at];
            case 1:
                body[at] = (byte)_chance.Next(256);
                return body;
            default:
                return [.. body[..at], .. body[_chance.Next(at + 1)..]];
        }
    }

    private static byte[] Joined(IReadOnlyList<Mutant> records, string between, string first, string last)
    {
        using var body = new MemoryStream();
        body.Write(Encoding.UTF8.GetBytes(first));
        for (var i = 0; i < records.Count; i++)
        {
            body.Write(Encoding.UTF8.GetBytes(i == 0 ? "" : between));
            body.Write(records[i].Bytes);
        }

        body.Write(Encoding.UTF8.GetBytes(last));
        return body.ToArray();
    }

    private T Any<T>(IReadOnlyList<T> all) => all[_chance.Next(all.Count)];
}
