using Microsoft.Extensions.Logging;
using GridActors.Core.Units;
using GridActors.Journaling.Ports;

namespace GridActors.CommandLine.Hosting;

/// <summary>What units report, in the process log.</summary>
internal sealed partial class UnitLog(ILogger<UnitLog> logger) : IUnitLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "{Records} records for {Unit} answered unavailable")]
    public partial void BatchFailed(UnitId unit, int records, Exception reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Totals of {Unit} not told to {Parent} yet")]
    public partial void ReportFailed(UnitId unit, UnitId parent, Exception reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Totals of {Area} not stored yet")]
    public partial void SaveFailed(UnitId area, Exception reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Unit} not told the time yet")]
    public partial void TickFailed(UnitId unit, Exception reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Totals of {Area} not read again yet")]
    public partial void RefreshFailed(UnitId area, Exception reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The index of traces still lacks older entries")]
    public partial void TracesNotFilled(Exception reason);
}
