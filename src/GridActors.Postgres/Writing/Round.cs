using GridActors.Core.Units;

namespace GridActors.Postgres.Writing;

/// <summary>
/// What of a batch can be written by one statement: each unit once, and no unit whose place in the tree changes while
/// another one asks about it. The statement sees all of them as they were before it. What does not fit waits for the
/// next round, in its order.
/// </summary>
internal sealed class Round
{
    private readonly Dictionary<UnitId, Chain> _byUnit = [];
    private readonly HashSet<UnitId> _named = []; // as parent, in this round
    private readonly HashSet<UnitId> _waiting = [];

    public Round(IReadOnlyList<AppendWork> batch)
    {
        foreach (var work in batch)
        {
            if (!TryAdd(work))
            {
                _waiting.Add(work.Append.Unit);
                Later.Add(work);
            }
        }
    }

    public IReadOnlyCollection<Chain> Chains => _byUnit.Values;

    public List<AppendWork> Later { get; } = [];

    /// <summary>True when an append changes the tree or depends on it.</summary>
    public bool TouchesTree { get; private set; }

    private bool TryAdd(AppendWork work)
    {
        var unit = work.Append.Unit;
        if (_waiting.Contains(unit))
        {
            return false;
        }

        if (_byUnit.TryGetValue(unit, out var chain))
        {
            return chain.TryAdd(work);
        }

        if (work.IsOfTree && !IsApart(work))
        {
            return false;
        }

        _byUnit.Add(unit, new Chain(work));
        if (work.IsOfTree)
        {
            TouchesTree = true;
            if (work.Parent is { } parent)
            {
                _named.Add(parent);
            }
        }

        return true;
    }

    private bool IsApart(AppendWork work) =>
        !_named.Contains(work.Append.Unit)
        && !(work.Parent is { } parent && (_waiting.Contains(parent) || IsPlaced(parent)));

    private bool IsPlaced(UnitId unit) => _byUnit.TryGetValue(unit, out var chain) && chain.Works[0].IsOfTree;
}
