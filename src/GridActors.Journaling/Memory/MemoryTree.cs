using GridActors.Core.Units;
using GridActors.Journaling.Ports;

namespace GridActors.Journaling.Memory;

/// <summary>The registered units by id, by parent and, those that left, by the parent that they left.</summary>
internal sealed class MemoryTree
{
    private static readonly Comparer<UnitId> ById =
        Comparer<UnitId>.Create((left, right) => string.CompareOrdinal(left.Value, right.Value));

    private readonly SortedSet<UnitId> _all = new(ById);
    private readonly SortedSet<UnitId> _roots = new(ById);
    private readonly Dictionary<UnitId, SortedSet<UnitId>> _children = [];
    private readonly Dictionary<UnitId, SortedDictionary<UnitId, long>> _moved = [];

    public IReadOnlyCollection<UnitId> All => _all;

    public IReadOnlyCollection<UnitId> Children(UnitId? parent) =>
        parent is { } under ? _children.GetValueOrDefault(under) ?? [] : _roots;

    /// <summary>Units that stood under this one, with the version they left with.</summary>
    public IReadOnlyCollection<KeyValuePair<UnitId, long>> MovedFrom(UnitId parent) =>
        _moved.GetValueOrDefault(parent) ?? [];

    public IEnumerable<UnitId> After(UnitId? after)
    {
        if (after is not { } from)
        {
            return _all;
        }

        return _all.Count == 0 || ById.Compare(from, _all.Max) >= 0
            ? []
            : _all.GetViewBetween(from, _all.Max).Where(id => id != from);
    }

    public void Place(UnitHead? before, UnitHead after, UnitId? movedFrom, long version)
    {
        if (before is { Exists: true })
        {
            Under(before.Parent).Remove(before.Unit);
            _all.Remove(before.Unit);
        }

        if (movedFrom is { } left)
        {
            Moved(left)[after.Unit] = version;
        }

        if (after.Exists)
        {
            Under(after.Parent).Add(after.Unit);
            _all.Add(after.Unit);
            if (after.Parent is { } parent)
            {
                _moved.GetValueOrDefault(parent)?.Remove(after.Unit);
            }
        }
    }

    private SortedSet<UnitId> Under(UnitId? parent)
    {
        if (parent is not { } under)
        {
            return _roots;
        }

        if (!_children.TryGetValue(under, out var children))
        {
            _children[under] = children = new SortedSet<UnitId>(ById);
        }

        return children;
    }

    private SortedDictionary<UnitId, long> Moved(UnitId parent)
    {
        if (!_moved.TryGetValue(parent, out var moved))
        {
            _moved[parent] = moved = new SortedDictionary<UnitId, long>(ById);
        }

        return moved;
    }
}
