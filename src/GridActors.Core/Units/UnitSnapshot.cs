using System.Text;
using System.Text.Json;
using GridActors.Core.Records;
using GridActors.Core.Totals;

namespace GridActors.Core.Units;

/// <summary>
/// A unit's image as bytes, so that loading need not fold its whole history. Never required: a snapshot that cannot
/// be read is ignored and the journal folded instead.
/// </summary>
public sealed class UnitSnapshot(Catalogue catalogue)
{
    /// <summary>
    /// Raised whenever older snapshots must not be read any more: also when an aspect is new that older entries tell
    /// something, because without it a snapshot would be believed (OlderFormatTests).
    /// </summary>
    private const int Format = 5;

    public byte[] Write(UnitImage image)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes, Encoding.UTF8);
        writer.Write7BitEncodedInt(Format);
        writer.Write7BitEncodedInt64(image.Version);
        image.Seen.WriteTo(writer);
        writer.Flush();
        using var json = new Utf8JsonWriter(bytes);
        json.WriteStartObject();
        json.WritePropertyName("days");
        TotalsJson.WriteDays(json, image.Totals);
        foreach (var aspect in image.State.Aspects)
        {
            var type = catalogue.Aspects.Single(candidate => candidate.Type == aspect.GetType());
            json.WritePropertyName(type.Name);
            type.Write(json, aspect);
        }

        json.WriteEndObject();
        json.Flush();
        return bytes.ToArray();
    }

    /// <summary>Null when this version of the program cannot read it.</summary>
    public UnitImage? TryRead(byte[] snapshot)
    {
        try
        {
            using var bytes = new MemoryStream(snapshot);
            using var reader = new BinaryReader(bytes, Encoding.UTF8);
            if (reader.Read7BitEncodedInt() != Format)
            {
                return null;
            }

            var version = reader.Read7BitEncodedInt64();
            var seen = SeenRecords.ReadFrom(reader);
            return ReadState(snapshot.AsSpan((int)bytes.Position), version, seen);
        }
        catch (Exception exception) when (exception is JsonException or IOException or FormatException
            or ArgumentException or InvalidOperationException or NotSupportedException or OverflowException)
        {
            return null;
        }
    }

    private UnitImage? ReadState(ReadOnlySpan<byte> utf8, long version, SeenRecords seen)
    {
        var totals = DailyTotals.Zero;
        var aspects = new List<IAspect>();
        var json = new Utf8JsonReader(utf8);
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.GetString();
            json.Read();
            if (name == "days")
            {
                totals = TotalsJson.ReadDays(ref json);
            }
            else if (catalogue.Aspects.FirstOrDefault(type => type.Name == name) is { } type)
            {
                aspects.Add(type.Read(ref json));
            }
            else
            {
                return null;
            }
        }

        return new UnitImage(version, UnitState.Of(aspects), totals, seen);
    }
}
