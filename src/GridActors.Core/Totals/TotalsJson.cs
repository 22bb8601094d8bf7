using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace GridActors.Core.Totals;

/// <summary>
/// Buckets as JSON objects <c>{code: number}</c>: the form in which they are stored, so that plain SQL can read them,
/// and sent. A code that the running catalogue does not declare is kept as it is (<see cref="IndicatorCodes"/>).
/// </summary>
public static class TotalsJson
{
    public static void WriteBucket(Utf8JsonWriter json, Bucket bucket, bool? levels = null)
    {
        json.WriteStartObject();
        for (var i = 0; i < bucket.Count; i++)
        {
            var indicator = Indicator.ById(bucket.Ids[i]);
            if (levels is null || indicator.IsLevel == levels)
            {
                json.WritePropertyName(indicator.EncodedCode);
                WriteAmount(json, new Amount(bucket.Thousandths[i]));
            }
        }

        json.WriteEndObject();
    }

    public static void WriteAmount(Utf8JsonWriter json, Amount amount)
    {
        if (amount.Thousandths % 1000 == 0)
        {
            json.WriteNumberValue(amount.Thousandths / 1000);
        }
        else
        {
            json.WriteNumberValue(amount.Units);
        }
    }

    public static void WriteDays(Utf8JsonWriter json, DailyTotals totals)
    {
        json.WriteStartObject();
        foreach (var (day, counts) in totals.Days)
        {
            json.WritePropertyName(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            WriteBucket(json, counts);
        }

        json.WriteEndObject();
    }

    /// <exception cref="JsonException">Not a bucket.</exception>
    public static Bucket ReadBucket(ReadOnlySpan<byte> utf8)
    {
        var json = new Utf8JsonReader(utf8);
        json.Read();
        return ReadBucket(ref json);
    }

    internal static Bucket ReadBucket(ref Utf8JsonReader json)
    {
        var sum = new Contributions();
        if (json.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("A bucket is an object.");
        }

        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var code = json.GetString()!;
            json.Read();
            sum.Add(default, IndicatorCodes.OfTotals(code), ReadAmount(ref json, code));
        }

        return DailyTotals.Zero.Plus(sum).Running;
    }

    /// <summary>A sum may be larger than any single amount that a record may bring.</summary>
    private static Amount ReadAmount(ref Utf8JsonReader json, string code)
    {
        const decimal Max = long.MaxValue / 1000m;
        return json.TokenType == JsonTokenType.Number && json.TryGetDecimal(out var value)
            && value is >= -Max and <= Max && decimal.Truncate(value * 1000) == value * 1000
            ? new Amount((long)(value * 1000))
            : throw new JsonException($"{code} has no exact amount.");
    }

    internal static DailyTotals ReadDays(ref Utf8JsonReader json)
    {
        var totals = new Contributions();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (!DateOnly.TryParseExact(
                json.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                throw new JsonException("Days are keyed by their date.");
            }

            json.Read();
            foreach (var (indicator, amount) in ReadBucket(ref json).Amounts)
            {
                totals.Add(day, indicator, amount);
            }
        }

        return DailyTotals.Zero.Plus(totals);
    }
}

/// <summary>A bucket as its object of codes.</summary>
public sealed class BucketConverter : JsonConverter<Bucket>
{
    public override Bucket Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        TotalsJson.ReadBucket(ref reader);

    public override void Write(Utf8JsonWriter writer, Bucket value, JsonSerializerOptions options) =>
        TotalsJson.WriteBucket(writer, value);
}

/// <summary>Totals as their days; the running bucket is their sum.</summary>
public sealed class DayTotalsConverter : JsonConverter<DailyTotals>
{
    public override DailyTotals Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        TotalsJson.ReadDays(ref reader);

    public override void Write(Utf8JsonWriter writer, DailyTotals value, JsonSerializerOptions options) =>
        TotalsJson.WriteDays(writer, value);
}
