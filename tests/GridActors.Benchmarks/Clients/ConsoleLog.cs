using GridActors.Core.Units;
using GridActors.Journaling.Ports;

namespace GridActors.Benchmarks.Clients;

internal sealed class ConsoleLog : IUnitLog
{
    public void BatchFailed(UnitId unit, int records, Exception reason) => Say($"{records} records for {unit}", reason);

    public void ReportFailed(UnitId unit, UnitId parent, Exception reason) => Say($"report of {unit}", reason);

    public void SaveFailed(UnitId area, Exception reason) => Say($"save of {area}", reason);

    public void TickFailed(UnitId unit, Exception reason) => Say($"tick of {unit}", reason);

    public void RefreshFailed(UnitId area, Exception reason) => Say($"refresh of {area}", reason);

    public void TracesNotFilled(Exception reason) => Say("traces", reason);

    private static void Say(string what, Exception reason) => Console.Error.WriteLine($"{what}: {reason.Message}");
}
