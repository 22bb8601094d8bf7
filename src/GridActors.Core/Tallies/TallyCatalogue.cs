using System.Collections.Immutable;
using System.Text.Json;
using GridActors.Core.Records;
using GridActors.Core.Totals;

namespace GridActors.Core.Tallies;

/// <summary>What a deployment counts of its own, beyond what the product knows.</summary>
public sealed class TallyCatalogue
{
    public const string Prefix = "tally.";

    public static readonly TallyCatalogue Empty = new([]);

    private const int CodesMax = 1000;
    private const int CodeLengthMax = 40;

    private static readonly Vocabulary Kinds = Vocabulary.Of(("flow", "流量", "flow"), ("level", "存量", "level"));

    private readonly Dictionary<string, Indicator> _byCode;

    private TallyCatalogue(ImmutableArray<Indicator> indicators)
    {
        Indicators = indicators;
        _byCode = indicators.ToDictionary(
            indicator => indicator.Code[Prefix.Length..], indicator => indicator, StringComparer.Ordinal);
    }

    public ImmutableArray<Indicator> Indicators { get; }

    public Indicator? Find(string code) => _byCode.GetValueOrDefault(code);

    /// <summary>
    /// Reads a catalogue file: a JSON array of <c>{"code","kind","zh","en","unit"}</c>, kind <c>flow</c> or
    /// <c>level</c>.
    /// </summary>
    /// <exception cref="FormatException">It is not that; the message says which entry and why.</exception>
    public static TallyCatalogue Parse(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using var json = JsonDocument.Parse(utf8, new JsonDocumentOptions
            {
                AllowDuplicateProperties = false,
                AllowTrailingCommas = true,
                CommentHandling = JsonCommentHandling.Skip,
            });
            if (json.RootElement.ValueKind != JsonValueKind.Array || json.RootElement.GetArrayLength() > CodesMax)
            {
                throw new FormatException($"it is not a JSON array of at most {CodesMax} codes");
            }

            return new TallyCatalogue([.. Read(json.RootElement)]);
        }
        catch (JsonException failure)
        {
            throw new FormatException($"it is not JSON: {failure.Message}", failure);
        }
    }

    private static IEnumerable<Indicator> Read(JsonElement list)
    {
        var codes = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, item) in list.EnumerateArray().Index())
        {
            var place = $"entry {index + 1}";
            if (item.ValueKind != JsonValueKind.Object)
            {
                throw new FormatException($"{place} is not an object");
            }

            var fields = Fields.Of(item);
            var (code, kind) = (fields.Text("code", CodeLengthMax), fields.Choice("kind", Kinds));
            var (zh, en, unit) = (fields.Text("zh", 100), fields.Text("en", 100), fields.Text("unit", 40));
            fields.RefuseOthers();
            if (fields.Refusal is { } refusal)
            {
                throw new FormatException($"{place}: {refusal.Message}");
            }

            if (!IsCode(code))
            {
                throw new FormatException(
                    $"{place}: code '{code}' is not a small letter, then letters, digits, . or -");
            }

            if (!codes.Add(code))
            {
                throw new FormatException($"{place}: code '{code}' stands twice");
            }

            yield return kind == "level"
                ? Indicator.Level(Prefix + code, TallyFeature.Topic, zh, en, unit)
                : Indicator.Flow(Prefix + code, TallyFeature.Topic, zh, en, unit);
        }
    }

    private static bool IsCode(string code) =>
        code.Length > 0 && char.IsAsciiLetterLower(code[0])
        && code.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-');
}
