using System.CommandLine;
using Microsoft.Extensions.Configuration;

namespace GridActors.CommandLine.Commands;

/// <summary>Options that several verbs share.</summary>
internal static class CommonOptions
{
    public const string DefaultUrls = "http://127.0.0.1:5080";

    public const string TalliesSetting = "Tallies:File";

    /// <summary>
    /// A server that is told to stop stores what only memory holds; the library's own patience of 2 s would cut that
    /// off.
    /// </summary>
    public static InvocationConfiguration Invocation => new()
    {
        EnableDefaultExceptionHandler = false,
        ProcessTerminationTimeout = TimeSpan.FromMinutes(1),
    };

    public static Option<string> Data(string? otherwise = "data") => new("--data")
    {
        Description = "The data directory; made if it does not exist.",
        DefaultValueFactory = _ => otherwise!,
        HelpName = "DIR",
    };

    public static Option<string[]> Settings() => new("--set")
    {
        Description = "A setting, such as --set Records:AcceptDaysBack=4000; also read from the environment "
            + "(Records__AcceptDaysBack) and from settings.json in the data directory.",
        HelpName = "NAME=VALUE",
    };

    public static Option<string?> Tallies() => new("--tallies")
    {
        Description = "The deployment's own counts, a JSON list, read once at the start; "
            + $"also the setting {TalliesSetting}.",
        HelpName = "FILE",
    };

    public static Option<string> Urls() => new("--urls")
    {
        Description = "Where to listen.",
        DefaultValueFactory = _ => DefaultUrls,
        HelpName = "URL",
    };

    public static Option<int> Wait() => new("--wait")
    {
        Description = "Seconds for which areas that take records are looked at again.",
        DefaultValueFactory = _ => 30,
        HelpName = "SECONDS",
    };

    /// <summary>The settings file of the data directory, then the environment, then the command line.</summary>
    /// <exception cref="OptionsException">The file cannot be read, or there is no such setting.</exception>
    public static IConfiguration Read(string dataDirectory, string[]? settings, string? tallies = null)
    {
        var pairs = new Dictionary<string, string?>();
        foreach (var setting in settings ?? [])
        {
            var split = setting.IndexOf('=', StringComparison.Ordinal);
            if (split <= 0)
            {
                throw new OptionsException($"--set takes NAME=VALUE, not '{setting}'");
            }

            pairs[setting[..split]] = setting[(split + 1)..];
        }

        if (tallies is not null)
        {
            pairs[TalliesSetting] = tallies;
        }

        try
        {
            var read = new ConfigurationBuilder()
                .AddJsonFile(Path.GetFullPath(Path.Combine(dataDirectory, "settings.json")), optional: true)
                .AddEnvironmentVariables()
                .AddInMemoryCollection(pairs)
                .Build();
            Commands.Settings.RefuseUnknown(read);
            return read;
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new OptionsException(
                $"settings.json in {dataDirectory} is of no use: {failure.GetBaseException().Message}");
        }
    }
}
