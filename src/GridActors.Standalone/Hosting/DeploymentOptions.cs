using GridActors.CommandLine.Commands;
using GridActors.Core.Records;
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

    /// <summary>What can be recorded and counted, the deployment's own tallies too.</summary>
    public Catalogue Catalogue { get; init; } = Catalogue.Standard;

    /// <summary>The secret of the index of traces; null: the one in the data directory.</summary>
    public byte[]? TracesKey { get; init; }

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
            Catalogue = settings.Catalogue(),
            TracesKey = settings.TracesKey(),
            Units = new UnitOptions { AcceptBack = settings.AcceptBack() },
            Memory = memory with
            {
                ActiveUnitsMax = settings.Whole("Memory:ActiveUnitsMax", memory.ActiveUnitsMax),
                HeldChildrenMax = settings.Whole("Memory:HeldChildrenMax", memory.HeldChildrenMax),
                WaitingRecordsMax = settings.Whole("Memory:WaitingRecordsMax", memory.WaitingRecordsMax),
            },
        };
    }
}
