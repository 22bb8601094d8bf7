using System.Globalization;
using GridActors.Core.Records;

namespace GridActors.Core.Alerts;

/// <summary>
/// Keys of alerts: the kind, then what tells one cause of it from another, part by part. Two causes never have one key.
/// </summary>
internal static class AlertKey
{
    /// <summary>Characters: a kind and the longest parts that records allow, every one of them escaped.</summary>
    public const int LengthMax = 600;

    public const char Divider = ':';

    public static string Of(string kind, params ReadOnlySpan<AlertKeyPart> parts)
    {
        var key = kind;
        foreach (var part in parts)
        {
            key = $"{key}{Divider}{part.Text}";
        }

        return key;
    }
}

/// <summary>
/// A part of a key. Its type decides how it is written: a text that somebody entered and that holds the divider is
/// escaped, and stands behind an empty part to say so. All others are in the key just as they were entered.
/// </summary>
internal readonly struct AlertKeyPart
{
    private AlertKeyPart(string text) => Text = text;

    public string Text { get; }

    public static implicit operator AlertKeyPart(string entered) => new(
        entered.Contains(AlertKey.Divider)
            ? $"{AlertKey.Divider}{entered.Replace("%", "%25").Replace(":", "%3A")}"
            : entered);

    public static implicit operator AlertKeyPart(int number) => new(number.ToString(CultureInfo.InvariantCulture));

    public static implicit operator AlertKeyPart(DateOnly day) =>
        new(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    /// <summary>Of one form and nothing but a time, so that its colons divide nothing.</summary>
    public static implicit operator AlertKeyPart(DateTimeOffset instant) =>
        new(instant.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));

    /// <summary>Always all of a cause; its number ends it, whatever its source is called.</summary>
    public static implicit operator AlertKeyPart(RecordId record) => new(record.ToString());
}
