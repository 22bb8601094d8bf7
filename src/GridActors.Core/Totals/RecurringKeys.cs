namespace GridActors.Core.Totals;

/// <summary>
/// One array for keys that many buckets have: most households count the same few things. A table of fixed size, in
/// which the newest keys take the place of others, so that what comes once leaves nothing behind. Safe for any thread.
/// </summary>
internal static class RecurringKeys
{
    private const int Slots = 1024; // a power of two

    private static readonly int[]?[] s_known = new int[Slots][];

    /// <param name="ids">Never written to any more.</param>
    public static int[] Share(int[] ids)
    {
        var hash = default(HashCode);
        foreach (var id in ids)
        {
            hash.Add(id);
        }

        ref var slot = ref s_known[hash.ToHashCode() & (Slots - 1)];
        var known = Volatile.Read(ref slot);
        if (known is not null && known.AsSpan().SequenceEqual(ids))
        {
            return known;
        }

        Volatile.Write(ref slot, ids);
        return ids;
    }
}
