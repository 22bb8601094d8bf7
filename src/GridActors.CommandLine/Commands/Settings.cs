using System.Text;
using GridActors.Core.Records;
using GridActors.Core.Tallies;
using GridActors.Journaling.Traces;
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

    /// <summary>The secret of the index of traces; null: the one that is made and kept with the data.</summary>
    /// <exception cref="OptionsException">It is too short to be one.</exception>
    public static byte[]? TracesKey(this IConfiguration settings) => settings["Traces:Key"] switch
    {
        null or "" => null,
        var text when Encoding.UTF8.GetBytes(text) is { Length: >= TraceKeys.SecretBytesMin } secret => secret,
        _ => throw new OptionsException($"Traces:Key has at least {TraceKeys.SecretBytesMin} characters"),
    };

    /// <summary>The product's catalogue, with the tallies of the file that <c>Tallies:File</c> names.</summary>
    /// <exception cref="OptionsException">The file cannot be read, or is not what it should be.</exception>
    public static Catalogue Catalogue(this IConfiguration settings)
    {
        if (settings[CommonOptions.TalliesSetting] is not { Length: > 0 } file)
        {
            return Core.Records.Catalogue.Standard;
        }

        try
        {
            return Core.Records.Catalogue.StandardWith(TallyCatalogue.Parse(File.ReadAllBytes(file)));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or FormatException)
        {
            throw new OptionsException($"the tallies' file {file} is of no use: {failure.Message}");
        }
    }
}
