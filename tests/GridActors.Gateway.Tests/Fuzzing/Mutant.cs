using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace GridActors.Gateway.Tests.Fuzzing;

/// <summary>What must become of a record.</summary>
internal enum Fate
{
    Accepted,
    Refused,

    /// <summary>The change may have left a good record; whichever it is must be told.</summary>
    Either,
}

/// <param name="IsJson">Whether it is JSON, so that an array may hold it.</param>
internal sealed record Mutant(byte[] Bytes, Fate Fate, bool IsJson, string How)
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string[] OddNumbers =
        ["0", "-1", "-0", "1e400", "-1e400", "1.0005", "9007199254740993", "99999999999999999999999999", "0.1", "1e-400", "1E2"];

    private static readonly string[] OddTexts =
    [
        "\"\"", "\" \"", "\"\\u0000\"", "\"a\\u0000b\"", "\"\\ud800\"", "\"\\udc00x\"", "\"\\uffff\"", "\"\\u202e\"",
        "\"" + new string('x', 200) + "\"", "\"" + new string('漢', 3000) + "\"", "\"../../etc\"", "\"'; DROP TABLE entry; --\"",
        "\"2020-13-40T25:61:61+99:99\"", "\"0001-01-01T00:00:00+14:00\"", "\"9999-12-31T23:59:59-14:00\"", "\"11010119900307123X\"",
    ];

    private static readonly string[] OddValues = ["null", "true", "[]", "{}", "[[]]", "{\"\":1}", "[null]", "{\"a\":{\"b\":[1]}}"];

    private static readonly string[] OddNames = ["mood", "", "\0", "\u202e", "Unit", "seq ", "__proto__", "数据"];

    /// <summary>A good record, changed in one to three ways or not at all.</summary>
    /// <param name="staysJson">Its bytes are left alone, so that an array of such can be read.</param>
    public static Mutant Of(string good, Random chance, bool staysJson)
    {
        if (chance.Next(4) == 0)
        {
            return new Mutant(Encoding.UTF8.GetBytes(good), Fate.Accepted, true, "good");
        }

        return !staysJson && chance.Next(3) == 0 ? OfBytes(good, chance) : OfTree(good, chance);
    }

    private static Mutant OfTree(string good, Random chance)
    {
        var record = JsonNode.Parse(good)!.AsObject();
        var how = new List<string>();
        var isRefused = false;
        for (var change = chance.Next(1, 4); change > 0; change--)
        {
            (var told, isRefused) = Change(record, chance);
            how.Add(told);
        }

        // Of several changes one may take back what another did.
        var fate = isRefused && how.Count == 1 ? Fate.Refused : Fate.Either;

        // Raw JSON was put in as a marked text, since a tree holds no number that is none and no lone surrogate.
        var text = record.ToJsonString(Plain);
        for (var at = text.IndexOf("\"RAW<", StringComparison.Ordinal); at >= 0; at = text.IndexOf("\"RAW<", StringComparison.Ordinal))
        {
            var end = text.IndexOf(">\"", at, StringComparison.Ordinal);
            text = text[..at] + Encoding.UTF8.GetString(Convert.FromHexString(text[(at + 5)..end])) + text[(end + 2)..];
        }

        return new Mutant(Encoding.UTF8.GetBytes(text), fate, true, string.Join(", ", how));
    }

    private static (string How, bool IsRefused) Change(JsonObject record, Random chance)
    {
        var target = chance.Next(2) == 0 && record["data"] is JsonObject { Count: > 0 } data ? data : record;
        if (target.Count == 0)
        {
            return ("nothing", false);
        }

        var name = target.ElementAt(chance.Next(target.Count)).Key;
        string[] needed = ["source", "seq", "unit", "at", "type"];
        var isNeeded = ReferenceEquals(target, record) && needed.Contains(name);
        switch (chance.Next(7))
        {
            case 0:
                target.Remove(name);
                return ($"without {name}", isNeeded);
            case 1:
                var other = $"{name}{chance.Next(10)}";
                var value = target[name]?.DeepClone();
                target.Remove(name);
                target[other] = value;
                return ($"{name} as {other}", true);
            case 2:
                target[name] = Raw(Any(OddNumbers, chance));
                return ($"a number in {name}", isNeeded && name != "seq");
            case 3:
                target[name] = Raw(Any(OddTexts, chance));
                return ($"a text in {name}", isNeeded && name == "seq");
            case 4:
                target[name] = Raw(Any(OddValues, chance));
                return ($"a value in {name}", isNeeded);
            case 5:
                target[Any(OddNames, chance)] = Raw(Any(OddValues, chance));
                return ("a field more", true);
            default:
                target[name] = Raw(Nested(chance.Next(1, 400), chance));
                return ($"nesting in {name}", isNeeded);
        }
    }

    private static Mutant OfBytes(string good, Random chance)
    {
        var bytes = Encoding.UTF8.GetBytes(good);
        switch (chance.Next(7))
        {
            case 0:
                return new Mutant(bytes[..chance.Next(1, bytes.Length)], Fate.Refused, false, "cut short");
            case 1:
                var at = good.IndexOf("\"by\":\"", StringComparison.Ordinal) + 6;
                byte[] gbk = [0xB8, 0xDA, 0xD2, 0xBB];
                byte[] mixed = [.. Encoding.UTF8.GetBytes(good[..at]), .. gbk, .. Encoding.UTF8.GetBytes(good[at..])];
                return new Mutant(mixed, Fate.Refused, false, "GBK");
            case 2:
                return new Mutant([.. "\ufeff"u8, .. bytes], Fate.Either, false, "a mark in front");
            case 3:
                return new Mutant(Encoding.UTF8.GetBytes(good[..^1] + ",\"seq\":1}"), Fate.Refused, true, "seq twice");
            case 4:
                var long_ = good[..^1] + $",\"by2\":\"{new string('y', chance.Next(60_000, 70_000))}\"}}";
                return new Mutant(Encoding.UTF8.GetBytes(long_), Fate.Refused, true, "a long line");
            case 5:
                var broken = (byte[])bytes.Clone();
                for (var flips = chance.Next(1, 5); flips > 0; flips--)
                {
                    // Line ends would make more lines of it; that is another kind of input.
                    broken[chance.Next(broken.Length)] = (byte)(chance.Next(256) is var any and not ('\n' or '\r') ? any : 0);
                }

                return new Mutant(broken, Fate.Either, false, "bytes overwritten");
            default:
                return new Mutant([.. bytes, .. "}"u8], Fate.Refused, false, "a brace more");
        }
    }

    /// <summary>Kept in the tree as text, in hex so that no escape is escaped again.</summary>
    private static string Raw(string json) => $"RAW<{Convert.ToHexString(Encoding.UTF8.GetBytes(json))}>";

    private static string Nested(int depth, Random chance) => chance.Next(2) == 0
        ? new string('[', depth) + new string(']', depth)
        : string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "1" + new string('}', depth);

    private static T Any<T>(IReadOnlyList<T> all, Random chance) => all[chance.Next(all.Count)];
}
