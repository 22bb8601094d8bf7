using System.Globalization;
using GridActors.Core.Records;

namespace GridActors.Gateway.Answers;

/// <summary>Values out of an address. Absent is not wrong; what is there must be exactly in its form.</summary>
internal static class QueryValues
{
    public const string Day = $"a day such as 2020-02-01, {Years.Expected}";

    public const string DayUntilToday = Day + ", not after today";

    public const string Instant = $"a time such as 2020-02-01T08:10:00+08:00, with its offset, {Years.Expected}";

    private const string DayFormat = "yyyy-MM-dd";

    private static readonly string[] InstantFormats =
        ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK"];

    public static string Of(DateOnly day) => day.ToString(DayFormat, CultureInfo.InvariantCulture);

    /// <summary>False when there is a text and it is no day of which records may speak.</summary>
    public static bool TryDay(string? text, out DateOnly? day)
    {
        day = null;
        if (text is null)
        {
            return true;
        }

        var isDay = DateOnly.TryParseExact(
            text, DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var parsed) && Years.Hold(parsed);
        day = isDay ? parsed : null;
        return isDay;
    }

    /// <summary>Today where nothing is said. False when there is a text and it is no day, or one to come.</summary>
    public static bool TryDayUntil(DateOnly today, string? text, out DateOnly day)
    {
        var isDay = TryDay(text, out var asked);
        day = asked ?? today;
        return isDay && day <= today;
    }

    /// <summary>False when there is a text and it is no time with its offset of which records may speak.</summary>
    public static bool TryInstant(string? text, DateTimeOffset otherwise, out DateTimeOffset instant)
    {
        instant = otherwise;
        if (text is null)
        {
            return true;
        }

        // In an address a plus that is not escaped arrives as a blank.
        var spelled = text.Replace(' ', '+');
        var time = Math.Max(0, spelled.IndexOf('T', StringComparison.Ordinal));
        return spelled.AsSpan(time).IndexOfAny('Z', '+', '-') > 0 && DateTimeOffset.TryParseExact(
            spelled, InstantFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out instant)
            && Years.Hold(instant);
    }

    /// <summary>False when there is a text and it is no whole number from min to max.</summary>
    public static bool TryWhole(string? text, long otherwise, long min, long max, out long number)
    {
        number = otherwise;
        return text is null
            || (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number)
                && number >= min && number <= max);
    }
}
