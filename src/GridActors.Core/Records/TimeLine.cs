using System.Collections.Immutable;

namespace GridActors.Core.Records;

/// <summary>Something that happened at a moment.</summary>
internal interface ITimed
{
    Moment At { get; }
}

/// <summary>Facts in the order in which they happened, whatever order they were told in.</summary>
internal static class TimeLine
{
    /// <summary>With one more. Most come last, so the search starts at the end.</summary>
    public static ImmutableArray<T> InsertByTime<T>(this ImmutableArray<T> facts, T fact)
        where T : ITimed
    {
        var place = facts.Length;
        while (place > 0 && facts[place - 1].At > fact.At)
        {
            place--;
        }

        return facts.Insert(place, fact);
    }
}
