using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using GridActors.Core.Records;
using GridActors.Core.Units;

namespace GridActors.Core.Tests.Units;

/// <summary>
/// What is persisted must be readable for ever: for every record type a journal that ends with it, as a store keeps
/// it, and the snapshot after it.
/// </summary>
public sealed class ApprovedExampleTests
{
    private static readonly RecordReader Reader = new(UnitUnderTest.Catalogue, UnitUnderTest.Shanghai);
    private static readonly UnitSnapshot Snapshots = new(UnitUnderTest.Catalogue);

    private static readonly JsonSerializerOptions Readable =
        new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static TheoryData<string> Types => [.. UnitUnderTest.Catalogue.RecordTypes.Select(type => type.Name)];

    [Theory]
    [MemberData(nameof(Types))]
    public void Journal_and_snapshot_are_written_as_approved(string type)
    {
        var unit = Examples.Of(type);
        Assert.Equal(type, Reader.ReadStored(unit.Journal[^1]).Record.Type.Name);
        Approved.Match($"{type}.journal.ndjson", string.Concat(unit.Journal.Select(Line)));
        Approved.Match($"{type}.snapshot.txt", Show(unit.Snapshot()));
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void The_approved_journal_folds_to_the_approved_snapshot(string type)
    {
        var entries = Approved.Read($"{type}.journal.ndjson").Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => Reader.ReadStored(Stored(line))).ToList();
        HashSet<long> voided = [.. entries.Select(entry => entry.Outcome?.Voids).OfType<long>()];
        Assert.Equal(type == "record.void" ? 1 : 0, voided.Count);
        var refold = new Refold(voided, judge: false, UnitUnderTest.Shanghai);
        entries.ForEach(refold.Add);
        Assert.Equal(Approved.Read($"{type}.snapshot.txt"), Show(Snapshots.Write(refold.Image)));
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void The_approved_snapshot_is_read_and_written_again_unchanged(string type)
    {
        var text = Approved.Read($"{type}.snapshot.txt");
        var image = Snapshots.TryRead(Parse(text));
        Assert.NotNull(image);
        Assert.Equal(text, Show(Snapshots.Write(image)));
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

    /// <summary>
    /// The bytes before the first brace in hexadecimal, then the JSON. A day's counts come in the order in which this
    /// process met the indicators, so they are sorted.
    /// </summary>
    private static string Show(byte[] snapshot)
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

    private static byte[] Parse(string text)
    {
        var lines = text.Split('\n');
        return [.. Convert.FromHexString(lines[0]), .. Encoding.UTF8.GetBytes(lines[1])];
    }
}
