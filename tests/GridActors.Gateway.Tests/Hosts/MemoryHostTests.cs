using GridActors.Gateway.Tests.Contract;

namespace GridActors.Gateway.Tests.Hosts;

// The whole contract against the units of one process on the in-memory journal. Another host adds another such file.

public sealed class MemoryRecordTests : RecordContract
{
    protected override Task<RunningGateway> StartAsync() => new MemoryGateway().StartAsync();
}

public sealed class MemoryRefusalTests : RefusalContract
{
    protected override Task<RunningGateway> StartAsync() => new MemoryGateway().StartAsync();
}

public sealed class MemoryStructureTests : StructureContract
{
    protected override Task<RunningGateway> StartAsync() => new MemoryGateway().StartAsync();
}

public sealed class MemoryBodyTests : BodyContract
{
    protected override Task<RunningGateway> StartAsync() => new MemoryGateway().StartAsync();
}

public sealed class MemoryUnitTests : UnitContract
{
    protected override Task<RunningGateway> StartAsync() => new MemoryGateway().StartAsync();
}

public sealed class MemoryTotalsTests : TotalsContract
{
    protected override Task<RunningGateway> StartAsync() => new MemoryGateway().StartAsync();
}

public sealed class MemorySeriesTests : SeriesContract
{
    protected override Task<RunningGateway> StartAsync() => new MemoryGateway().StartAsync();
}

public sealed class MemoryHistoryTests : HistoryContract
{
    protected override Task<RunningGateway> StartAsync() => new MemoryGateway().StartAsync();
}

public sealed class MemoryLiveTests : LiveContract
{
    protected override Task<RunningGateway> StartAsync() => new MemoryGateway().StartAsync();
}

public sealed class MemoryProblemTests : ProblemContract
{
    protected override Task<RunningGateway> StartAsync() => new MemoryGateway().StartAsync();
}

public sealed class MemoryDashboardTests : DashboardContract
{
    protected override Task<RunningGateway> StartAsync() => new MemoryGateway().StartAsync();
}

public sealed class MemoryOpenApiTests : OpenApiContract
{
    protected override Task<RunningGateway> StartAsync() => new MemoryGateway().StartAsync();
}

public sealed class MemoryAlertTests : AlertContract
{
    protected override Task<RunningGateway> StartAsync() => new MemoryGateway().StartAsync();
}

public sealed class MemoryTaskTests : TaskContract
{
    protected override Task<RunningGateway> StartAsync() => new MemoryGateway().StartAsync();
}

public sealed class MemoryBulletinTests : BulletinContract
{
    protected override Task<RunningGateway> StartAsync() => new MemoryGateway().StartAsync();
}

public sealed class MemoryReportTests : ReportContract
{
    protected override Task<RunningGateway> StartAsync() => new MemoryGateway().StartAsync();
}

public sealed class MemoryPlanTests : PlanContract
{
    protected override Task<RunningGateway> StartAsync() => new MemoryGateway().StartAsync();
}
