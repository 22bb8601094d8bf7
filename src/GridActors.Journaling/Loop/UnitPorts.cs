using GridActors.Core.Records;
using GridActors.Core.Units;
using GridActors.Journaling.Ports;

namespace GridActors.Journaling.Loop;

/// <summary>All that a unit may touch; one instance serves every unit of a host.</summary>
public sealed class UnitPorts(
    Catalogue catalogue,
    Calendar calendar,
    IUnitStore store,
    IUnits units,
    TimeProvider time,
    IUnitLog log,
    UnitOptions options)
{
    public Calendar Calendar { get; } = calendar;

    public RecordReader Reader { get; } = new(catalogue, calendar);

    public UnitSnapshot Snapshots { get; } = new(catalogue);

    public IUnitStore Store { get; } = store;

    internal UnitLoader Loader => field ??= new UnitLoader(this);

    public IUnits Units { get; } = units;

    public TimeProvider Time { get; } = time;

    public IUnitLog Log { get; } = log;

    public UnitOptions Options { get; } = options;

    /// <summary>The same on another store.</summary>
    public UnitPorts On(IUnitStore other) => new(catalogue, Calendar, other, Units, Time, Log, Options);
}
