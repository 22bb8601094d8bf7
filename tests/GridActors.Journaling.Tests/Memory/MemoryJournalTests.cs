using GridActors.Core.Units;
using GridActors.Journaling.Memory;
using GridActors.Journaling.Ports;
using GridActors.Journaling.Tests.Contract;

namespace GridActors.Journaling.Tests.Memory;

public sealed class MemoryStore : StoreUnderTest
{
    private readonly MemoryJournal _journal = new();

    public override Task<IUnitStore> OpenAsync() => Task.FromResult<IUnitStore>(_journal);

    public override Task<IUnitStore> ReopenAsync() => Task.FromResult<IUnitStore>(_journal);

    public override ValueTask DisposeAsync() => _journal.DisposeAsync();
}

public sealed class MemoryAppendTests : AppendContract<MemoryStore>;

public sealed class MemoryFenceTests : FenceContract<MemoryStore>;

public sealed class MemoryGuardTests : GuardContract<MemoryStore>;

public sealed class MemoryDirectoryTests : DirectoryContract<MemoryStore>;

public sealed class MemoryDeadlineTests : DeadlineContract<MemoryStore>;

public sealed class MemoryTotalsTests : TotalsContract<MemoryStore>;

public sealed class MemoryAreaTests : AreaContract<MemoryStore>;

public sealed class MemoryAlertTests : AlertContract<MemoryStore>;

public sealed class MemoryTaskTests : TaskContract<MemoryStore>;

public sealed class MemoryTraceTests : TraceContract<MemoryStore>;

public sealed class MemoryLateTests : LateContract<MemoryStore>;

public sealed class MemoryHistoryTests : HistoryContract<MemoryStore>;

/// <summary>Beyond the contract: the simulation needs every call to be complete when it returns.</summary>
public sealed class MemoryJournalTests
{
    [Fact]
    public void Every_call_is_complete_when_it_returns()
    {
        var journal = new MemoryJournal();
        var unit = new UnitWriter(() => journal, UnitId.Parse("u"));

        Assert.True(journal.AppendAsync(unit.Next()).AsTask().IsCompletedSuccessfully);
        Assert.True(journal.LoadAsync(unit.Id).AsTask().IsCompletedSuccessfully);
        Assert.True(journal.ReadAsync(unit.Id, 0, 1).AsTask().IsCompletedSuccessfully);
        Assert.True(journal.SaveAsync([]).AsTask().IsCompletedSuccessfully);
        Assert.True(journal.ReadChildrenAsync(unit.Id).AsTask().IsCompletedSuccessfully);
        Assert.True(journal.FindStaleAsync().AsTask().IsCompletedSuccessfully);
        Assert.True(journal.StaysAsync([]).AsTask().IsCompletedSuccessfully);
    }
}
