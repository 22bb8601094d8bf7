using GridActors.Core.Alerts;
using GridActors.Journaling.Ports;
using GridActors.Sqlite.Files;
using Microsoft.Data.Sqlite;

namespace GridActors.Sqlite.Writing;

/// <summary>A unit's alerts, and where they and its having tasks are listed: there and at every area above.</summary>
internal sealed class ListingRows(SqliteConnection connection) : IDisposable
{
    /// <summary>More than the tree has levels; bounds the walk up even in a database that somebody edited.</summary>
    private const string WayUp =
        """
        WITH RECURSIVE way (no, level) AS (
          SELECT ?1, 0
          UNION ALL
          SELECT unit.parent, way.level + 1 FROM way JOIN unit ON unit.no = way.no
          WHERE unit.parent IS NOT NULL AND way.level < 16
        )

        """;

    private readonly Statement _put = new(
        connection,
        """
        REPLACE INTO alert (unit_no, key, kind, subject, text, opened, state, since)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
        """);

    private readonly Statement _delete = new(connection, "DELETE FROM alert WHERE unit_no = ?1 AND key = ?2");

    private readonly Statement _unlist = new(connection, "DELETE FROM alert_place WHERE unit_no = ?1 AND key = ?2");

    private readonly Statement _list = new(
        connection,
        $"""
        INSERT INTO alert_place (area_no, state, opened, unit_no, key)
        {WayUp}SELECT no, ?3, ?4, ?1, ?2 FROM way
        """);

    private readonly Statement _unlistTasks = new(connection, "DELETE FROM tasked WHERE unit_no = ?1");

    private readonly Statement _listTasks = new(
        connection, $"INSERT INTO tasked (area_no, unit_no) {WayUp}SELECT no, ?1 FROM way");

    /// <summary>After the unit was placed: it is listed where it stands now.</summary>
    public void Write(long no, Append append)
    {
        foreach (var (key, standing) in append.Alerts)
        {
            _unlist.Bind(1, no).Bind(2, key).Run();
            if (standing is null)
            {
                _delete.Bind(1, no).Bind(2, key).Run();
            }
            else
            {
                Put(no, standing);
            }
        }

        if (append.ListsTasks is { } lists)
        {
            _unlistTasks.Bind(1, no).Run();
            if (lists)
            {
                _listTasks.Bind(1, no).Run();
            }
        }
    }

    public void Dispose()
    {
        foreach (var statement in (Statement[])[_put, _delete, _unlist, _list, _unlistTasks, _listTasks])
        {
            statement.Dispose();
        }
    }

    private void Put(long no, StandingAlert standing)
    {
        var (alert, state, since) = standing;
        var opened = Instants.ToTicks(alert.Opened);
        _put.Bind(1, no).Bind(2, alert.Key).Bind(3, alert.Kind).Bind(4, alert.Subject).Bind(5, alert.Text)
            .Bind(6, opened).Bind(7, (long)state).Bind(8, Instants.ToTicks(since)).Run();
        _list.Bind(1, no).Bind(2, alert.Key).Bind(3, (long)state).Bind(4, opened).Run();
    }
}
