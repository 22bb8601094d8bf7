using GridActors.Journaling.Ports;
using GridActors.Journaling.Tests.Contract;

namespace GridActors.Sqlite.Tests;

public class SqliteStore : StoreUnderTest
{
    private readonly TemporaryFolder _folder = new();
    private SqliteJournal? _journal;

    public override async Task<IUnitStore> OpenAsync()
    {
        await PrepareAsync();
        return _journal = await _folder.OpenAsync();
    }

    public override async Task<IUnitStore> ReopenAsync()
    {
        await _journal!.DisposeAsync();
        return _journal = await _folder.OpenAsync();
    }

    public override Task ForgetTracesAsync()
    {
        _folder.Query("DELETE FROM trace_new; DELETE FROM trace; DELETE FROM trace_part; DELETE FROM stay; UPDATE head SET traced = 0");
        return Task.CompletedTask;
    }

    public override async ValueTask DisposeAsync()
    {
        await _journal!.DisposeAsync();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected virtual Task PrepareAsync() => Task.CompletedTask;

    private protected async Task AddNewerSchemaAsync()
    {
        await (await _folder.OpenAsync()).DisposeAsync();
        _folder.AddNewerSchema();
    }
}

/// <summary>Rolled back to: a later program has migrated the file.</summary>
public sealed class NewerSqliteStore : SqliteStore
{
    private protected override Task PrepareAsync() => AddNewerSchemaAsync();
}

public sealed class SqliteAppendTests : AppendContract<SqliteStore>;

public sealed class SqliteFenceTests : FenceContract<SqliteStore>;

public sealed class SqliteGuardTests : GuardContract<SqliteStore>;

public sealed class SqliteDirectoryTests : DirectoryContract<SqliteStore>;

public sealed class SqliteDeadlineTests : DeadlineContract<SqliteStore>;

public sealed class SqliteTotalsTests : TotalsContract<SqliteStore>;

public sealed class SqliteAreaTests : AreaContract<SqliteStore>;

public sealed class SqliteAlertTests : AlertContract<SqliteStore>;

public sealed class SqliteTaskTests : TaskContract<SqliteStore>;

public sealed class SqliteTraceTests : TraceContract<SqliteStore>;

public sealed class SqliteLateTests : LateContract<SqliteStore>;

public sealed class SqliteHistoryTests : HistoryContract<SqliteStore>;

public sealed class SqliteTraceFillTests : TraceFillContract<SqliteStore>;

public sealed class NewerSqliteAppendTests : AppendContract<NewerSqliteStore>;

public sealed class NewerSqliteDirectoryTests : DirectoryContract<NewerSqliteStore>;

public sealed class NewerSqliteAreaTests : AreaContract<NewerSqliteStore>;

public sealed class NewerSqliteAlertTests : AlertContract<NewerSqliteStore>;

public sealed class NewerSqliteTraceTests : TraceContract<NewerSqliteStore>;
