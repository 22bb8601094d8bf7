using GridActors.Sqlite.Files;
using Microsoft.Data.Sqlite;

namespace GridActors.Sqlite.Reading;

/// <summary>A connection that reads, with the statements prepared on it so far. Used by one thread at a time.</summary>
internal sealed class ReadStatements : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, Statement> _prepared = new(StringComparer.Ordinal);
    private readonly Statement _begin;
    private readonly Statement _end;
    private readonly bool _isOneMoment;

    /// <param name="isOneMoment">One transaction for all, from now until this is disposed.</param>
    public ReadStatements(SqliteConnection connection, bool isOneMoment = false)
    {
        (_connection, _isOneMoment) = (connection, isOneMoment);
        _begin = new Statement(connection, "BEGIN");
        _end = new Statement(connection, "COMMIT");
        if (isOneMoment)
        {
            _begin.Run();
            this["SELECT count(*) FROM meta"].RunInt64(); // the moment is that of the first read
        }
    }

    /// <summary>The statement with this text; prepared when first asked for.</summary>
    public Statement this[string sql]
    {
        get
        {
            if (!_prepared.TryGetValue(sql, out var statement))
            {
                _prepared[sql] = statement = new Statement(_connection, sql);
            }

            return statement;
        }
    }

    /// <summary>Inside a transaction, so that several statements see the same state.</summary>
    public T AtOneMoment<T>(Func<ReadStatements, T> read)
    {
        if (!_isOneMoment)
        {
            _begin.Run();
        }

        try
        {
            return read(this);
        }
        finally
        {
            // A statement left standing (by an exception) would hold the transaction, and so the WAL.
            foreach (var statement in _prepared.Values)
            {
                statement.Reset();
            }

            if (!_isOneMoment)
            {
                _end.Run();
            }
        }
    }

    public void Dispose()
    {
        foreach (var statement in _prepared.Values)
        {
            statement.Dispose();
        }

        _begin.Dispose();
        _end.Dispose();
        _connection.Dispose();
    }
}
