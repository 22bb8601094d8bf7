using System.Net;
using GridActors.CommandLine.Access;
using GridActors.CommandLine.Commands;
using GridActors.CommandLine.Hosting;
using GridActors.Core.Records;
using GridActors.Gateway;
using GridActors.Gateway.Access;
using GridActors.Gateway.Health;
using GridActors.Grains;
using GridActors.Journaling.Import;
using GridActors.Journaling.Loop;
using GridActors.Journaling.Ports;
using GridActors.Journaling.Tasks;
using GridActors.Journaling.Traces;
using GridActors.Postgres;
using Orleans.Configuration;
using Orleans.Runtime.MembershipService;

namespace GridActors.Silo.Hosting;

/// <summary>A silo with the gateway in it: every silo also serves HTTP.</summary>
internal sealed class SiloServer : IAsyncDisposable
{
    /// <summary>
    /// A silo that answers nothing any more is out after some twelve of these; with Orleans' own 5 s that took a
    /// minute, in which every call to its units waits.
    /// </summary>
    private static readonly TimeSpan ProbeTimeout = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Who has not said so within the last three of these counts as stale, and a silo that joins votes it out. Where
    /// all were killed at once, by a power cut, nobody else is left to do that.
    /// </summary>
    private static readonly TimeSpan AlivePace = TimeSpan.FromSeconds(5);

    /// <summary>
    /// One that was voted out while the others could not reach it learns of it by looking. Until then it is ready,
    /// answers readers what its units held before, and takes no record; with Orleans' own pace for a minute.
    /// </summary>
    private static readonly TimeSpan MembershipPace = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Well above what joining takes on a busy machine, since a silo that joins for longer is voted out; with Orleans'
    /// own five minutes a county waited for as long after a power cut.
    /// </summary>
    private static readonly TimeSpan JoinPatience = TimeSpan.FromSeconds(45);

    private const int JoinAttemptsMax = 3;

    /// <summary>Longer than the database takes to fail a statement.</summary>
    private static readonly TimeSpan CallPatience = TimeSpan.FromSeconds(16);

    /// <summary>
    /// Of what silos ask one another. Where a message is lost with its connection nobody hears of it: after a power cut
    /// each unit whose place was being asked for then stood still for Orleans' own 30 s.
    /// </summary>
    private static readonly TimeSpan SystemPatience = TimeSpan.FromSeconds(8);

    /// <summary>
    /// A silo says good-bye in the database, and tries for as long as that is away. Whoever stops it (systemd,
    /// containers) waits for a minute and then kills it; what it holds is durable or is folded anew.
    /// </summary>
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(25);

    /// <summary>Silos that differ by some 45 s shut one another out.</summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromSeconds(10);

    private readonly WebApplication _app;
    private readonly PostgresJournal _journal;

    private SiloServer(WebApplication app, PostgresJournal journal) => (_app, _journal) = (app, journal);

    /// <summary>Joins the cluster, then says that it is ready.</summary>
    /// <param name="tokensDirectory">Where the access tokens lie; null: open to all.</param>
    /// <param name="time">
    /// What the units go by, and what answers state; Orleans and the web server keep the world's.
    /// </param>
    /// <exception cref="OptionsException">It cannot work as asked.</exception>
    public static async Task<SiloServer> StartAsync(
        SiloSettings settings, string urls, string? tokensDirectory, TimeProvider time, CancellationToken cancellation)
    {
        Listening.ThrowIfImpossible(urls);
        Listening.ThrowIfImpossible(new(settings.ListensOn, settings.SiloPort), "Cluster:SiloPort");
        Listening.ThrowIfImpossible(new(settings.ListensOn, settings.GatewayPort), "Cluster:GatewayPort");
        if (tokensDirectory is null)
        {
            OpenAccess.ThrowIfOutside(urls);
        }

        var tokens = tokensDirectory is null ? null : AccessTokenFile.Read(tokensDirectory);
        var journal = await settings.OpenJournalAsync();
        try
        {
            await WarnAsync(settings);
            var app = await JoinAsync(
                journal, settings, () => Compose(journal, settings, urls, tokens, time), cancellation);
            var readiness = app.Services.GetRequiredService<Readiness>();
            readiness.Measure();
            readiness.IsReady = true;
            app.Lifetime.ApplicationStopping.Register(() => readiness.IsReady = false);
            Console.WriteLine($"GridActors is ready: {app.Urls.First()}");
            return new SiloServer(app, journal);
        }
        catch
        {
            await journal.DisposeAsync();
            throw;
        }
    }

    /// <summary>Where it listens in fact, also when it was asked for any free port.</summary>
    public string Address => _app.Urls.First();

    public IServiceProvider Services => _app.Services;

    /// <summary>What the units of this silo stand on.</summary>
    public UnitPorts Ports => _app.Services.GetRequiredService<UnitPorts>();

    /// <summary>Waits until the process is told to stop (SIGTERM, Ctrl+C) or <paramref name="cancellation"/>.</summary>
    public async Task WaitAsync(CancellationToken cancellation)
    {
        using var stop = cancellation.Register(_app.Lifetime.StopApplication);
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var stopping = _app.Lifetime.ApplicationStopping.Register(told.SetResult);
        await told.Task;
    }

