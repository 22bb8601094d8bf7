using GridActors.Journaling.Loop;

namespace GridActors.Standalone.Hosting;

/// <summary>
/// Where a deployment lives and what it accepts; from the command line, the environment or a settings file.
/// </summary>
internal sealed record DeploymentOptions
{
    public required string DataDirectory { get; init; }

    /// <summary>Name of the time zone whose days count; fixed for a data directory once it exists.</summary>
    public string TimeZone { get; init; } = "Asia/Shanghai";

    public UnitOptions Units { get; init; } = new();

    public LocalUnitsOptions Memory { get; init; } = new();

    /// <exception cref="OptionsException">A setting is not what it should be.</exception>
    public static DeploymentOptions From(IConfiguration settings, string dataDirectory)
    {
        var memory = new LocalUnitsOptions();
        return new DeploymentOptions
        {
            DataDirectory = dataDirectory,
            TimeZone = settings["TimeZone"] ?? "Asia/Shanghai",
            Units = new UnitOptions { AcceptBack = TimeSpan.FromDays(Whole(settings, "Records:AcceptDaysBack", 45)) },
            Memory = memory with
            {
                ActiveUnitsMax = Whole(settings, "Memory:ActiveUnitsMax", memory.ActiveUnitsMax),
                HeldChildrenMax = Whole(settings, "Memory:HeldChildrenMax", memory.HeldChildrenMax),
                WaitingRecordsMax = Whole(settings, "Memory:WaitingRecordsMax", memory.WaitingRecordsMax),
            },
        };
    }

    private static int Whole(IConfiguration settings, string name, int otherwise) =>
        settings[name] switch
        {
            null => otherwise,
            var text when int.TryParse(text, out var number) && number > 0 => number,
            var text => throw new OptionsException($"{name} is a whole number above 0, not '{text}'"),
        };
}

/// <summary>The program was started with settings that cannot work; told to the user in one line.</summary>
internal sealed class OptionsException(string message) : Exception(message);
