using System.Buffers.Text;
using System.Globalization;
using System.Text;
using GridActors.Core.Units;
using GridActors.Journaling.Ports;

namespace GridActors.Gateway.Alerts;

/// <summary>A place in a list of alerts as clients hand it back: a text that fits into an address as it is.</summary>
internal static class AlertCursor
{
    private const char Divider = '~'; // in no unit's id; the key comes last

    public static string Of(UnitAlert alert) => Of(AlertPlace.Of(alert));

    public static string Of(AlertPlace place)
    {
        var (opened, unit, key) = place;
        return Base64Url.EncodeToString(Encoding.UTF8.GetBytes(
            string.Create(CultureInfo.InvariantCulture, $"{opened.UtcTicks}{Divider}{unit}{Divider}{key}")));
    }

    /// <summary>False when there is a text and it is no place.</summary>
    public static bool TryParse(string? text, out AlertPlace? place)
    {
        place = null;
        if (text is null)
        {
            return true;
        }

        if (!Base64Url.IsValid(text))
        {
            return false;
        }

        var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split(Divider, 3);
        if (parts is not [var ticks, var id, var key] || !UnitId.TryParse(id, out var unit)
            || !long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var opened)
            || opened > DateTimeOffset.MaxValue.UtcTicks || key.Any(char.IsControl))
        {
            return false;
        }

        place = new AlertPlace(new DateTimeOffset(opened, TimeSpan.Zero), unit, key);
        return true;
    }
}
