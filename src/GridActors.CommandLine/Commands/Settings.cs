using System.Text;
using GridActors.Core.Records;
using GridActors.Core.Tallies;
using GridActors.Journaling.Traces;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.EnvironmentVariables;

namespace GridActors.CommandLine.Commands;

/// <summary>Each setting has bounds within which nothing that is computed from it overflows.</summary>
internal static class Settings
{
    /// <summary>A century: an older record is a mistake, and far enough back the calendar ends.</summary>
    private const int AcceptDaysMax = 36_525;

    /// <summary>More than a process can hold of anything, and little enough to add to.</summary>
    private const int CountMax = 1_000_000_000;

    /// <summary>All that there are, of both executables.</summary>
    private static readonly string[] Names =
    [
        "ConnectionStrings:GridActors", "TimeZone", "Records:AcceptDaysBack", CommonOptions.TalliesSetting,
        "Traces:Key", "Journal:Writers", "Cluster:Id", "Cluster:Address", "Cluster:SiloPort", "Cluster:GatewayPort",
        "Memory:ActiveUnitsMax", "Memory:HeldChildrenMax", "Memory:IdleMinutes", "Memory:WaitingRecordsMax",
    ];

    /// <summary>
    /// A setting with a mistake in its name would be without effect, and nobody would know. In the environment stands
    /// much that is none of this program's: there only its own sections are looked at.
    /// </summary>
    /// <exception cref="OptionsException">There is no such setting.</exception>
    public static void RefuseUnknown(IConfigurationRoot settings)
    {
        foreach (var source in settings.Providers)
        {
            var given = new ConfigurationRoot([source]).AsEnumerable().Where(one => one.Value is not null);
            foreach (var (name, _) in given)
            {
                if (!Names.Contains(name, StringComparer.OrdinalIgnoreCase)
                    && (source is not EnvironmentVariablesConfigurationProvider || IsOfOwnSection(name)))
                {
                    throw new OptionsException($"there is no setting {name}; there are {string.Join(", ", Names)}");
                }
            }
        }
    }

    /// <exception cref="OptionsException">It is set and not what it should be.</exception>
    public static int Whole(
        this IConfiguration settings, string name, int otherwise, int min = 1, int max = CountMax) =>
        settings[name] switch
        {
            null => otherwise,
            var text when int.TryParse(text, out var number) && number >= min && number <= max => number,
            var text => throw new OptionsException($"{name} is a whole number from {min} to {max}, not '{text}'"),
        };

    /// <summary>How old a record may be on receipt.</summary>
    /// <exception cref="OptionsException">It is set and not what it should be.</exception>
    public static TimeSpan AcceptBack(this IConfiguration settings) =>
        TimeSpan.FromDays(settings.Whole("Records:AcceptDaysBack", 45, max: AcceptDaysMax));

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

    /// <summary>Connection strings are everybody's.</summary>
    private static bool IsOfOwnSection(string name) =>
        name.Split(':') is [var section, _, ..]
        && !section.Equals("ConnectionStrings", StringComparison.OrdinalIgnoreCase)
        && Names.Any(own => own.StartsWith($"{section}:", StringComparison.OrdinalIgnoreCase));
}