    /// <summary>
    /// Turns new requests away, lets the silo hand over what it holds, then lets go of the database; not for longer
    /// than is good for whoever waits.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        var stopped = StopAsync();
        if (await Task.WhenAny(stopped, Task.Delay(StopPatience)) != stopped)
        {
            await Console.Error.WriteLineAsync(
                $"Not stopped in order within {StopPatience.TotalSeconds:0} s; the others will find that it is gone");
            return;
        }

        await stopped;
    }

    private async Task StopAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        await _journal.DisposeAsync();
    }

    /// <summary>Tells what the silo can work with, and whoever runs it will want to put right.</summary>
    private static async Task WarnAsync(SiloSettings settings)
    {
        var found = await ClusterSchema.LookAsync(settings.ConnectionString, settings.Cluster);
        var ahead = DateTimeOffset.UtcNow - found.Now;
        if (ahead.Duration() >= ClockTolerance)
        {
            var where = ahead > TimeSpan.Zero ? "ahead of" : "behind";
            Console.WriteLine(FormattableString.Invariant(
                $"The clock of this machine is {ahead.Duration().TotalSeconds:0} s {where} the database's."));
        }

        if (found.OtherClusters is { } others)
        {
            Console.WriteLine(
                $"The database also serves the cluster {others}, and this silo is one of '{settings.Cluster}' "
                + "(Cluster:Id): two clusters on one database stand in each other's way.");
        }
    }

    /// <summary>
    /// Where all silos were lost at once, their rows look alive when the first comes back: it asks them in vain, and
    /// only who finds them silent from the beginning votes them out. So it begins anew.
    /// </summary>
    private static async Task<WebApplication> JoinAsync(
        PostgresJournal journal, SiloSettings settings, Func<WebApplication> compose, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            var app = compose();
            journal.WritesAs = NameOf(settings, app.Services.GetRequiredService<ILocalSiloDetails>().SiloAddress);
            try
            {
                await Listening.StartAsync(app, cancellation);
                return app;
            }
            catch (OrleansException) when (cancellation.IsCancellationRequested)
            {
                // Whatever stage a start was cut off in, it was told to stop.
                throw new OperationCanceledException(cancellation);
            }
            catch (OrleansClusterConnectivityCheckFailedException failure) when (attempt < JoinAttemptsMax)
            {
                Console.WriteLine($"Could not join, and tries again: {failure.Message}");
            }
        }
    }

    private static WebApplication Compose(
        PostgresJournal journal,
        SiloSettings settings,
        string urls,
        IReadOnlyList<AccessToken>? tokens,
        TimeProvider time)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            ContentRootPath = AppContext.BaseDirectory,
            Args = ["--hostBuilder:reloadConfigOnChange=false"],
        });
        builder.WebHost.UseUrls(urls).UseGatewayKestrel();
        ProcessLog.Configure(builder.Logging);
        builder.Host.UseOrleans(silo => silo
            .UseClusterTables(settings)
            .ConfigureEndpoints(
                settings.Address,
                settings.SiloPort,
                settings.GatewayPort,
                listenOnAnyHostAddress: settings.ListensOn.Equals(IPAddress.Any))
            .Configure<GrainCollectionOptions>(options => options.CollectionAge = settings.IdleAfter)
            .Configure<ClusterMembershipOptions>(options =>
                (options.ProbeTimeout, options.IAmAliveTablePublishTimeout, options.TableRefreshTimeout,
                    options.MaxJoinAttemptTime) = (ProbeTimeout, AlivePace, MembershipPace, JoinPatience))
            .Configure<SiloMessagingOptions>(options =>
                (options.ResponseTimeout, options.SystemResponseTimeout) = (CallPatience, SystemPatience))
            .AddTelemetry(builder.Configuration)
            .AddActivationRebalancer());
        builder.Services
            .AddSingleton(new FieldTime(time))
            .AddSingleton<IUnitStore>(journal)
            .AddSingleton<IJournal>(journal)
            .AddSingleton<IUnitDirectory>(journal)
            .AddSingleton<ILateEntries>(journal)
            .AddSingleton<IAreaStore>(journal)
            .AddSingleton<IAlerts>(journal)
            .AddSingleton<UnitTasks>()
            .AddSingleton<UnitStates>()
            .AddSingleton<TraceSearch>()
            .AddSingleton<IUnitLog, UnitLog>()
            .AddSingleton(settings.Catalogue)
            .AddSingleton(new Calendar(settings.TimeZone))
            .AddSingleton<IUnitImport>(services => new UnitImport(services.GetRequiredService<UnitPorts>()))
            .AddGridActorsGrains(settings.Units, settings.Waiting)
            .AddGridActorsGateway(gateway => gateway.AccessTokens = tokens)
            .AddTelemetry(builder.Configuration, $"{Environment.MachineName}:{settings.SiloPort}");
        var app = builder.Build();
        app.MapGridActors();
        return app;
    }

    private static WritingSilo NameOf(SiloSettings settings, SiloAddress silo) => new(
        settings.Cluster, silo.Endpoint.Address.ToString(), silo.Endpoint.Port, silo.Generation);
}
