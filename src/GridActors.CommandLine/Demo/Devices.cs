using System.Text.Encodings.Web;
using System.Text.Json;

namespace GridActors.CommandLine.Demo;

/// <summary>A record that was made and has no number yet.</summary>
/// <param name="Source">The device that made it.</param>
/// <param name="Data">Writes the fields of its data.</param>
internal sealed record Draft(
    DateTimeOffset At, string Source, string Unit, string By, string Type, Action<Utf8JsonWriter> Data)
{
    /// <summary>Later than <see cref="At"/> where the device was offline.</summary>
    public DateTimeOffset SentAt { get; init; } = At;
}

/// <summary>The devices in the field: each numbers its records from 1 in the order in which it made them.</summary>
internal sealed class Devices
{
    // Names stay readable where a record is looked at; nothing here ends up in a page of HTML.
    private static readonly JsonWriterOptions Readable =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Dictionary<string, long> _made = [];

    /// <summary>In the order in which the records reach the server.</summary>
    public IReadOnlyList<TimedRecord> Write(IEnumerable<Draft> drafts) =>
        [.. drafts.OrderBy(draft => draft.At).Select(Number).ToList().OrderBy(record => record.At)];

    private TimedRecord Number(Draft draft)
    {
        var seq = _made[draft.Source] = _made.GetValueOrDefault(draft.Source) + 1;
        using var bytes = new MemoryStream(256);
        using (var json = new Utf8JsonWriter(bytes, Readable))
        {
            json.WriteStartObject();
            json.WriteString("source", draft.Source);
            json.WriteNumber("seq", seq);
            json.WriteString("unit", draft.Unit);
            json.WriteString("at", draft.At);
            json.WriteString("by", draft.By);
            json.WriteString("type", draft.Type);
            json.WriteStartObject("data");
            draft.Data(json);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return new TimedRecord(draft.SentAt, bytes.ToArray());
    }
}
