using System.Collections.Immutable;
using GridActors.Core.Records;
using GridActors.Core.Units;

namespace GridActors.Core.Tallies;

/// <summary>Something was added to a level, or taken from it.</summary>
public sealed record TallyChange(Moment At, long Count) : ITimed;

/// <param name="Key">The tally's code.</param>
/// <param name="Changes">Ascending.</param>
public sealed record TallyLevel(string Key, ImmutableArray<TallyChange> Changes) : IKeyed;

/// <summary>The levels among a unit's tallies, so that none is ever taken below 0.</summary>
public sealed record TallyLevels : IAspect
{
    /// <summary>Ascending by key.</summary>
    public ImmutableArray<TallyLevel> Levels { get; init; } = [];

    /// <summary>The lowest that the level stands at, just before that moment or ever after.</summary>
    public long LowestFrom(string code, Moment at)
    {
        var changes = Levels.Find(code)?.Changes ?? [];
        var place = changes.Before(at).Length;
        long sum = 0;
        var lowest = long.MaxValue;
        for (var i = 0; i < changes.Length; i++)
        {
            lowest = i >= place ? Math.Min(lowest, sum) : lowest;
            sum += changes[i].Count;
        }

        return Math.Min(lowest, sum);
    }

    internal TallyLevels With(string code, TallyChange change)
    {
        var level = Levels.Find(code) ?? new TallyLevel(code, []);
        return this with { Levels = Levels.Put(level with { Changes = level.Changes.InsertByTime(change) }) };
    }
}
