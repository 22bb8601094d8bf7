using GridActors.Gateway.Tests.Contract;
using GridActors.Gateway.Tests.Hosts;
using GridActors.Grains.Tests.Hosts;

namespace GridActors.Grains.Tests.Gateway;

// The gateway's whole contract against units that are grains.

public sealed class GrainRecordTests : RecordContract
{
    protected override Task<RunningGateway> StartAsync() => MemorySilo.StartGatewayAsync();
}

public sealed class GrainRefusalTests : RefusalContract
{
    protected override Task<RunningGateway> StartAsync() => MemorySilo.StartGatewayAsync();
}

public sealed class GrainStructureTests : StructureContract
{
    protected override Task<RunningGateway> StartAsync() => MemorySilo.StartGatewayAsync();
}

public sealed class GrainBodyTests : BodyContract
{
    protected override Task<RunningGateway> StartAsync() => MemorySilo.StartGatewayAsync();
}

public sealed class GrainUnitTests : UnitContract
{
    protected override Task<RunningGateway> StartAsync() => MemorySilo.StartGatewayAsync();
}

public sealed class GrainTotalsTests : TotalsContract
{
    protected override Task<RunningGateway> StartAsync() => MemorySilo.StartGatewayAsync();
}

public sealed class GrainSeriesTests : SeriesContract
{
    protected override Task<RunningGateway> StartAsync() => MemorySilo.StartGatewayAsync();
}

public sealed class GrainHistoryTests : HistoryContract
{
    protected override Task<RunningGateway> StartAsync() => MemorySilo.StartGatewayAsync();
}

public sealed class GrainLiveTests : LiveContract
{
    protected override Task<RunningGateway> StartAsync() => MemorySilo.StartGatewayAsync();
}

public sealed class GrainProblemTests : ProblemContract
{
    protected override Task<RunningGateway> StartAsync() => MemorySilo.StartGatewayAsync();
}

public sealed class GrainDashboardTests : DashboardContract
{
    protected override Task<RunningGateway> StartAsync() => MemorySilo.StartGatewayAsync();
}

public sealed class GrainOpenApiTests : OpenApiContract
{
    protected override Task<RunningGateway> StartAsync() => MemorySilo.StartGatewayAsync();
}

public sealed class GrainAlertTests : AlertContract
{
    protected override Task<RunningGateway> StartAsync() => MemorySilo.StartGatewayAsync();
}

public sealed class GrainTaskTests : TaskContract
{
    protected override Task<RunningGateway> StartAsync() => MemorySilo.StartGatewayAsync();
}

public sealed class GrainBulletinTests : BulletinContract
{
    protected override Task<RunningGateway> StartAsync() => MemorySilo.StartGatewayAsync();
}

public sealed class GrainReportTests : ReportContract
{
    protected override Task<RunningGateway> StartAsync() => MemorySilo.StartGatewayAsync();
}

public sealed class GrainPlanTests : PlanContract
{
    protected override Task<RunningGateway> StartAsync() => MemorySilo.StartGatewayAsync();
}
