using System.Runtime.InteropServices;
using System.Text.Json;
using GridActors.Core.Records;
using GridActors.Core.Units;
using GridActors.Gateway.Answers;

namespace GridActors.Gateway.History;

/// <param name="Version">The unit's own journal version.</param>
/// <param name="VoidedBy">Of the entries that no longer count, the version of the one that says so.</param>
internal sealed record HistoryPage(
    UnitId Unit, long Version, IReadOnlyList<StoredEntry> Entries, IReadOnlyDictionary<long, long> VoidedBy)
{
    public void Write(Utf8JsonWriter json, Calendar calendar)
    {
        json.WriteStartObject();
        json.WriteString("unit", Unit.Value);
        json.WriteNumber("version", Version);
        json.WriteStartArray("records");
        foreach (var entry in Entries)
        {
            WriteEntry(json, entry, calendar);
        }

        json.WriteEndArray();
        if (Entries.Count > 0 && Entries[^1].Version < Version)
        {
            json.WriteNumber("next", Entries[^1].Version);
        }
        else
        {
            json.WriteNull("next");
        }

        json.WriteEndObject();
    }

    private void WriteEntry(Utf8JsonWriter json, in StoredEntry entry, Calendar calendar)
    {
        using var record = JsonDocument.Parse(entry.Utf8);
        var fields = record.RootElement;
        json.WriteStartObject();
        json.WriteNumber("version", entry.Version);
        json.WriteString("received", Times.Iso(entry.Received, calendar));
        json.WriteString("source", entry.Id.Source);
        json.WriteNumber("seq", entry.Id.Seq);
        CopyAsSent(json, fields, "at");
        CopyAsSent(json, fields, "by");
        CopyAsSent(json, fields, "type");
        CopyAsSent(json, fields, "data");
        if (!entry.Outcome.IsEmpty)
        {
            json.WritePropertyName("outcome");
            json.WriteRawValue(entry.Outcome.Span, skipInputValidation: true);
        }

        if (VoidedBy.TryGetValue(entry.Version, out var by))
        {
            json.WriteStartObject("voided");
            json.WriteNumber("by", by);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    /// <summary>The very bytes of a field; null where the record left it out.</summary>
    private static void CopyAsSent(Utf8JsonWriter json, JsonElement record, string name)
    {
        json.WritePropertyName(name);
        if (record.TryGetProperty(name, out var value))
        {
            json.WriteRawValue(JsonMarshal.GetRawUtf8Value(value), skipInputValidation: true);
        }
        else
        {
            json.WriteNullValue();
        }
    }
}
