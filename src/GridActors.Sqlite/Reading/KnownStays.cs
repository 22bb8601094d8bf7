using System.Collections.Immutable;
using GridActors.Core.Traces;
using GridActors.Journaling.Traces;
using GridActors.Sqlite.Files;
using GridActors.Sqlite.Writing;
using Microsoft.Data.Sqlite;

namespace GridActors.Sqlite.Reading;

/// <summary>
/// All isolation orders, in memory: a county has some ten thousand, every passage of a person asks for them, and only
/// this process writes them. It is brought up to date between a commit and its answers, so whoever was told of an order
/// finds it here.
/// </summary>
internal sealed class KnownStays
{
    private readonly Lock _gate = new();
    private readonly Dictionary<long, ImmutableArray<Known>> _byKey = [];
    private readonly Dictionary<long, HashSet<long>> _keysOfUnit = [];

    public KnownStays(SqliteConnection connection)
    {
        using var rows = new Statement(connection, "SELECT unit_no, key, start, until, same FROM stay");
        while (rows.Step())
        {
            var stay = new Stay(
                Instants.OfTicks(rows.Int64(2)), rows.IsNull(3) ? null : Instants.OfTicks(rows.Int64(3)));
            Add(rows.Int64(0), new StayRow(rows.Int64(1), stay, rows.IsNull(4) ? null : rows.Int64(4)));
        }
    }

    public void Apply(IReadOnlyList<StaysWritten> written)
    {
        if (written.Count == 0)
        {
            return;
        }

        lock (_gate)
        {
            foreach (var (unitNo, rows, isAll) in written)
            {
                foreach (var key in isAll ? _keysOfUnit.GetValueOrDefault(unitNo)?.ToArray() ?? [] : rows.Persons)
                {
                    Remove(unitNo, key);
                }

                foreach (var row in rows.Stays)
                {
                    Add(unitNo, row);
                }
            }
        }
    }

    /// <summary>With the number of the unit that ordered it.</summary>
    public List<(StayRow Row, long UnitNo)> Find(IEnumerable<long> keys)
    {
        var found = new List<(StayRow Row, long UnitNo)>();
        lock (_gate)
        {
            foreach (var key in keys)
            {
                if (_byKey.TryGetValue(key, out var known))
                {
                    found.AddRange(known.Select(one => (one.Row, one.UnitNo)));
                }
            }
        }

        return found;
    }

    private void Add(long unitNo, StayRow row)
    {
        _byKey[row.Key] = _byKey.GetValueOrDefault(row.Key, []).Add(new Known(unitNo, row));
        if (!_keysOfUnit.TryGetValue(unitNo, out var keys))
        {
            _keysOfUnit[unitNo] = keys = [];
        }

        keys.Add(row.Key);
    }

    private void Remove(long unitNo, long key)
    {
        if (_byKey.TryGetValue(key, out var known))
        {
            var left = known.RemoveAll(one => one.UnitNo == unitNo);
            if (left.IsEmpty)
            {
                _byKey.Remove(key);
            }
            else
            {
                _byKey[key] = left;
            }

            _keysOfUnit.GetValueOrDefault(unitNo)?.Remove(key);
        }
    }

    private readonly record struct Known(long UnitNo, StayRow Row);
}
