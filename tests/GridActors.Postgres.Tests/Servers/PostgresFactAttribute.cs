namespace GridActors.Postgres.Tests.Servers;

/// <summary>A test that needs PostgreSQL. Where none can be had it counts as skipped, never as passed.</summary>
public sealed class PostgresFactAttribute : Xunit.FactAttribute
{
    public PostgresFactAttribute()
    {
        if (ThrowAwayPostgres.WhyNot is { } reason)
        {
            Skip = reason;
        }
    }
}
