using System.Diagnostics;
using GridActors.Benchmarks.Workloads;
using Microsoft.Data.Sqlite;

namespace GridActors.Benchmarks.Baselines;

/// <summary>
/// The same job the usual way: for each record a transaction that inserts it (its identity being the key) and updates
/// the checkpoint's, village's, township's and county's totals. Prepared statements, WAL and FULL as ours; no days, no
/// rules: everything is in its favour.
/// </summary>
internal sealed class PlainSqlite : IDisposable
{
    private const string At = "2020-02-01T08:10:00+08:00";
    private const string Data = """{"direction":"in","people":2,"temperature":36.5,"code":"green","outcome":"pass"}""";

    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _begin;
    private readonly SqliteCommand _commit;
    private readonly SqliteCommand _insert;
    private readonly SqliteCommand _update;

    public PlainSqlite(string directory)
    {
        _connection = new SqliteConnection($"Data Source={Path.Combine(directory, "plain.db")}");
        _connection.Open();
        Execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL");
        Execute("""
            CREATE TABLE record(unit TEXT, source TEXT, seq INTEGER, at TEXT, data TEXT,
              PRIMARY KEY(unit, source, seq)) WITHOUT ROWID;
            CREATE TABLE totals(unit TEXT PRIMARY KEY, passages_in INTEGER, people INTEGER, vehicles INTEGER, green INTEGER,
              pass INTEGER) WITHOUT ROWID;
            """);
        AddUnits();
        _begin = Prepare("BEGIN IMMEDIATE");
        _commit = Prepare("COMMIT");
        _insert = Prepare("INSERT INTO record VALUES($unit, $source, $seq, $at, $data)", "$unit", "$source", "$seq", "$at", "$data");
        _update = Prepare(
            """
            UPDATE totals SET passages_in = passages_in + 1, people = people + 2,
            green = green + 1, pass = pass + 1 WHERE unit = $unit
            """,
            "$unit");
    }

    /// <summary>In process, no HTTP, no JSON. Durable records a second.</summary>
    public static double Run(string directory, TimeSpan duration)
    {
        using var plain = new PlainSqlite(directory);
        var watch = Stopwatch.StartNew();
        var count = 0;
        while (watch.Elapsed < duration)
        {
            plain.Store(PassageTree.Gate(count % PassageTree.Gates), "bench", count, At, Data);
            count++;
        }

        return count / watch.Elapsed.TotalSeconds;
    }

    /// <summary>
    /// What SQLite can take at most of the same rows: one transaction for all of them, no totals, no one who waits for an
    /// answer. Rows a second, its commit included.
    /// </summary>
    public static double RunBulk(string directory, TimeSpan duration)
    {
        using var plain = new PlainSqlite(directory);
        var watch = Stopwatch.StartNew();
        plain._begin.ExecuteNonQuery();
        var count = 0;
        while (watch.Elapsed < duration)
        {
            plain.Insert(PassageTree.Gate(count % PassageTree.Gates), "bench", count, At, Data);
            count++;
        }

        plain._commit.ExecuteNonQuery();
        return count / watch.Elapsed.TotalSeconds;
    }

    /// <summary>Durable on return. One caller at a time.</summary>
    public void Store(string gate, string source, long seq, string at, string data)
    {
        _begin.ExecuteNonQuery();
        Insert(gate, source, seq, at, data);
        foreach (var unit in (string[])[gate, gate[..PassageTree.VillageLength], gate[..PassageTree.TownshipLength], PassageTree.County])
        {
            _update.Parameters[0].Value = unit;
            _update.ExecuteNonQuery();
        }

        _commit.ExecuteNonQuery();
    }

    public void Dispose()
    {
        foreach (var command in (SqliteCommand[])[_begin, _commit, _insert, _update])
        {
            command.Dispose();
        }

        _connection.Dispose();
    }

    private void Insert(string gate, string source, long seq, string at, string data)
    {
        foreach (var (i, value) in ((object[])[gate, source, seq, at, data]).Index())
        {
            _insert.Parameters[i].Value = value;
        }

        _insert.ExecuteNonQuery();
    }

    private void AddUnits()
    {
        using var transaction = _connection.BeginTransaction();
        foreach (var row in PassageTree.ToCsv().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1))
        {
            Execute($"INSERT INTO totals VALUES('{row[..row.IndexOf(',', StringComparison.Ordinal)]}', 0, 0, 0, 0, 0)");
        }

        transaction.Commit();
    }

    private void Execute(string sql)
    {
        using var command = Prepare(sql);
        command.ExecuteNonQuery();
    }

    private SqliteCommand Prepare(string sql, params ReadOnlySpan<string> parameters)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach (var name in parameters)
        {
            command.Parameters.AddWithValue(name, "");
        }

        return command;
    }
}
