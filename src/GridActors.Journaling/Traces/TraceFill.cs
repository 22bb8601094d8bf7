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

    private static readonly TimeSpan Pace = TimeSpan.FromHours(1);
    private static readonly TimeSpan RetryPause = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Brings in what lay there at first and what an older program beside this one has written since, until cancelled.
    /// </summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            var pause = Pace;
            try
            {
                await FillAsync(cancellation);
            }
            catch (Exception reason) when (!cancellation.IsCancellationRequested)
            {
                ports.Log.TracesNotFilled(reason);
                pause = RetryPause;
            }

            await Task.Delay(pause, ports.Time, cancellation);
        }
    }

    /// <summary>
    /// Done when no unit lacks anything: one that was written to between its being read and its being filled lacks
    /// that still, and is found by the next way through, which is shorter. One that finds no fewer units than the last
    /// has an older program against it.
    /// </summary>
    /// <returns>Units that lacked something.</returns>
    public async Task<int> FillAsync(CancellationToken cancellation = default)
    {
        var (filled, last) = (0, int.MaxValue);
        for (int found; (found = await FillOnceAsync(cancellation)) is > 0 && found < last; last = found)
        {
            filled += found;
        }

        return filled;
    }

    private async Task<int> FillOnceAsync(CancellationToken cancellation)
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
        var image = unit.Version - unit.Traced <= EntriesMax ? (await ports.Loader.LoadAsync(unit.Unit)).Image : null;
        var isLast = image is not null && image.Version - unit.Traced <= EntriesMax;
        var through = isLast ? image!.Version : unit.Traced + EntriesMax;
        var names = new List<TraceName>();
        List<TraceMark>? marks = null;
        List<TraceMark>? unmarked = null;
        await foreach (var entry in ports.Loader.EntriesAsync(unit.Unit, unit.Traced, through))
        {
            Marks.AddOf(entry, names, ref marks);
            if (entry.Outcome?.Voids is { } version)
            {
                await foreach (var voided in ports.Loader.EntriesAsync(unit.Unit, version - 1, version))
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
