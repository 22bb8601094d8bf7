using System.Text.Json;

namespace GridActors.Core.Records;

/// <summary>By when something is to be done: an instant, or a day, which means until that day's end.</summary>
public readonly record struct DueTime(DateTimeOffset? Instant, DateOnly? Date)
{
    public static DueTime Read(Fields fields, string name)
    {
        if (fields.Find(name, JsonValueKind.String) is not { } value)
        {
            fields.Missing(name);
            return default;
        }

        if (JsonText.TryInstant(value, out var instant) && fields.Hold(instant))
        {
            return new DueTime(instant, null);
        }

        if (JsonText.TryDate(value, out var day) && fields.Hold(day))
        {
            return new DueTime(null, day);
        }

        fields.Refuse(
            RefusalCodes.BadTime, name,
            $"{name} is a date, or a time with its offset, {Years.Expected}: 2020-02-01T08:10:00+08:00");
        return default;
    }

    public static DueTime? ReadOptional(Fields fields, string name) =>
        fields.Find(name, JsonValueKind.String) is null ? null : Read(fields, name);

    public DateTimeOffset In(Calendar calendar) =>
        Instant ?? calendar.InstantOf((Date ?? default).AddDays(1).ToDateTime(TimeOnly.MinValue));
}
