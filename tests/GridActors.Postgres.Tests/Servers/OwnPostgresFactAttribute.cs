namespace GridActors.Postgres.Tests.Servers;

/// <summary>A test that kills its server, which therefore must be its own.</summary>
public sealed class OwnPostgresFactAttribute : Xunit.FactAttribute
{
    public OwnPostgresFactAttribute()
    {
        if (!ThrowAwayPostgres.CanStartOwn)
        {
            Skip = "No programs of PostgreSQL (initdb, pg_ctl) on this machine: run tests/run.sh, which installs them.";
        }
    }
}
