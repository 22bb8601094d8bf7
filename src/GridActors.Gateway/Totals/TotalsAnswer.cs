using System.Text.Json;
using GridActors.Core.Areas;
using GridActors.Core.Records;
using GridActors.Core.Totals;
using GridActors.Gateway.Answers;
using GridActors.Journaling.Ports;

namespace GridActors.Gateway.Totals;

/// <summary>A subtree's totals as JSON: the same wherever they are sent.</summary>
internal sealed class TotalsAnswer(FieldTime time, Calendar calendar)
{
    public void Write(Utf8JsonWriter json, SubtreeTotals subtree, DateOnly? day = null)
    {
        json.WriteStartObject();
        json.WriteString("unit", subtree.Unit.Value);
        json.WriteNumber("version", subtree.Version);
        json.WriteString("asOf", Times.Iso(time.Now, calendar));
        WriteSums(json, subtree.Totals);
        json.WritePropertyName("days");
        TotalsJson.WriteDays(json, subtree.Totals);
        if (day is { } end)
        {
            json.WriteString("day", QueryValues.Of(end));
            json.WritePropertyName("dayLevels");
            TotalsJson.WriteBucket(json, subtree.Totals.LevelsAt(end), levels: true);
        }

        json.WriteEndObject();
    }

    /// <summary>Levels and flows as two properties of the object that is being written.</summary>
    public static void WriteSums(Utf8JsonWriter json, DailyTotals totals)
    {
        json.WritePropertyName("levels");
        TotalsJson.WriteBucket(json, totals.Running, levels: true);
        json.WritePropertyName("flows");
        TotalsJson.WriteBucket(json, totals.Running, levels: false);
    }
}
