using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace GridActors.Benchmarks.Baselines;

/// <summary>
/// The same job the usual way: for each record a transaction that inserts it (its identity being the key) and updates
/// the checkpoint's, village's, township's and county's totals. In process, prepared statements, WAL and FULL as
/// ours; no HTTP, no JSON, no days: everything is in its favour.
/// </summary>
internal static class PlainSqlite
{
    /// <summary>Durable records a second.</summary>
    public static double Run(string directory, TimeSpan duration)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(directory, "plain.db")}");
        connection.Open();
        Execute(connection, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL");
        Execute(connection, """
            CREATE TABLE record(unit TEXT, source TEXT, seq INTEGER, at TEXT, data TEXT,
              PRIMARY KEY(unit, source, seq)) WITHOUT ROWID;
            CREATE TABLE totals(unit TEXT PRIMARY KEY, passages_in INTEGER, people INTEGER, vehicles INTEGER, green INTEGER,
              pass INTEGER) WITHOUT ROWID;
            """);
        AddUnits(connection);
        using var begin = Prepare(connection, "BEGIN IMMEDIATE");
        using var commit = Prepare(connection, "COMMIT");
        using var insert = Prepare(connection, "INSERT INTO record VALUES($unit, 'bench', $seq, '2020-02-01T08:10:00+08:00', $data)");
        using var update = Prepare(connection, """
            UPDATE totals SET passages_in = passages_in + 1, people = people + 2, vehicles = vehicles + 1,
            green = green + 1, pass = pass + 1 WHERE unit = $unit
            """);
        var data = """{"direction":"in","people":2,"vehicle":"晋J12345","temperature":36.5,"code":"green","outcome":"pass"}""";
        var (unit, seq) = (insert.Parameters.AddWithValue("$unit", ""), insert.Parameters.AddWithValue("$seq", 0L));
        insert.Parameters.AddWithValue("$data", data);
        var area = update.Parameters.AddWithValue("$unit", "");
        var watch = Stopwatch.StartNew();
        var count = 0;
        while (watch.Elapsed < duration)
        {
            var gate = count % Workloads.PassageTree.Gates;
            var village = gate % Workloads.PassageTree.Villages;
            begin.ExecuteNonQuery();
            (unit.Value, seq.Value) = (Workloads.PassageTree.Gate(gate), (long)count);
            insert.ExecuteNonQuery();
            foreach (var above in (string[])
                [
                    Workloads.PassageTree.Gate(gate), Workloads.PassageTree.Village(village),
                    Workloads.PassageTree.Township(village % Workloads.PassageTree.Townships), Workloads.PassageTree.County,
                ])
            {
                area.Value = above;
                update.ExecuteNonQuery();
            }

            commit.ExecuteNonQuery();
            count++;
        }

        return count / watch.Elapsed.TotalSeconds;
    }

    private static void AddUnits(SqliteConnection connection)
    {
        using var transaction = connection.BeginTransaction();
        foreach (var row in Workloads.PassageTree.ToCsv().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1))
        {
            Execute(connection, $"INSERT INTO totals VALUES('{row[..row.IndexOf(',', StringComparison.Ordinal)]}', 0, 0, 0, 0, 0)");
        }

        transaction.Commit();
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static SqliteCommand Prepare(SqliteConnection connection, string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        return command;
    }
}
