using Microsoft.Extensions.Configuration;

namespace GridActors.CommandLine.Commands;

internal static class Settings
{
    /// <exception cref="OptionsException">It is set and not what it should be.</exception>
    public static int Whole(this IConfiguration settings, string name, int otherwise) =>
        settings[name] switch
        {
            null => otherwise,
            var text when int.TryParse(text, out var number) && number > 0 => number,
            var text => throw new OptionsException($"{name} is a whole number above 0, not '{text}'"),
        };

    /// <summary>The zone whose days count; Asia/Shanghai when not said.</summary>
    /// <exception cref="OptionsException">This machine does not know it.</exception>
    public static TimeZoneInfo TimeZone(this IConfiguration settings)
    {
        var id = settings["TimeZone"] ?? "Asia/Shanghai";
        return TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone)
            ? zone
            : throw new OptionsException($"TimeZone '{id}' is not known on this machine");
    }
}
