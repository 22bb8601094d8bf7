using Npgsql;

namespace GridActors.Postgres.Writing;

/// <summary>Stands before what a silo writes, and fails its transaction once the others have voted it out.</summary>
internal static class Fence
{
    private const string Confirm = "SELECT orleans.confirm($1, $2, $3, $4)";

    public static NpgsqlBatchCommand Of(WritingSilo silo) => new(Confirm)
    {
        Parameters =
        {
            new NpgsqlParameter<string> { TypedValue = silo.Cluster },
            new NpgsqlParameter<string> { TypedValue = silo.Address },
            new NpgsqlParameter<int> { TypedValue = silo.Port },
            new NpgsqlParameter<int> { TypedValue = silo.Generation },
        },
    };
}
