using GridActors.Core.Units;
using GridActors.Journaling.Ports;
using GridActors.Sqlite.Files;
using Microsoft.Data.Sqlite;

namespace GridActors.Sqlite.Writing;

/// <summary>Who is who: the rows of <c>unit</c> and <c>moved</c>.</summary>
internal sealed class UnitRows(SqliteConnection connection) : IDisposable
{
    private readonly Statement _find = new(connection, "SELECT no FROM unit WHERE id = ?1");

    private readonly Statement _insert = new(connection, "INSERT INTO unit (id) VALUES (?1) RETURNING no");

    private readonly Statement _insertHead = new(connection, "INSERT INTO head (unit_no, version) VALUES (?1, 0)");

    private readonly Statement _update = new(
        connection,
        "UPDATE unit SET kind = ?2, name = ?3, parent = ?4, tier = ?5, households = ?6, closed = ?7 WHERE no = ?1");

    private readonly Statement _updateHead = new(connection, "UPDATE head SET leaf_of = ?2 WHERE unit_no = ?1");

    private readonly Statement _leave = new(
        connection, "REPLACE INTO moved (parent_no, unit_no, version) VALUES (?1, ?2, ?3)");

    private readonly Statement _return = new(connection, "DELETE FROM moved WHERE parent_no = ?1 AND unit_no = ?2");

    private readonly Statement _isOpen = new(
        connection, "SELECT 1 FROM unit WHERE id = ?1 AND kind IS NOT NULL AND closed = 0");

    private readonly Statement _hasOpenChild = new(
        connection, "SELECT 1 FROM unit WHERE parent = ?1 AND kind IS NOT NULL AND closed = 0 LIMIT 1");

    private readonly Statement _hasHadChild = new(
        connection,
        """
        SELECT 1 FROM unit WHERE parent = ?1 AND kind IS NOT NULL
        UNION ALL SELECT 1 FROM moved WHERE parent_no = ?1 LIMIT 1
        """);

    public long? Find(UnitId unit) => _find.Bind(1, unit.Value).RunInt64();

    /// <summary>A unit that another one names before it was ever written itself gets its number at version 0.</summary>
    public long FindOrAdd(UnitId unit)
    {
        if (Find(unit) is { } known)
        {
            return known;
        }

        var no = _insert.Bind(1, unit.Value).RunInt64()!.Value;
        _insertHead.Bind(1, no).Run();
        return no;
    }

    public bool IsOpen(UnitId unit) => _isOpen.Bind(1, unit.Value).RunInt64() is not null;

    public bool HasOpenChild(long unitNo) => _hasOpenChild.Bind(1, unitNo).RunInt64() is not null;

    public bool HasHadChild(long unitNo) => _hasHadChild.Bind(1, unitNo).RunInt64() is not null;

    public void Place(long no, UnitHead head, UnitId? movedFrom, long version)
    {
        if (movedFrom is { } left)
        {
            _leave.Bind(1, FindOrAdd(left)).Bind(2, no).Bind(3, version).Run();
        }

        // A registration that was voided leaves nothing but the number and the version.
        var parent = head is { Exists: true, Parent: { } above } ? FindOrAdd(above) : (long?)null;
        _update.Bind(1, no)
            .Bind(2, head.Exists ? UnitKindRules.NameOf(head.Kind) : null)
            .Bind(3, head.Exists ? head.Name : null)
            .Bind(4, parent)
            .Bind(5, head.Exists ? head.Tier : null)
            .Bind(6, head.Exists ? head.Households : null)
            .Bind(7, head is { Exists: true, IsClosed: true } ? 1 : 0)
            .Run();
        _updateHead.Bind(1, no).Bind(2, UnitKindRules.IsArea(head.Kind) ? null : parent).Run();
        if (parent is { } under)
        {
            _return.Bind(1, under).Bind(2, no).Run();
        }
    }

    public void Dispose()
    {
        foreach (var statement in (Statement[])
            [_find, _insert, _insertHead, _update, _updateHead, _leave, _return, _isOpen, _hasOpenChild, _hasHadChild])
        {
            statement.Dispose();
        }
    }
}
