using GridActors.Core.Records;
using GridActors.Core.Units;

namespace GridActors.Journaling.Loop;

/// <summary>A unit as folded from its journal.</summary>
/// <param name="EntriesSinceSnapshot">How many entries the next load would have to fold.</param>
/// <param name="IsWhole">From its first entry on, and not from a snapshot.</param>
internal readonly record struct LoadedUnit(UnitImage Image, long Key, int EntriesSinceSnapshot, bool IsWhole);

/// <summary>Folds units from their journals, a page of entries at a time.</summary>
internal sealed class UnitLoader(UnitPorts ports)
{
    public async Task<LoadedUnit> LoadAsync(UnitId unit)
    {
        var stored = await ports.Store.LoadAsync(unit);
        var image = stored.Snapshot is null ? null : ports.Snapshots.TryRead(stored.Snapshot);
        if (image is null || image.Version > stored.Version)
        {
            image = new UnitImage();
        }

        var isWhole = image.Version == 0;
        var sinceSnapshot = (int)Math.Min(int.MaxValue, stored.Version - image.Version);
        await foreach (var entry in EntriesAsync(unit, image.Version, stored.Version, stored.Entries))
        {
            if (!image.TryReplay(entry, ports.Calendar))
            {
                var without = await VoidedVersionsAsync(unit, stored.Version);
                var refold = await RefoldAsync(unit, stored.Version, without, judge: false);
                var all = (int)Math.Min(int.MaxValue, stored.Version);
                return new LoadedUnit(refold.Image, stored.Key, all, IsWhole: true);
            }
        }

        image.Settle();
        return new LoadedUnit(image, stored.Key, sinceSnapshot, isWhole);
    }

    /// <summary>
    /// The areas above, as their journals say: no area is woken for it, and each is read at its own newest version.
    /// </summary>
    public async Task<IReadOnlyList<UnitState>> StatesAboveAsync(UnitId unit)
    {
        var above = new List<UnitState>();
        foreach (var area in await ports.Store.ParentsAsync(unit))
        {
            above.Add((await LoadAsync(area.Unit)).Image.State);
        }

        return above;
    }

    /// <summary>What a void must know of its target; null when no entry has that identity.</summary>
    public async Task<VoidedFact?> FindVoidedAsync(UnitId unit, UnitImage image, RecordId target)
    {
        var found = await ports.Store.FindAsync(unit, [target]);
        if (found.Count == 0)
        {
            return null;
        }

        var entry = ports.Reader.ReadStored(found[0]);
        if (RecordType.IsAlone(entry, ports.Calendar))
        {
            return new VoidedFact(entry, image.Totals, null, []);
        }

        HashSet<long> without = [.. image.State.Get<Voids>().Versions, entry.Version];
        var judged = await RefoldAsync(unit, image.Version, without, judge: true);
        var folded = judged.IsInOrder ? judged : await RefoldAsync(unit, image.Version, without, judge: false);
        return new VoidedFact(entry, image.Totals, folded.Image, judged.Dependents);
    }

    /// <summary>Entries after one version and up to another, each read and typed.</summary>
    /// <param name="known">Entries that need not be read; others than the wanted ones are passed over.</param>
    public async IAsyncEnumerable<Entry> EntriesAsync(
        UnitId unit, long after, long through, IReadOnlyList<StoredEntry>? known = null)
    {
        while (after < through)
        {
            var page = known?.Count > 0 && known[0].Version == after + 1 ? known : await ports.Store.ReadAsync(
                unit, after, (int)Math.Min(ports.Options.ReadPageEntries, through - after));
            known = null;
            if (page.Count == 0)
            {
                throw new InvalidDataException($"The journal of {unit} ends at {after}, its head says {through}.");
            }

            foreach (var stored in page)
            {
                yield return ports.Reader.ReadStored(stored);
            }

            after = page[^1].Version;
        }
    }

    public async Task<IReadOnlySet<long>> VoidedVersionsAsync(UnitId unit, long through)
    {
        var versions = new HashSet<long>();
        for (var after = 0L; after < through;)
        {
            var page = await ports.Store.ReadAsync(unit, after, ports.Options.ReadPageEntries);
            foreach (var stored in page.Where(entry => entry.Version <= through && !entry.Outcome.IsEmpty))
            {
                if (Outcome.Parse(stored.Outcome.Span).Voids is { } version)
                {
                    versions.Add(version);
                }
            }

            after = page.Count == 0 ? through : page[^1].Version;
        }

        return versions;
    }

    /// <param name="visit">Is shown each entry, those that do not count too.</param>
    public async Task<Refold> RefoldAsync(
        UnitId unit, long through, IReadOnlySet<long> without, bool judge, Action<Entry>? visit = null)
    {
        var refold = new Refold(without, judge, ports.Calendar);
        await foreach (var entry in EntriesAsync(unit, 0, through))
        {
            refold.Add(entry);
            visit?.Invoke(entry);
        }

        refold.Complete();
        return refold;
    }
}
