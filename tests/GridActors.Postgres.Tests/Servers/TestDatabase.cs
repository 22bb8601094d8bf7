namespace GridActors.Postgres.Tests.Servers;

/// <summary>A migrated database of a test's own, dropped with it.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    public const string TimeZone = "Asia/Shanghai";

    private readonly ThrowAwayPostgres _server;

    private TestDatabase(ThrowAwayPostgres server, string connectionString) =>
        (_server, ConnectionString) = (server, connectionString);

    public string ConnectionString { get; }

    public PostgresJournalOptions Options => new() { ConnectionString = ConnectionString, TimeZoneId = TimeZone };

    public static async Task<TestDatabase> CreateAsync(ThrowAwayPostgres? server = null)
    {
        var database = await CreateEmptyAsync(server);
        await PostgresMigrations.RunAsync(database.ConnectionString, TimeZone);
        return database;
    }

    public static async Task<TestDatabase> CreateEmptyAsync(ThrowAwayPostgres? server = null)
    {
        server ??= await ThrowAwayPostgres.Shared;
        return new(server, await server.CreateDatabaseAsync());
    }

    public Task<PostgresJournal> OpenAsync() => PostgresJournal.OpenAsync(Options);

    /// <summary>Past the journal, as a shell or a reporting tool would.</summary>
    public Task<object?> QueryAsync(string sql) =>
        ThrowAwayPostgres.RunSqlAsync(ConnectionString + ";Search Path=gridactors", sql);

    public async ValueTask DisposeAsync() => await _server.DropDatabaseAsync(ConnectionString);
}
