using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace GridActors.Journaling.Telemetry;

/// <summary>
/// What a host may listen to: one meter and one activity source, both named <see cref="Name"/>. Nobody is listening
/// until a host subscribes, and then nothing here changes what a unit does; until then a measurement costs a look at a
/// field. deploy/README.md lists the names; the dashboard and the alerts there are held to them by a test.
/// </summary>
public static class UnitTelemetry
{
    public const string Name = "GridActors";

    /// <summary>
    /// For instruments of a host's own; those of the loop are in <see cref="UnitMetrics"/>, spans in
    /// <see cref="AppendTrace"/>.
    /// </summary>
    public static Meter Meter { get; } = new(Name);

    internal static ActivitySource Source { get; } = new(Name);
}
