using GridActors.Postgres.Tests.Servers;
using Npgsql;

namespace GridActors.Postgres.Tests;

public sealed class ClusterSchemaTests
{
    [PostgresFact]
    public async Task A_silo_finds_the_database_s_clock_and_other_clusters_that_live_on_it()
    {
        await using var database = await TestDatabase.CreateAsync();
        var alone = await ClusterSchema.LookAsync(database.ConnectionString, "gridactors");
        Assert.Null(alone.OtherClusters);
        Assert.InRange(DateTimeOffset.UtcNow - alone.Now, TimeSpan.FromSeconds(-5), TimeSpan.FromSeconds(5));

        await database.QueryAsync(
            """
            INSERT INTO orleans.orleansmembershipversiontable (deploymentid) VALUES ('gridactors'), ('gridactor'), ('gone'), ('grid');
            INSERT INTO orleans.orleansmembershiptable
            SELECT cluster, '10.0.0.1', 11111, 1, 's', 'h', status, 30000, NULL, now(), now() - age
            FROM (VALUES ('gridactors', 3, interval '1s'), ('gridactor', 3, '1s'), ('gone', 6, '1s'), ('grid', 3, '1min'))
              AS silos (cluster, status, age)
            """);
        Assert.Equal("gridactor", (await ClusterSchema.LookAsync(database.ConnectionString, "gridactors")).OtherClusters);
    }

    [PostgresFact]
    public async Task However_much_is_asked_at_once_a_silo_s_providers_take_six_connections()
    {
        await using var database = await TestDatabase.CreateAsync();
        var providers = ClusterSchema.ConnectionString(database.ConnectionString);
        await Task.WhenAll(Enumerable.Range(0, 40).Select(async _ =>
        {
            await using var connection = new NpgsqlConnection(providers);
            await connection.OpenAsync();
            await using var read = new NpgsqlCommand("SELECT pg_sleep(0.05)", connection);
            await read.ExecuteNonQueryAsync();
        }));

        Assert.Equal(6L, await ThrowAwayPostgres.RunSqlAsync(
            database.ConnectionString,
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'GridActors cluster'"));
        NpgsqlConnection.ClearPool(new NpgsqlConnection(providers));
    }
}
