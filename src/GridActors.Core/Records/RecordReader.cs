using System.Text.Json;
using System.Text.Unicode;
using GridActors.Core.Units;

namespace GridActors.Core.Records;

/// <summary>
/// What reading one record gave: the record, or why not, with whatever could be made out of its identity.
/// </summary>
public readonly record struct ReadResult(Record? Record, Refusal? Refusal, string? Source, long? Seq)
{
    public static ReadResult Refused(string code, string? field, string message) =>
        new(null, new Refusal(code, field, message), null, null);
}

/// <summary>Turns the UTF-8 JSON of a record into a typed one. Never throws for what a client sent.</summary>
public sealed class RecordReader(Catalogue catalogue, Calendar calendar)
{
    /// <summary>Bytes of one record.</summary>
    public const int SizeMax = 64 * 1024;

    public const int SourceLengthMax = 64;

    /// <summary>The largest number that every JSON client can write exactly.</summary>
    public const long SeqMax = (1L << 53) - 1;

    /// <summary>The source of what the system records by itself.</summary>
    public const string SystemSource = "system";

    /// <summary>Before a unit's id: the source of what that unit tells another one.</summary>
    private const string SenderPrefix = "system:";

    private const int DepthMax = 8;

    // Not strict about duplicates: a set of names for each object costs as much as the rest of the parsing. Fields
    // counts names, so that a record with a field twice is refused, and what is refused is looked at again.
    private static readonly JsonDocumentOptions Loose = new() { MaxDepth = DepthMax };

    private readonly RecurringTexts _recurring = new();

    /// <summary>
    /// Reads what somebody sent; the result keeps <paramref name="utf8"/>, so its bytes must not change.
    /// </summary>
    public ReadResult Read(ReadOnlyMemory<byte> utf8) => Read(utf8, isSystem: false);

    /// <summary>What the system itself records when a deadline has passed.</summary>
    public Record ReadTimePassed(UnitId unit, long seq, DateTimeOffset now) =>
        ReadSystem(unit, seq, now, TimePassedType.TypeName, "{}");

    /// <summary>What a sender records when a receiver has answered for a message.</summary>
    public Record ReadSettled(UnitId unit, long seq, DateTimeOffset now, Settlement settlement) => ReadSystem(
        unit, seq, now, MessageSettledType.TypeName,
        JsonSerializer.Serialize(settlement, SettlementJson.Default.Settlement));

    /// <summary>Reads what the system itself writes.</summary>
    public Record ReadSystem(UnitId unit, long seq, DateTimeOffset at, string type, string data) =>
        Trust(Read(WriteSystem(SystemSource, seq, unit.Value, at, type, data), isSystem: true));

    /// <summary>A message as it travels and as its receiver keeps it; the same bytes each time.</summary>
    public static byte[] WriteMessage(UnitId sender, Message message) => WriteSystem(
        SenderPrefix + sender.Value, message.Number, message.To, message.At, message.Type, message.Data);

    /// <exception cref="InvalidDataException">Not a message to that unit that this version can read.</exception>
    public Record ReadMessage(UnitId receiver, ReadOnlyMemory<byte> utf8)
    {
        var record = Trust(Read(utf8, isSystem: true));
        return record.Type is MessageType && record.Unit == receiver
            && record.Id.Source.StartsWith(SenderPrefix, StringComparison.Ordinal)
            ? record
            : throw new InvalidDataException($"{record.Id} to {record.Unit} is no message to {receiver}.");
    }

    /// <exception cref="InvalidDataException">The journal holds something that this version cannot read.</exception>
    public Entry ReadStored(in StoredEntry stored)
    {
        var record = Trust(Read(stored.Utf8, isSystem: true));
        return new Entry(
            stored.Version, stored.Received, record,
                stored.Outcome.IsEmpty ? null : Outcome.Parse(stored.Outcome.Span));
    }

    /// <summary>True when two records of one identity say the same, however they are laid out.</summary>
    public static bool SameContent(ReadOnlyMemory<byte> left, ReadOnlyMemory<byte> right)
    {
        if (left.Span.SequenceEqual(right.Span))
        {
            return true;
        }

        using var one = JsonDocument.Parse(left, Loose);
        using var other = JsonDocument.Parse(right, Loose);
        return JsonElement.DeepEquals(one.RootElement, other.RootElement);
    }

