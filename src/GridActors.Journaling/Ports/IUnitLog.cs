using GridActors.Core.Units;

namespace GridActors.Journaling.Ports;

/// <summary>
/// What an operator should hear of; hosts write it to their log. Nothing here changes what a unit does.
/// </summary>
public interface IUnitLog
{
    /// <summary>The records of a batch were answered unavailable and the unit will be loaded again.</summary>
    void BatchFailed(UnitId unit, int records, Exception reason);

    /// <summary>Totals could not be told to the parent; it is tried again.</summary>
    void ReportFailed(UnitId unit, UnitId parent, Exception reason);

    /// <summary>An area's totals could not be stored; it is tried again.</summary>
    void SaveFailed(UnitId area, Exception reason);

    /// <summary>A unit due could not be told the time; it stays due.</summary>
    void TickFailed(UnitId unit, Exception reason);

    /// <summary>An area that lags could not read again what lies below it; it lags still, and is found again.</summary>
    void RefreshFailed(UnitId area, Exception reason);

    /// <summary>The index of traces lacks what an older program wrote; it is tried again.</summary>
    void TracesNotFilled(Exception reason);
}
