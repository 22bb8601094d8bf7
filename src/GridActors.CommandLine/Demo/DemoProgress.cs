using GridActors.Core.Records;

namespace GridActors.CommandLine.Demo;

/// <summary>How far the demo is.</summary>
/// <param name="Now">Simulated time.</param>
/// <param name="UnitsDone">Units imported so far.</param>
/// <param name="Accepted">Records that are durable.</param>
/// <param name="Refused">Records refused; a sound scenario has none.</param>
/// <param name="LastRefusal">Of the newest refused record.</param>
/// <param name="IsScenarioOver">
/// Every record of the scenario's days is sent and its last day is over; <see cref="LanCountyFigures"/> hold once the
/// totals have arrived at the top.
/// </param>
public sealed record DemoProgress(
    DateTimeOffset Now, int UnitsDone, long Accepted, long Refused, Refusal? LastRefusal, bool IsScenarioOver);