    private static byte[] WriteSystem(
        string source, long seq, string unit, DateTimeOffset at, string type, string data)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("source", source);
            json.WriteNumber("seq", seq);
            json.WriteString("unit", unit);
            json.WriteString("at", at);
            json.WriteString("type", type);
            json.WritePropertyName("data");
            json.WriteRawValue(data);
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }

    private static Record Trust(ReadResult result) =>
        result.Record ?? throw new InvalidDataException($"A stored record cannot be read: {result.Refusal}");

    private ReadResult Read(ReadOnlyMemory<byte> utf8, bool isSystem)
    {
        if (utf8.Length > SizeMax)
        {
            return ReadResult.Refused(RefusalCodes.TooLarge, null, $"a record has at most {SizeMax} bytes");
        }

        if (!Utf8.IsValid(utf8.Span))
        {
            return ReadResult.Refused(RefusalCodes.BadEncoding, null, "a record is UTF-8");
        }

        try
        {
            if (HasUnreadableName(utf8.Span))
            {
                return ReadResult.Refused(RefusalCodes.BadText, null, "the name of a field is no text");
            }

            using var document = JsonDocument.Parse(utf8, Loose);
            var root = document.RootElement;
            var result = root.ValueKind == JsonValueKind.Object
                ? ReadObject(root, utf8, isSystem)
                : ReadResult.Refused(RefusalCodes.BadJson, null, "a record is a JSON object");

            // A field that stands twice comes before all else, since no other complaint can be sure which one it means.
            return result.Record is null && PathOfDuplicate(root, "") is { } path
                ? ReadResult.Refused(RefusalCodes.DuplicateField, path, "a field stands twice")
                : result;
        }
        catch (JsonException)
        {
            return ReadResult.Refused(RefusalCodes.BadJson, null, $"not JSON of at most {DepthMax} levels");
        }
    }

    /// <summary>
    /// A name with an escaped lone surrogate is valid JSON on which every comparison of names throws, so such names
    /// are looked for first; only a record that escapes anything pays for it.
    /// </summary>
    private static bool HasUnreadableName(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IndexOf("\\u"u8) < 0)
        {
            return false;
        }

        var json = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = DepthMax });
        try
        {
            while (json.Read())
            {
                if (json.TokenType == JsonTokenType.PropertyName && json.ValueIsEscaped)
                {
                    _ = json.GetString();
                }
            }

            return false;
        }
        catch (InvalidOperationException)
        {
            return true;
        }
    }

    private static string? PathOfDuplicate(JsonElement element, string path)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            return element.EnumerateArray()
                .Select((item, index) => PathOfDuplicate(item, $"{path}[{index}]"))
                    .FirstOrDefault(found => found is not null);
        }

        if (element.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in element.EnumerateObject())
        {
            var at = path.Length == 0 ? property.Name : $"{path}.{property.Name}";
            if (!names.Add(property.Name))
            {
                return at;
            }

            if (PathOfDuplicate(property.Value, at) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private ReadResult ReadObject(JsonElement root, ReadOnlyMemory<byte> utf8, bool isSystem)
    {
        var fields = Fields.Of(root, _recurring, isKept: isSystem);
        var source = fields.Id("source", SourceLengthMax);
        var seq = fields.Whole("seq", 1, SeqMax);
        if (seq is null)
        {
            fields.Refuse(RefusalCodes.MissingField, "seq", "seq counts up from 1");
        }

        if (!isSystem && (source == SystemSource || source.StartsWith(SenderPrefix, StringComparison.Ordinal)))
        {
            fields.Refuse(RefusalCodes.BadSource, "source", $"{SystemSource} names the system itself");
        }

        var unit = fields.Unit("unit");
        var at = fields.Instant("at", outside: RefusalCodes.AtOutOfRange);
        var by = fields.OptionalId("by", 100);
        var typeName = fields.Id("type", 60);
        var type = catalogue.FindType(typeName);
        if (type is null || (type.IsSystem && !isSystem))
        {
            fields.Refuse(RefusalCodes.UnknownType, "type", $"no record type {typeName}");
        }

        var data = ReadData(fields, type);
        fields.RefuseOthers();
        if (fields.Refusal is { } refusal)
        {
            return new ReadResult(null, refusal, source.Length > 0 ? source : null, seq);
        }

        var record = new Record
        {
            Unit = unit,
            Id = new RecordId(source, seq!.Value),
            At = at,
            Day = calendar.DayOf(at),
            By = by,
            Type = type!,
            Data = data!,
            Utf8 = utf8,
        };
        return new ReadResult(record, null, source, seq);
    }

    private static object? ReadData(Fields fields, RecordType? type)
    {
        // A type without fields may leave its data out; any other misses what it needs by name.
        var inner = fields.Inner(fields.Find("data", JsonValueKind.Object), "data.");
        if (type is null)
        {
            return null;
        }

        var data = type.Read(inner);
        inner.RefuseOthers();
        return data;
    }
}
