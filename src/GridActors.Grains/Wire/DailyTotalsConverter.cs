using System.Buffers;
using System.Text.Json;
using GridActors.Core.Totals;

namespace GridActors.Grains.Wire;

/// <summary>Totals between silos: the same JSON as they are stored in, by code and day.</summary>
[GenerateSerializer, Immutable, Alias("gridactors.daily-totals.v1")]
internal struct DailyTotalsBytes
{
    [Id(0)]
    public byte[] Utf8;
}

/// <summary>The running bucket is the sum of the days and is not sent.</summary>
[RegisterConverter]
internal sealed class DailyTotalsConverter : IConverter<DailyTotals, DailyTotalsBytes>
{
    private static readonly DayTotalsConverter Json = new();

    public DailyTotals ConvertFromSurrogate(in DailyTotalsBytes surrogate)
    {
        var json = new Utf8JsonReader(surrogate.Utf8);
        json.Read();
        return Json.Read(ref json, typeof(DailyTotals), JsonSerializerOptions.Default);
    }

    public DailyTotalsBytes ConvertToSurrogate(in DailyTotals value)
    {
        var bytes = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(bytes))
        {
            TotalsJson.WriteDays(json, value);
        }

        return new DailyTotalsBytes { Utf8 = bytes.WrittenSpan.ToArray() };
    }
}
