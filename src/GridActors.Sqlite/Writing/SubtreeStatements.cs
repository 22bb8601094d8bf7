using GridActors.Journaling.Ports;
using GridActors.Sqlite.Files;
using Microsoft.Data.Sqlite;

namespace GridActors.Sqlite.Writing;

/// <summary>Writes areas' subtrees inside the writer's transaction.</summary>
internal sealed class SubtreeStatements(SqliteConnection connection, UnitRows units) : IDisposable
{
    private readonly TotalsRows _totals = new(connection, "area_totals");

    private readonly Statement _version = new(connection, "SELECT version FROM area WHERE unit_no = ?1");

    private readonly Statement _put = new(connection, "REPLACE INTO area (unit_no, version) VALUES (?1, ?2)");

    /// <summary>False when what is stored is as new.</summary>
    public bool Write(AreaRow row)
    {
        var no = units.FindOrAdd(row.Subtree.Unit);
        var stored = _version.Bind(1, no).RunInt64();
        if (row.Subtree.Version <= stored)
        {
            return false;
        }

        _put.Bind(1, no).Bind(2, row.Subtree.Version).Run();
        var totals = row.Subtree.Totals;
        if (row.ChangedDays is { } changed && stored == row.ChangedSince)
        {
            _totals.Write(no, totals.Running, changed);
        }
        else
        {
            // Changed days say nothing of the others, which may be stored otherwise, or not yet.
            _totals.DeleteAll(no);
            _totals.Write(no, totals.Running, totals.Days);
        }

        return true;
    }

    public void Dispose()
    {
        _totals.Dispose();
        _version.Dispose();
        _put.Dispose();
    }
}
