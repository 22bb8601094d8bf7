using GridActors.Core.Households;
using GridActors.Core.Traces;
using GridActors.Core.Units;
using GridActors.Journaling.Loop;
using GridActors.Journaling.Ports;

namespace GridActors.Journaling.Traces;

/// <summary>
/// Brings the index up to entries that an older program wrote, a stretch at a time. How far it is stands beside each
/// unit's version, in the same transaction: so it goes on where it was stopped, several hosts may do it at once, and it
/// ends by itself. Until then such a unit's later entries wait for it too.
/// </summary>
public sealed class TraceFill(UnitPorts ports)
{
    private const int UnitsMax = 200;
    private const int EntriesMax = 2_000;

    private readonly UnitLoader _loader = new(ports);

    /// <summary>Done when every unit was looked at.</summary>
    /// <returns>Units that lacked something.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var filled = 0;
        for (UnitId? after = null; ;)
        {
            var page = await ports.Store.UntracedAsync(after, UnitsMax, cancellation);
            if (page.Count == 0)
            {
                return filled;
            }

            var waiting = page.ToList();
            while (waiting.Count > 0)
            {
                cancellation.ThrowIfCancellationRequested();
                waiting = await FillAsync(waiting);
            }

            filled += page.Count;
            after = page[^1].Unit;
        }
    }

    /// <summary>One transaction's worth; those with more entries are returned, with what is left of them.</summary>
    private async Task<List<UntracedUnit>> FillAsync(List<UntracedUnit> units)
    {
        var fillings = new List<TraceFilling>();
        var later = new List<UntracedUnit>();
        var entries = 0;
        foreach (var unit in units)
        {
            if (entries >= EntriesMax)
            {
                later.Add(unit);
                continue;
            }

            var filling = await FillingAsync(unit);
            fillings.Add(filling);
            entries += (int)(filling.Through - filling.After);
            if (filling.Stays is null)
            {
                later.Add(unit with { Traced = filling.Through });
            }
        }

        await ports.Store.FillAsync(fillings);
        return later;
    }

    private async Task<TraceFilling> FillingAsync(UntracedUnit unit)
    {
        // The state is that of the newest version there is, and so must the last stretch be.
        var image = unit.Version - unit.Traced <= EntriesMax ? (await _loader.LoadAsync(unit.Unit)).Image : null;
        var isLast = image is not null && image.Version - unit.Traced <= EntriesMax;
        var through = isLast ? image!.Version : unit.Traced + EntriesMax;
        var names = new List<TraceName>();
        List<TraceMark>? marks = null;
        List<TraceMark>? unmarked = null;
        await foreach (var entry in _loader.EntriesAsync(unit.Unit, unit.Traced, through))
        {
            Marks.AddOf(entry, names, ref marks);
            if (entry.Outcome?.Voids is { } version)
            {
                await foreach (var voided in _loader.EntriesAsync(unit.Unit, version - 1, version))
                {
                    Marks.AddOf(voided, names, ref unmarked);
                }

                marks?.RemoveAll(mark => mark.Version == version);
            }
        }

        return new TraceFilling(
            unit.Unit, unit.Traced, through, marks ?? [], unmarked ?? [],
            isLast ? HouseholdStays.Of(image!.State.Get<Household>()) : null);
    }
}
