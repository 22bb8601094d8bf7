using GridActors.Journaling.Ports;

namespace GridActors.Postgres.Tests.Servers;

/// <summary>What a later program's migration may do to a database and still leave room for this one to write.</summary>
public static class NewerSchema
{
    /// <returns>The number of the schema.</returns>
    public static async Task<int> AddAsync(string connectionString)
    {
        var newer = PostgresMigrations.Newest + 1;
        await ThrowAwayPostgres.RunSqlAsync(
            connectionString,
            $"""
            SET search_path = gridactors;
            ALTER TABLE unit ADD COLUMN later text;
            ALTER TABLE head ADD COLUMN later bigint NOT NULL DEFAULT 0;
            ALTER TABLE entry ADD COLUMN later bigint NOT NULL DEFAULT 0;
            ALTER TABLE totals ADD COLUMN later text;
            ALTER TABLE area ADD COLUMN later text;
            ALTER TABLE alert ADD COLUMN later text;
            ALTER TABLE trace ADD COLUMN later text;
            CREATE TABLE later (unit_no bigint PRIMARY KEY);
            UPDATE meta SET value = '{newer}' WHERE name = 'schema';
            INSERT INTO meta (name, value) VALUES ('{StoredSchema.OldestWriterName}', '{PostgresMigrations.Newest}')
            ON CONFLICT (name) DO UPDATE SET value = excluded.value;
            """);
        return newer;
    }
}
