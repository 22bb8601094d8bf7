using System.Collections.Immutable;
using GridActors.Core.Records;
using GridActors.Core.Totals;

namespace GridActors.Core.Staff;

/// <summary>Somebody or something by name, or a number of them, joins or leaves under a kind.</summary>
/// <param name="Name">Null for a head count.</param>
/// <param name="Count">1 for a name.</param>
public sealed record RosterFact(Moment At, bool Joins, string Kind, string? Name, int Count) : ITimed;

/// <summary>Who stands under which kind, by name and by number, as a time line.</summary>
public sealed record Roster
{
    /// <summary>Ascending by time.</summary>
    public ImmutableArray<RosterFact> Facts { get; init; } = [];

    /// <summary>The unit was closed and everything left with it; what is dated later joins nothing.</summary>
    public Moment? ClosedAt { get; init; }

    /// <summary>Somebody by name or a number of them: one of the two must be said, and not the other.</summary>
    internal static void RefuseUnlessOne(Fields data, string name, string? value, int? count)
    {
        if (value is null && count is null)
        {
            data.Refuse(RefusalCodes.MissingField, name, $"{name} or count is missing");
        }
        else if (value is not null && count is not null)
        {
            data.Refuse(RefusalCodes.BadValue, "count", $"{name} or count, not both");
        }
    }

    internal Roster With(RosterFact fact) => this with { Facts = Facts.InsertByTime(fact) };

    /// <summary>True when that name stands there under that kind just before <paramref name="at"/>.</summary>
    internal bool Holds(string kind, string name, Moment at)
    {
        var holds = false;
        foreach (var fact in Facts.Before(at))
        {
            holds = fact.Kind == kind && fact.Name == name ? fact.Joins : holds;
        }

        return holds;
    }

    /// <summary>
    /// How many of a kind that are only counted may leave at <paramref name="at"/>: as many as are there just before,
    /// and no more than those who leave later spare.
    /// </summary>
    internal long Spare(string kind, Moment at)
    {
        var place = Facts.Before(at).Length;
        long count = 0;
        var least = long.MaxValue;
        for (var i = 0; i < Facts.Length; i++)
        {
            least = i >= place ? Math.Min(least, count) : least;
            if (Facts[i] is { Name: null } fact && fact.Kind == kind)
            {
                count += fact.Joins ? fact.Count : -fact.Count;
            }
        }

        return Math.Min(least, count);
    }

    /// <param name="byKind">The level of a kind.</param>
    /// <param name="inAll">The level of all kinds together, where a name under several counts once.</param>
    internal Contributions Project(Func<string, Indicator> byKind, Indicator? inAll, Calendar calendar)
    {
        var totals = new Contributions();
        var standing = new Standing(byKind, inAll, totals);
        foreach (var fact in Facts.Before(ClosedAt))
        {
            standing.Tell(fact, calendar.DayOf(fact.At.At));
        }

        if (ClosedAt is { } closed)
        {
            standing.LeaveAll(calendar.DayOf(closed.At));
        }

        return totals;
    }

    private sealed class Standing(Func<string, Indicator> byKind, Indicator? inAll, Contributions totals)
    {
        private readonly HashSet<(string Kind, string Name)> _named = [];
        private readonly Dictionary<string, int> _kindsOfName = [];
        private readonly Dictionary<string, long> _counted = [];

        public void Tell(RosterFact fact, DateOnly day)
        {
            if (fact.Name is not null)
            {
                TellName(fact.Kind, fact.Name, fact.Joins, day);
                return;
            }

            var change = fact.Joins ? fact.Count : -fact.Count;
            _counted[fact.Kind] = _counted.GetValueOrDefault(fact.Kind) + change;
            Add(fact.Kind, change, change, day);
        }

        public void LeaveAll(DateOnly day)
        {
            foreach (var (kind, name) in _named.ToArray())
            {
                TellName(kind, name, joins: false, day);
            }

            foreach (var (kind, count) in _counted)
            {
                Add(kind, -count, -count, day);
            }
        }

        private void TellName(string kind, string name, bool joins, DateOnly day)
        {
            if (joins ? !_named.Add((kind, name)) : !_named.Remove((kind, name)))
            {
                return; // again, or gone already
            }

            var before = _kindsOfName.GetValueOrDefault(name);
            var after = _kindsOfName[name] = before + (joins ? 1 : -1);
            Add(kind, joins ? 1 : -1, Math.Min(after, 1) - Math.Min(before, 1), day);
        }

        private void Add(string kind, long ofKind, long ofAll, DateOnly day)
        {
            totals.Add(day, byKind(kind), ofKind);
            if (inAll is not null)
            {
                totals.Add(day, inAll, ofAll);
            }
        }
    }
}
