using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace GridActors.Core.Records;

/// <summary>Something that happened at a moment.</summary>
internal interface ITimed
{
    Moment At { get; }
}

/// <summary>Facts in the order in which they happened, whatever order they were told in.</summary>
internal static class TimeLine
{
    public static ImmutableArray<T> InsertByTime<T>(this ImmutableArray<T> facts, T fact)
        where T : ITimed => facts.Insert(PlaceOf(facts.AsSpan(), fact.At), fact);

    /// <summary>The facts that stand before a moment's own place; all of them where there is none.</summary>
    public static ReadOnlySpan<T> Before<T>(this ImmutableArray<T> facts, Moment? at)
        where T : ITimed => facts.AsSpan()[..(at is { } moment ? PlaceOf(facts.AsSpan(), moment) : facts.Length)];

    /// <summary>Two time lines as one.</summary>
    public static ImmutableArray<T> MergeByTime<T>(this ImmutableArray<T> facts, ImmutableArray<T> others)
        where T : ITimed
    {
        var all = new T[facts.Length + others.Length];
        facts.CopyTo(all);
        var count = facts.Length;
        foreach (var other in others)
        {
            var place = PlaceOf(all.AsSpan(0, count), other.At);
            Array.Copy(all, place, all, place + 1, count++ - place);
            all[place] = other;
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(all);
    }

    /// <summary>
    /// Where what happens at a moment has its place: of its instant between its own source's records, by their numbers,
    /// and as far as these leave that open, in the order of arrival. So a record that comes in late stands just before
    /// its source's next one, whatever others sent in between; and what stands there already keeps its order.
    /// </summary>
    internal static int PlaceOf<T>(ReadOnlySpan<T> facts, Moment at)
        where T : ITimed
    {
        var end = EndOf(facts, at.At);
        var place = end;
        for (var i = end - 1; i >= 0 && facts[i].At is var other && other.At == at.At; i--)
        {
            if (other.Source != at.Source)
            {
                continue;
            }

            if (other.Seq <= at.Seq)
            {
                break;
            }

            place = i;
        }

        while (place > 0 && facts[place - 1].At is var other
            && other.At == at.At && other.Source != at.Source && other.Arrival > at.Arrival)
        {
            place--;
        }

        return place;
    }

    /// <summary>Where the facts of an instant end. Most come last, so that is looked at first.</summary>
    private static int EndOf<T>(ReadOnlySpan<T> facts, DateTimeOffset instant)
        where T : ITimed
    {
        int low = 0, high = facts.Length;
        if (high > 0 && facts[high - 1].At.At <= instant)
        {
            return high;
        }

        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = facts[middle].At.At <= instant ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
