using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using GridActors.Core.Totals;
using GridActors.Gateway.Answers;
using GridActors.Gateway.Indicators;

namespace GridActors.Gateway.Totals;

/// <summary>
/// One indicator over consecutive days; none at all when nothing was ever recorded and no day was asked for.
/// </summary>
internal sealed class DaySeries
{
    private readonly DailyTotals _totals;
    private readonly IndicatorCode _code;
    private readonly (DateOnly First, DateOnly Last)? _range;

    private DaySeries(DailyTotals totals, IndicatorCode code, (DateOnly, DateOnly)? range) =>
        (_totals, _code, _range) = (totals, code, range);

    /// <summary>False when the days asked for make no range, or one that is too long.</summary>
    public static bool TryOf(
        DailyTotals totals, IndicatorCode code, DateOnly? from, DateOnly? to,
        [NotNullWhen(true)] out DaySeries? series)
    {
        series = null;
        var days = totals.Days;
        if (days.IsEmpty && from is null && to is null)
        {
            series = new DaySeries(totals, code, null);
            return true;
        }

        // Where one end is open it is the data's, unless the data lies wholly beyond the other end.
        var first = from ?? Earlier(days.IsEmpty ? to!.Value : days[0].Day, to);
        var last = to ?? Later(days.IsEmpty ? first : days[^1].Day, first);
        if (from is null && last.DayNumber - first.DayNumber >= GatewayLimits.SeriesDaysMax)
        {
            first = last.AddDays(1 - GatewayLimits.SeriesDaysMax);
        }

        if (first > last || last.DayNumber - first.DayNumber >= GatewayLimits.SeriesDaysMax)
        {
            return false;
        }

        series = new DaySeries(totals, code, (first, last));
        return true;
    }

    public void Write(Utf8JsonWriter json, string unit)
    {
        json.WriteStartObject();
        json.WriteString("unit", unit);
        json.WriteString("indicator", _code.Code);
        json.WriteString("kind", _code.IsLevel ? "level" : "flow");
        json.WriteString("from", _range is { } range ? QueryValues.Of(range.First) : null);
        json.WriteString("to", _range is { } same ? QueryValues.Of(same.Last) : null);
        json.WriteStartArray("values");
        if (_range is { } days)
        {
            WriteValues(json, days.First, days.Last);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void WriteValues(Utf8JsonWriter json, DateOnly first, DateOnly last)
    {
        var next = 0;
        var sum = 0L;
        for (; next < _totals.Days.Length && _totals.Days[next].Day < first; next++)
        {
            sum += Of(_totals.Days[next].Counts);
        }

        for (var day = first; day <= last; day = day.AddDays(1))
        {
            var net = 0L;
            if (next < _totals.Days.Length && _totals.Days[next].Day == day)
            {
                net = Of(_totals.Days[next++].Counts);
            }

            sum += net;
            json.WriteStartObject();
            json.WriteString("day", QueryValues.Of(day));
            json.WritePropertyName("value");
            TotalsJson.WriteAmount(json, new Amount(_code.IsLevel ? sum : net));
            json.WriteEndObject();
        }
    }

    private static DateOnly Earlier(DateOnly day, DateOnly? other) => other < day ? other.Value : day;

    private static DateOnly Later(DateOnly day, DateOnly other) => other > day ? other : day;

    private long Of(Bucket counts) => _code.Indicator is { } indicator ? counts[indicator].Thousandths : 0;
}
