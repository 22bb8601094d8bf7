using GridActors.Journaling.Ports;
using GridActors.Postgres.Connections;
using Npgsql;

namespace GridActors.Postgres;

/// <summary>The tables for membership, reminders and grain storage, which lie beside the journal.</summary>
public static class ClusterSchema
{
    private const string LookSql =
        """
        SELECT clock_timestamp(), (
          SELECT string_agg(DISTINCT deploymentid, ', ' ORDER BY deploymentid) FROM orleans.orleansmembershiptable
          WHERE deploymentid <> $1 AND status = 3 AND iamalivetime > now() - interval '30 seconds')
        """;

    /// <summary>
    /// When silos come and go each reads the membership many times at once. Without a bound three silos took all 100
    /// connections of the database, kept them for minutes, and one of them got none for its units.
    /// </summary>
    private const int ConnectionsMax = 6;

    /// <summary>How the cluster's providers reach them: they name their tables without a schema.</summary>
    public static string ConnectionString(string journal) => new NpgsqlConnectionStringBuilder(journal)
    {
        ApplicationName = "GridActors cluster",
        SearchPath = "orleans",
        MinPoolSize = 0,
        MaxPoolSize = ConnectionsMax,
    }.ConnectionString;

    /// <summary>What a silo that is about to join may find wrong although it can work.</summary>
    /// <exception cref="JournalUnavailableException">The database cannot be reached or refuses.</exception>
    public static async Task<ClusterSurroundings> LookAsync(string journal, string cluster)
    {
        try
        {
            await using var connection = new NpgsqlConnection(journal);
            await connection.OpenAsync().ConfigureAwait(false);
            await using var look = new NpgsqlCommand(LookSql, connection);
            look.Parameters.Add(new() { Value = cluster });
            await using var row = await look.ExecuteReaderAsync().ConfigureAwait(false);
            await row.ReadAsync().ConfigureAwait(false);
            return new ClusterSurroundings(
                row.GetFieldValue<DateTimeOffset>(0),
                await row.IsDBNullAsync(1).ConfigureAwait(false) ? null : row.GetString(1));
        }
        catch (Exception failure) when (PostgresFailures.IsOfDatabase(failure))
        {
            throw PostgresFailures.Unavailable(failure);
        }
    }
}

/// <param name="Now">By the database's clock.</param>
/// <param name="OtherClusters">Ids of other clusters that have living silos on this database; null for none.</param>
public readonly record struct ClusterSurroundings(DateTimeOffset Now, string? OtherClusters);
