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
        using var rows = new Statement(connection, "SELECT unit_no, key, start, until FROM stay");
        while (rows.Step())
        {
            Add(rows.Int64(0), new StayRow(rows.Int64(1), new Stay(
                Instants.OfTicks(rows.Int64(2)), rows.IsNull(3) ? null : Instants.OfTicks(rows.Int64(3)))));
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

    /// <summary>By key, with the number of the unit that ordered it.</summary>
    public List<(long Key, long UnitNo, Stay Stay)> Find(IEnumerable<long> keys)
    {
        var found = new List<(long Key, long UnitNo, Stay Stay)>();
        lock (_gate)
        {
            foreach (var key in keys)
            {
                if (_byKey.TryGetValue(key, out var known))
                {
                    found.AddRange(known.Select(stay => (key, stay.UnitNo, stay.Stay)));
                }
            }
        }

        return found;
    }

    private void Add(long unitNo, StayRow row)
    {
        _byKey[row.Key] = _byKey.GetValueOrDefault(row.Key, []).Add(new Known(unitNo, row.Stay));
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
            var left = known.RemoveAll(stay => stay.UnitNo == unitNo);
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

    private readonly record struct Known(long UnitNo, Stay Stay);
}
