using System.Collections.Immutable;
using GridActors.Core.Records;
using GridActors.Core.Tasks;
using GridActors.Core.Totals;

namespace GridActors.Core.Units;

/// <summary>All that a unit knows, immutable: at most one aspect of each class, made when first written to.</summary>
public sealed class UnitState
{
    public static readonly UnitState Unregistered = new([]);

    private UnitState(ImmutableArray<IAspect> aspects) => Aspects = aspects;

    public ImmutableArray<IAspect> Aspects { get; }

    public Registration Registration => Get<Registration>();

    /// <summary>True while something stands that closing the unit would leave hanging.</summary>
    public bool HasOpenItems => Aspects.Any(aspect => aspect.OpenItems > 0);

    public static UnitState Of(IEnumerable<IAspect> aspects) => new([.. aspects]);

    public T Get<T>()
        where T : class, IAspect, new()
    {
        foreach (var aspect in Aspects)
        {
            if (aspect is T found)
            {
                return found;
            }
        }

        return Initial<T>.Value;
    }

    /// <summary>
    /// The aspect as a record may change it. One that is written to for the first time after the unit was closed, by
    /// what came in late, hears of the closing first.
    /// </summary>
    public T GetToChange<T>(Contributions totals, Calendar calendar)
        where T : class, IAspect, new()
    {
        var aspect = Get<T>();
        return ReferenceEquals(aspect, Initial<T>.Value) && Registration.ClosedAt is { } closed
            ? (T)aspect.OnUnitClosed(closed, totals, calendar)
            : aspect;
    }

    public UnitState With(IAspect aspect)
    {
        for (var i = 0; i < Aspects.Length; i++)
        {
            if (Aspects[i].GetType() == aspect.GetType())
            {
                return ReferenceEquals(Aspects[i], aspect) ? this : new UnitState(Aspects.SetItem(i, aspect));
            }
        }

        return new UnitState(Aspects.Add(aspect));
    }

    /// <summary>
    /// When the unit must be looked after next: its earliest open deadline, and at once while a message of it waits.
    /// No host's clock is asked since when: by the others' it may be later than now.
    /// </summary>
    public DateTimeOffset? WakeAt(Calendar calendar) =>
        Get<Outbox>().OpenItems > 0 ? DateTimeOffset.MinValue : NextDue(calendar);

    /// <summary>The unit's earliest open deadline; null when nothing is waited for.</summary>
    public DateTimeOffset? NextDue(Calendar calendar)
    {
        var earliest = default(DateTimeOffset?);
        foreach (var aspect in Aspects)
        {
            earliest = Earlier(earliest, aspect.NextDue(calendar));
        }

        return earliest;
    }

    /// <summary>When there may be something to do next; null when never.</summary>
    public DateTimeOffset? NextTask(Calendar calendar)
    {
        var earliest = default(DateTimeOffset?);
        foreach (var aspect in Aspects)
        {
            earliest = Earlier(earliest, aspect.NextTask(calendar));
        }

        return earliest;
    }

    /// <summary>What is to be done at a time, first what is due first.</summary>
    public IEnumerable<UnitTask> Tasks(DateTimeOffset at, Calendar calendar) =>
        Aspects.SelectMany(aspect => aspect.Tasks(at, calendar)).OrderBy(task => task.Due);

    /// <summary>Whether something was ended since: of some aspect less is open.</summary>
    internal bool HasLessOpenThan(UnitState before) => Aspects.Any(aspect =>
        aspect.OpenItems < before.Aspects.FirstOrDefault(was => was.GetType() == aspect.GetType())?.OpenItems);

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) =>
        one is null || other < one ? other ?? one : one;

    private static class Initial<T>
        where T : new()
    {
        public static readonly T Value = new();
    }
}
