using System.Globalization;

namespace GridActors.Gateway.Answers;

internal static class Times
{
    /// <summary>An instant as clocks in the deployment show it, with their offset.</summary>
    public static string Iso(DateTimeOffset instant, Core.Records.Calendar calendar) =>
        TimeZoneInfo.ConvertTime(instant, calendar.Zone)
            .ToString("yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture);
}
