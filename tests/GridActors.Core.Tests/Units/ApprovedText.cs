using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using GridActors.Core.Records;
using GridActors.Core.Units;

namespace GridActors.Core.Tests.Units;

/// <summary>Journals and snapshots as approved files hold them, so that people can read what changed.</summary>
internal static class ApprovedText
{
    public static readonly RecordReader Reader = new(UnitUnderTest.Catalogue, UnitUnderTest.Shanghai);
    public static readonly UnitSnapshot Snapshots = new(UnitUnderTest.Catalogue);

    private static readonly JsonSerializerOptions Readable =
        new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Show(IEnumerable<StoredEntry> journal) => string.Concat(journal.Select(Line));

    public static List<Entry> EntriesOf(string journal) =>
        [.. journal.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => Reader.ReadStored(Stored(line)))];

    /// <summary>
    /// The bytes before the first brace in hexadecimal, then the JSON. A day's counts come in the order in which this
    /// process met the indicators, so they are sorted.
    /// </summary>
    public static string Show(byte[] snapshot)
    {
        var brace = snapshot.AsSpan().IndexOf((byte)'{');
        var json = JsonNode.Parse(snapshot.AsSpan(brace))!;
        foreach (var (day, counts) in json["days"]!.AsObject().ToList())
        {
            json["days"]![day] = new JsonObject(counts!.AsObject().OrderBy(count => count.Key, StringComparer.Ordinal)
                .Select(count => KeyValuePair.Create(count.Key, count.Value?.DeepClone())));
        }

        return $"{Convert.ToHexString(snapshot.AsSpan(0, brace))}\n{json.ToJsonString(Readable)}\n";
    }

    public static byte[] SnapshotOf(string text)
    {
        var lines = text.Split('\n');
        return [.. Convert.FromHexString(lines[0]), .. Encoding.UTF8.GetBytes(lines[1])];
    }

    private static string Line(StoredEntry entry) => new JsonObject
    {
        ["version"] = entry.Version,
        ["received"] = entry.Received.ToString("O"),
        ["record"] = Encoding.UTF8.GetString(entry.Utf8.Span),
        ["outcome"] = entry.Outcome.IsEmpty ? null : Encoding.UTF8.GetString(entry.Outcome.Span),
    }.ToJsonString(Readable) + "\n";

    private static StoredEntry Stored(string line)
    {
        var json = JsonNode.Parse(line)!;
        var record = Encoding.UTF8.GetBytes((string)json["record"]!);
        var id = JsonNode.Parse(record)!;
        return new StoredEntry(
            (long)json["version"]!, new RecordId((string)id["source"]!, (long)id["seq"]!),
            DateTimeOffset.Parse((string)json["received"]!, null), record,
            json["outcome"] is { } outcome ? Encoding.UTF8.GetBytes((string)outcome!) : default);
    }
}
