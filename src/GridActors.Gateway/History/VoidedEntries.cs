using System.Collections.Immutable;
using GridActors.Core.Records;
using GridActors.Core.Units;
using GridActors.Journaling.Ports;

namespace GridActors.Gateway.History;

/// <summary>
/// Which entries of a page were taken back, and by which later entry. Only later entries tell, so they must be looked
/// at, but not all of them: the snapshot lists what was taken back up to its version, and nearly always names nothing
/// on the page. So a page costs the entries since the snapshot, and, only where it does show something that was taken
/// back, those from there to the entry that took it back. Without a readable snapshot: all entries after the page's
/// first.
/// </summary>
internal sealed class VoidedEntries(IJournal journal, UnitSnapshot snapshots)
{
    private const int ScanEntries = 1000;

    /// <param name="stored">The unit as loaded after <paramref name="page"/> was read.</param>
    /// <returns>By the version of the entry that no longer counts, the version of its void.</returns>
    public async Task<IReadOnlyDictionary<long, long>> FindAsync(
        UnitId unit, StoredUnit stored, IReadOnlyList<StoredEntry> page, CancellationToken cancellation)
    {
        var voidedBy = new Dictionary<long, long>();
        if (page.Count == 0)
        {
            return voidedBy;
        }

        var (first, last) = (page[0].Version, page[^1].Version);
        var image = stored.Snapshot is null ? null : snapshots.TryRead(stored.Snapshot);
        long[] known = [.. KnownVoided(image).Where(version => version >= first && version <= last)];
        if (known.Length > 0)
        {
            await ScanAsync(known[0], image!.Version, known.Length);
        }

        await ScanAsync(Math.Max(image?.Version ?? 0, first), stored.Version, int.MaxValue);
        return voidedBy;

        async Task ScanAsync(long after, long through, int enough)
        {
            while (after < through && voidedBy.Count < enough)
            {
                var entries = await journal.ReadAsync(unit, after, ScanEntries, cancellation);
                foreach (var entry in entries)
                {
                    if (VoidedBy(entry) is { } version && version >= first && version <= last)
                    {
                        voidedBy[version] = entry.Version;
                    }
                }

                after = entries.Count == 0 ? through : entries[^1].Version;
            }
        }
    }

    private static ImmutableArray<long> KnownVoided(UnitImage? image) =>
        image is null ? [] : image.State.Get<Voids>().Versions;

    private static long? VoidedBy(in StoredEntry entry) =>
        entry.Outcome.IsEmpty ? null : Outcome.Parse(entry.Outcome.Span).Voids;
}
