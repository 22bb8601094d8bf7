using Npgsql;

namespace GridActors.Postgres;

/// <summary>The tables for membership, reminders and grain storage, which lie beside the journal.</summary>
public static class ClusterSchema
{
    /// <summary>How the cluster's providers reach them: they name their tables without a schema.</summary>
    public static string ConnectionString(string journal) =>
        new NpgsqlConnectionStringBuilder(journal) { SearchPath = "orleans" }.ConnectionString;
}
