using System.Text;
using GridActors.Gateway.Tests.Hosts;

namespace GridActors.Gateway.Tests.Contract;

/// <summary>Malformed input, each with the refusal code that clients may rely on.</summary>
/// <param name="IsJson">False where the bytes are no JSON, so that an array that holds them is none either.</param>
public sealed record BadRecord(string Name, byte[] Bytes, string Code, string? Field, bool IsJson = true)
{
    public static readonly IReadOnlyList<BadRecord> All = [.. NotJson(), .. Shapes(), .. Values(), .. Decisions()];

    private static string Good => Sent.Passage(GatewayContract.Checkpoint);

    private static IEnumerable<BadRecord> NotJson()
    {
        yield return Of("no JSON", "nonsense", "bad-json", null, isJson: false);
        yield return Of("a JSON that breaks off", Good[..^5], "bad-json", null, isJson: false);
        yield return Of("a bare NUL in a text", With("by", "\"a\0b\""), "bad-json", null, isJson: false);
        yield return Of("a comment", "{/* */}", "bad-json", null, isJson: false);
        yield return Of("a comma too many", "{\"seq\":1,}", "bad-json", null, isJson: false);
    }

    private static IEnumerable<BadRecord> Shapes()
    {
        yield return Of("a number", "5", "bad-json", null);
        yield return Of("a text", "\"x\"", "bad-json", null);
        yield return Of("null", "null", "bad-json", null);
        yield return Of("an array", "[]", "bad-json", null);
        yield return Of("deep nesting", With("data", Nested(100)), "bad-json", null);
        yield return Of("very deep nesting", With("data", Nested(5_000)), "bad-json", null);
        yield return Of("an empty object", "{}", "missing-field", "source");
        yield return Of("an extra field", With("mood", "\"good\""), "unknown-field", "mood");
        yield return Of("an extra field in the data", WithData("mood", "1"), "unknown-field", "data.mood");
        yield return Of("a duplicate key", Good[..^1] + ",\"by\":\"another\"}", "duplicate-field", "by");
        yield return Of("a duplicate key in the data", WithData("people", "1,\"people\":2"), "duplicate-field", "data.people");
        yield return new("GBK bytes", Gbk(), "bad-encoding", null);
        yield return Of("a record above 64 KiB", With("by", $"\"{new string('x', 65_536)}\""), "too-large", null);
    }

    private static IEnumerable<BadRecord> Values()
    {
        yield return Of("no sequence number", With("seq", null), "missing-field", "seq");
        yield return Of("sequence number 0", With("seq", "0"), "bad-number", "seq");
        yield return Of("sequence number -0", With("seq", "-0"), "bad-number", "seq");
        yield return Of("sequence number 1e400", With("seq", "1e400"), "bad-number", "seq");
        yield return Of("sequence number 1.5", With("seq", "1.5"), "bad-number", "seq");
        yield return Of("a sequence number beyond 2^53", With("seq", "9007199254740992"), "bad-number", "seq");
        yield return Of("a sequence number as text", With("seq", "\"7\""), "bad-field", "seq");
        yield return Of("the system's own source", With("source", "\"system\""), "bad-source", "source");
        yield return Of("an escaped NUL", With("by", "\"a\\u0000b\""), "bad-text", "by");
        yield return Of("a lone surrogate", With("by", "\"a\\ud800b\""), "bad-text", "by");
        yield return Of("a lone surrogate in a name", With("\\ud800", "1"), "bad-text", null);
        yield return Of("a blank text", With("by", "\"  \""), "bad-text", "by");
        yield return Of("an oversize text", With("by", $"\"{new string('x', 101)}\""), "too-long", "by");
        yield return Of("no unit", With("unit", null), "missing-field", "unit");
        yield return Of("a unit that is no id", With("unit", "\"../etc\""), "bad-unit-id", "unit");
        yield return Of("a time without offset", With("at", "\"2020-02-01T08:10:00\""), "bad-time", "at");
        yield return Of("no time", With("at", "\"yesterday\""), "bad-time", "at");
        yield return Of("a time at the end of the calendar", With("at", "\"9999-12-31T23:50:00Z\""), "at-out-of-range", "at");
        yield return Of("a shift at the end of the calendar", LastShift(), "bad-time", "data.from");
        yield return Of("a type nobody knows", With("type", "\"teleport\""), "unknown-type", "type");
        yield return Of("a missing field", WithData("outcome", null), "missing-field", "data.outcome");
        yield return Of("a value off the list", WithData("outcome", "\"flew\""), "bad-value", "data.outcome");
        yield return Of("0 people", WithData("people", "0"), "bad-number", "data.people");
        yield return Of("-0 people", WithData("people", "-0"), "bad-number", "data.people");
        yield return Of("1e400 people", WithData("people", "1e400"), "bad-number", "data.people");
        yield return Of("a false person id", WithData("person", """{"id":"110101199003071230"}"""), "bad-person-id", "data.person.id");
        yield return Of("a person without a name", WithData("person", "{}"), "bad-person", "data.person");
    }

    private static IEnumerable<BadRecord> Decisions()
    {
        yield return Of("a unit nobody registered", Sent.Passage("nobody"), "unknown-unit", "unit");
        yield return Of("a type this kind does not take", Sent.Passage(GatewayContract.Household), "wrong-kind", "type");
        yield return Of("a time too far back", With("at", "\"2019-12-31T00:00:00+08:00\""), "at-out-of-range", "at");
        var inAnHour = $"\"{DateTimeOffset.UtcNow.AddHours(1):yyyy-MM-ddTHH:mm:ssZ}\"";
        yield return Of("a time ahead", With("at", inAnHour), "at-out-of-range", "at");
        yield return Of("a parent nobody registered", Sent.Register("x1", "village", "nobody"), "bad-parent", "data.parent");
        yield return Of("an unfit parent", Sent.Register("x2", "village", GatewayContract.County), "bad-parent", "data.parent");
        var again = Sent.Register(GatewayContract.Village, "village", GatewayContract.Township);
        yield return Of("a unit that exists", again, "unit-exists", "unit");
        yield return Of("closing above open units", Sent.Record(GatewayContract.Village, "unit.close"), "has-open-items", "unit");
    }

    public override string ToString() => Name;

    private static BadRecord Of(string name, string text, string code, string? field, bool isJson = true) =>
        new(name, Encoding.UTF8.GetBytes(text), code, field, isJson);

    private static string With(string field, string? json) => Sent.With(Good, field, json);

    private static string WithData(string field, string? json)
    {
        const string data = """{"direction":"in","outcome":"pass"}""";
        return Sent.With(Good, "data", Sent.With(data, field, json));
    }

    private static string LastShift() => Sent.Record(
        GatewayContract.Checkpoint, "shift.plan",
        new { shift = "s", from = "9999-12-31T23:50:00Z", to = "9999-12-31T23:55:00Z", workers = new[] { "w" } });

    private static string Nested(int depth) =>
        string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "1" + new string('}', depth);

    private static byte[] Gbk()
    {
        var (before, after) = (Good.Split("worker-31")[0], Good.Split("worker-31")[1]);
        return [.. Encoding.UTF8.GetBytes(before), 0xD5, 0xC5, 0xC8, 0xFD, .. Encoding.UTF8.GetBytes(after)];
    }
}
