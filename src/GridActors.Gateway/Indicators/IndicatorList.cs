using System.Text.Json;
using GridActors.Core.Records;
using GridActors.Core.Totals;
using GridActors.Gateway.Answers;

namespace GridActors.Gateway.Indicators;

/// <summary>
/// The catalogue for clients: every code with its names, open families once as <c>prefix*</c> with <c>{0}</c> where the
/// key stands. It cannot change while the process runs, so it is written once.
/// </summary>
internal sealed class IndicatorList(Catalogue catalogue)
{
    private readonly Lazy<byte[]> _utf8 = new(() => Write(catalogue));

    public ReadOnlyMemory<byte> Utf8 => _utf8.Value;

    private static byte[] Write(Catalogue catalogue)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, JsonAnswer.Options))
        {
            json.WriteStartObject();
            json.WriteStartArray("indicators");
            var written = new HashSet<string>(StringComparer.Ordinal);
            foreach (var line in Lines(catalogue).Where(line => written.Add(line.Code)))
            {
                line.WriteTo(json);
            }

            json.WriteEndArray();
            json.WriteStartArray("topics");
            foreach (var topic in catalogue.Topics)
            {
                json.WriteStartObject();
                json.WriteString("topic", topic.Code);
                json.WriteString("zh", topic.Zh);
                json.WriteString("en", topic.En);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }

    private static IEnumerable<Line> Lines(Catalogue catalogue)
    {
        foreach (var feature in catalogue.Features)
        {
            foreach (var one in feature.Indicators)
            {
                yield return new Line(one.Code, one.IsLevel, one.Topic, one.Zh, one.En, one.Unit);
            }

            foreach (var family in feature.Families.Where(family => family.IsOpen))
            {
                yield return new Line(
                    family.Prefix + "*", family.IsLevel, family.Topic, family.Zh, family.En, family.Unit,
                    family.Starts);
            }

            foreach (var one in feature.Families.Where(family => !family.IsOpen).SelectMany(family => family.Members))
            {
                yield return new Line(one.Code, one.IsLevel, one.Topic, one.Zh, one.En, one.Unit);
            }
        }
    }

    private sealed record Line(string Code, bool IsLevel, string Topic, string Zh, string En, string Unit,
        Vocabulary? Starts = null)
    {
        public void WriteTo(Utf8JsonWriter json)
        {
            json.WriteStartObject();
            json.WriteString("code", Code);
            json.WriteString("kind", IsLevel ? "level" : "flow");
            json.WriteString("topic", Topic);
            json.WriteString("zh", Zh);
            json.WriteString("en", En);
            json.WriteString("unit", Unit);
            if (Starts is not null)
            {
                json.WriteStartArray("starts");
                foreach (var start in Starts.Terms)
                {
                    json.WriteStartObject();
                    json.WriteString("code", start.Code);
                    json.WriteString("zh", start.Zh);
                    json.WriteString("en", start.En);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            }

            json.WriteEndObject();
        }
    }
}
