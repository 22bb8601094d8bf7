using System.Collections.Immutable;

namespace GridActors.Core.Records;

/// <summary>Something that was told of a moment.</summary>
internal interface ITold
{
    Moment At { get; }
}

/// <summary>What was told, ordered by when it happened, whatever the order in which it came in.</summary>
internal static class TimeLine
{
    public static ImmutableArray<T> Told<T>(this ImmutableArray<T> facts, T fact)
        where T : ITold
    {
        var place = facts.Length;
        while (place > 0 && facts[place - 1].At > fact.At)
        {
            place--; // most come in the order of time, so the search starts at the end
        }

        return facts.Insert(place, fact);
    }
}
