using GridActors.CommandLine.Access;
using GridActors.CommandLine.Commands;
using GridActors.CommandLine.Hosting;
using GridActors.Gateway;
using GridActors.Gateway.Health;
using GridActors.Journaling.Ports;

namespace GridActors.Standalone.Hosting;

/// <summary>A deployment and the gateway in front of it.</summary>
internal sealed class Server : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Server(WebApplication app, Deployment deployment) => (_app, Deployment) = (app, deployment);

    public Deployment Deployment { get; }

    /// <summary>Where it listens in fact, also when it was asked for any free port.</summary>
    public string Address => _app.Urls.First();

    /// <summary>Opens the data directory, then listens; answers are true from the first request on.</summary>
    /// <param name="isQuiet">What it says is for whoever waits for it, and stdout is somebody else's.</param>
    /// <exception cref="OptionsException">The settings cannot work.</exception>
    public static async Task<Server> StartAsync(
        DeploymentOptions options, string urls, bool isOpen, TimeProvider time, CancellationToken cancellation,
        bool isQuiet = false)
    {
        Listening.ThrowIfImpossible(urls);
        if (isOpen)
        {
            OpenAccess.ThrowIfOutside(urls);
        }

        var deployment = await Deployment.OpenAsync(
            options, time, LoggerFactory.Create(ProcessLog.Configure), cancellation);
        var newToken = default(string);
        try
        {
            newToken = isOpen ? null : AccessTokenFile.EnsureExists(options.DataDirectory);
            var app = Compose(deployment, options, urls, isOpen, time);
            deployment.Start();
            app.Services.GetRequiredService<Readiness>().IsReady = true;
            await Listening.StartAsync(app, cancellation);
            var server = new Server(app, deployment);
            if (!isQuiet)
            {
                server.Announce(newToken);
            }

            return server;
        }
        catch
        {
            if (newToken is not null)
            {
                AccessTokenFile.Forget(options.DataDirectory);
            }

            await deployment.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until the process is told to stop (SIGTERM, Ctrl+C) or <paramref name="cancellation"/>.</summary>
    public async Task WaitAsync(CancellationToken cancellation)
    {
        using var stop = cancellation.Register(_app.Lifetime.StopApplication);
        await _app.WaitForShutdownAsync(CancellationToken.None);
    }

    /// <summary>Turns new requests away, lets what is under way finish, stores what only memory holds.</summary>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        await Deployment.DisposeAsync();
    }

    private static WebApplication Compose(
        Deployment deployment, DeploymentOptions options, string urls, bool isOpen, TimeProvider time)
    {
        // No settings file is watched beside the program: it would watch the folder, and the database in it, for ever.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            ContentRootPath = AppContext.BaseDirectory,
            Args = ["--hostBuilder:reloadConfigOnChange=false"],
        });
        builder.WebHost.UseUrls(urls).UseGatewayKestrel();
        ProcessLog.Configure(builder.Logging);
        builder.Services
            .AddSingleton<IUnits>(deployment.Units)
            .AddSingleton<IUnitStore>(deployment.Journal)
            .AddSingleton<IJournal>(deployment.Journal)
            .AddSingleton<IUnitDirectory>(deployment.Journal)
            .AddSingleton<ILateEntries>(deployment.Journal)
            .AddSingleton<IAreaStore>(deployment.Journal)
            .AddSingleton<IAlerts>(deployment.Journal)
            .AddSingleton(deployment.Tasks)
            .AddSingleton(deployment.States)
            .AddSingleton(deployment.Traces)
            .AddSingleton<IUnitImport>(deployment.Import)
            .AddSingleton(options.Catalogue)
            .AddSingleton(deployment.Calendar)
            .AddSingleton(time)
            .AddGridActorsGateway(gateway =>
                gateway.AccessTokens = isOpen ? null : AccessTokenFile.Read(options.DataDirectory));
        var app = builder.Build();
        app.MapGridActors();
        return app;
    }

    private void Announce(string? newToken)
    {
        Console.WriteLine($"GridActors is ready: {Address}");
        if (newToken is not null)
        {
            Console.WriteLine($"Access token (shown this once): {newToken}");
        }
    }
}
