using GridActors.Journaling.Ports;
using GridActors.Journaling.Tests.Contract;
using GridActors.Postgres.Tests.Servers;

namespace GridActors.Postgres.Tests;

public class PostgresStore : StoreUnderTest
{
    private TestDatabase? _database;
    private PostgresJournal? _journal;

    public override async Task<IUnitStore> OpenAsync()
    {
        _database = await TestDatabase.CreateAsync();
        await PrepareAsync(_database);
        return _journal = await _database.OpenAsync();
    }

    public override async Task<IUnitStore> ReopenAsync()
    {
        await _journal!.DisposeAsync();
        return _journal = await _database!.OpenAsync();
    }

    public override Task ForgetTracesAsync() =>
        _database!.QueryAsync("DELETE FROM trace; DELETE FROM stay; UPDATE head SET traced = 0");

    public override async ValueTask DisposeAsync()
    {
        if (_journal is not null)
        {
            await _journal.DisposeAsync();
        }

        if (_database is not null)
        {
            await _database.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    protected virtual Task PrepareAsync(TestDatabase database) => Task.CompletedTask;
}

/// <summary>Rolled back to: a later program has migrated the database.</summary>
public sealed class NewerPostgresStore : PostgresStore
{
    protected override Task PrepareAsync(TestDatabase database) => NewerSchema.AddAsync(database.ConnectionString);
}

public sealed class PostgresAppendTests : AppendContract<PostgresStore>;

public sealed class PostgresFenceTests : FenceContract<PostgresStore>;

public sealed class PostgresGuardTests : GuardContract<PostgresStore>;

public sealed class PostgresDirectoryTests : DirectoryContract<PostgresStore>;

public sealed class PostgresDeadlineTests : DeadlineContract<PostgresStore>;

public sealed class PostgresTotalsTests : TotalsContract<PostgresStore>;

public sealed class PostgresAreaTests : AreaContract<PostgresStore>;

public sealed class PostgresAlertTests : AlertContract<PostgresStore>;

public sealed class PostgresTaskTests : TaskContract<PostgresStore>;

public sealed class PostgresTraceTests : TraceContract<PostgresStore>;

public sealed class PostgresLateTests : LateContract<PostgresStore>;

public sealed class PostgresHistoryTests : HistoryContract<PostgresStore>;

public sealed class PostgresTraceFillTests : TraceFillContract<PostgresStore>;

public sealed class NewerPostgresAppendTests : AppendContract<NewerPostgresStore>;

public sealed class NewerPostgresDirectoryTests : DirectoryContract<NewerPostgresStore>;

public sealed class NewerPostgresAreaTests : AreaContract<NewerPostgresStore>;

public sealed class NewerPostgresAlertTests : AlertContract<NewerPostgresStore>;

public sealed class NewerPostgresTraceTests : TraceContract<NewerPostgresStore>;
