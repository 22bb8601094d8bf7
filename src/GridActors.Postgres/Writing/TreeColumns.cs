using GridActors.Core.Units;
using GridActors.Journaling.Ports;
using Npgsql;

namespace GridActors.Postgres.Writing;

/// <summary>What a round's appends demand of the tree and change in it: further arrays beside the appends'.</summary>
internal sealed class TreeColumns(IReadOnlyDictionary<UnitId, long> numbers)
{
    /// <summary>No unit has it, so a guard that asks about it fails.</summary>
    private const long Nobody = -1;

    private readonly List<long?> _openParents = []; // that must be open
    private readonly List<long?> _childless = []; // that no open unit may stand under
    private readonly List<long?> _neverParents = []; // that no unit may ever have stood under
    private readonly List<bool> _isPlaced = [];
    private readonly List<long?> _leafOf = [];
    private readonly List<long> _units = [];
    private readonly List<string?> _kinds = [];
    private readonly List<string?> _names = [];
    private readonly List<long?> _parents = [];
    private readonly List<string?> _tiers = [];
    private readonly List<int?> _households = [];
    private readonly List<bool> _closed = [];
    private readonly List<long> _left = [];
    private readonly List<long> _movers = [];
    private readonly List<long> _movedVersions = [];

    /// <summary>All units whose heads must be locked: the appends' own, and the parents that must be open.</summary>
    public SortedSet<long> Locked { get; } = [];

    public void Add(Chain chain)
    {
        var append = chain.First;
        long? parent = chain.Works[0].Parent is { } above ? numbers.GetValueOrDefault(above, Nobody) : null;
        Locked.Add(chain.UnitNo);
        AddGuard(append.Guard, chain.UnitNo, parent);
        _isPlaced.Add(append.Head is not null);
        _leafOf.Add(append.Head is { } of && !UnitKindRules.IsArea(of.Kind) ? parent : null);
        if (append.Head is { } head)
        {
            Place(chain, head, parent);
        }
    }

    public void AddTo(NpgsqlParameterCollection parameters)
    {
        parameters.Add(new NpgsqlParameter<List<long?>> { TypedValue = _openParents });
        parameters.Add(new NpgsqlParameter<List<long?>> { TypedValue = _childless });
        parameters.Add(new NpgsqlParameter<List<bool>> { TypedValue = _isPlaced });
        parameters.Add(new NpgsqlParameter<List<long?>> { TypedValue = _leafOf });
        parameters.Add(new NpgsqlParameter<List<long>> { TypedValue = _units });
        parameters.Add(new NpgsqlParameter<List<string?>> { TypedValue = _kinds });
        parameters.Add(new NpgsqlParameter<List<string?>> { TypedValue = _names });
        parameters.Add(new NpgsqlParameter<List<long?>> { TypedValue = _parents });
        parameters.Add(new NpgsqlParameter<List<string?>> { TypedValue = _tiers });
        parameters.Add(new NpgsqlParameter<List<int?>> { TypedValue = _households });
        parameters.Add(new NpgsqlParameter<List<bool>> { TypedValue = _closed });
        parameters.Add(new NpgsqlParameter<List<long>> { TypedValue = _left });
        parameters.Add(new NpgsqlParameter<List<long>> { TypedValue = _movers });
        parameters.Add(new NpgsqlParameter<List<long>> { TypedValue = _movedVersions });
        parameters.Add(new NpgsqlParameter<List<long?>> { TypedValue = _neverParents });
    }

    /// <param name="parent">Null for a root, which has no parent to be open.</param>
    private void AddGuard(AppendGuard guard, long unitNo, long? parent)
    {
        _openParents.Add(guard == AppendGuard.OpenParent ? parent : null);
        _childless.Add(guard == AppendGuard.NoOpenChildren ? unitNo : null);
        _neverParents.Add(guard == AppendGuard.NeverHadChildren ? unitNo : null);
        if (_openParents[^1] is { } open)
        {
            Locked.Add(open);
        }
    }

    private void Place(Chain chain, UnitHead head, long? parent)
    {
        // A registration that was voided leaves nothing but the number and the version.
        _units.Add(chain.UnitNo);
        _kinds.Add(head.Exists ? UnitKindRules.NameOf(head.Kind) : null);
        _names.Add(head.Exists ? head.Name : null);
        _parents.Add(parent);
        _tiers.Add(head.Exists ? head.Tier : null);
        _households.Add(head.Exists ? head.Households : null);
        _closed.Add(head is { Exists: true, IsClosed: true });

        // One statement cannot both write and delete the row of a unit that comes back to where it was.
        if (chain.First.MovedFrom is { } left && numbers[left] != parent)
        {
            _left.Add(numbers[left]);
            _movers.Add(chain.UnitNo);
            _movedVersions.Add(chain.VersionAfter);
        }
    }
}
