using GridActors.Gateway.Tests.Contract;
using GridActors.Gateway.Tests.Hosts;

namespace GridActors.Silo.Tests.Gateway;

// The gateway's whole contract against a silo on PostgreSQL.

public sealed class SiloRecordTests : RecordContract
{
    protected override Task<RunningGateway> StartAsync() => PostgresSilo.StartAsync();
}

public sealed class SiloRefusalTests : RefusalContract
{
    protected override Task<RunningGateway> StartAsync() => PostgresSilo.StartAsync();
}

public sealed class SiloStructureTests : StructureContract
{
    protected override Task<RunningGateway> StartAsync() => PostgresSilo.StartAsync();
}

public sealed class SiloBodyTests : BodyContract
{
    protected override Task<RunningGateway> StartAsync() => PostgresSilo.StartAsync();
}

public sealed class SiloUnitTests : UnitContract
{
    protected override Task<RunningGateway> StartAsync() => PostgresSilo.StartAsync();
}

public sealed class SiloTotalsTests : TotalsContract
{
    protected override Task<RunningGateway> StartAsync() => PostgresSilo.StartAsync();
}

public sealed class SiloSeriesTests : SeriesContract
{
    protected override Task<RunningGateway> StartAsync() => PostgresSilo.StartAsync();
}

public sealed class SiloHistoryTests : HistoryContract
{
    protected override Task<RunningGateway> StartAsync() => PostgresSilo.StartAsync();
}

public sealed class SiloLiveTests : LiveContract
{
    protected override Task<RunningGateway> StartAsync() => PostgresSilo.StartAsync();
}

public sealed class SiloProblemTests : ProblemContract
{
    protected override Task<RunningGateway> StartAsync() => PostgresSilo.StartAsync();
}

public sealed class SiloDashboardTests : DashboardContract
{
    protected override Task<RunningGateway> StartAsync() => PostgresSilo.StartAsync();
}

public sealed class SiloOpenApiTests : OpenApiContract
{
    protected override Task<RunningGateway> StartAsync() => PostgresSilo.StartAsync();
}

public sealed class SiloBulletinTests : BulletinContract
{
    protected override Task<RunningGateway> StartAsync() => PostgresSilo.StartAsync();
}

public sealed class SiloReportTests : ReportContract
{
    protected override Task<RunningGateway> StartAsync() => PostgresSilo.StartAsync();
}

public sealed class SiloPlanTests : PlanContract
{
    protected override Task<RunningGateway> StartAsync() => PostgresSilo.StartAsync();
}
