using System.Globalization;

namespace GridActors.Core.Records;

/// <summary>Until when something is to be done: an instant, or a date, which means to the end of that day.</summary>
public sealed record DueTime(DateOnly? Date, DateTimeOffset? Instant)
{
    private const int LengthMax = 40;

    public static DueTime Read(Fields fields, string name) =>
        DateOnly.TryParseExact(
            fields.Text(name, LengthMax), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? new DueTime(date, null)
            : new DueTime(null, fields.Instant(name));

    public static DueTime? ReadOptional(Fields fields, string name) =>
        fields.OptionalText(name, LengthMax) is null ? null : Read(fields, name);

    public DateTimeOffset InstantIn(Calendar calendar) =>
        Instant ?? calendar.InstantOf(Date!.Value.AddDays(1).ToDateTime(TimeOnly.MinValue));
}
