using GridActors.CommandLine.Commands;
using GridActors.CommandLine.Hosting;
using GridActors.Core.Records;
using GridActors.Journaling.Deadlines;
using GridActors.Journaling.Import;
using GridActors.Journaling.Loop;
using GridActors.Journaling.Ports;
using GridActors.Journaling.Recounts;
using GridActors.Journaling.RollUps;
using GridActors.Journaling.Tasks;
using GridActors.Journaling.Traces;
using GridActors.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace GridActors.Standalone.Hosting;

/// <summary>
/// One deployment in this process: the journal on SQLite, the units, and what keeps them true and on time.
/// </summary>
internal sealed class Deployment : IAsyncDisposable
{
    private static readonly TimeSpan HealPace = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _stopping = new();
    private readonly SqliteJournal _journal;
    private readonly UnitLog _log;
    private readonly TimeProvider _time;
    private readonly RollUpHealer _healer;
    private Task _background = Task.CompletedTask;

    private Deployment(
        SqliteJournal journal, Calendar calendar, DeploymentOptions options, TimeProvider time, UnitLog log)
    {
        (_journal, _log, _time, Calendar) = (journal, log, time, calendar);
        Units = new LocalUnits(options.Catalogue, calendar, journal, time, log, options.Units, options.Memory);
        _healer = new RollUpHealer(journal, Units, log);
    }

    public LocalUnits Units { get; }

    public Calendar Calendar { get; }

    public SqliteJournal Journal => _journal;

    public UnitImport Import => new(Units.Ports);

    public UnitTasks Tasks => new(Units.Ports);

    public UnitStates States => new(Units.Ports);

    public TraceSearch Traces => new(Units.Ports);

    /// <summary>
    /// Opens the data directory, makes it if needed, and brings every stored total up to its journal.
    /// </summary>
    /// <exception cref="OptionsException">The directory cannot be used as it is.</exception>
    public static async Task<Deployment> OpenAsync(
        DeploymentOptions options, TimeProvider time, ILoggerFactory loggers, CancellationToken cancellation)
    {
        var zone = ZoneOf(options);
        var journal = await OpenJournalAsync(options);
        var log = new UnitLog(loggers.CreateLogger<UnitLog>(), TimeProvider.System);
        var deployment = new Deployment(journal, new Calendar(zone), options, time, log);
        await deployment._healer.HealAsync(cancellation);
        return deployment;
    }

    /// <summary>A recount beside the process that has this deployment open, which it only reads.</summary>
    /// <exception cref="OptionsException">The time zone is not known.</exception>
    public static LiveRecount Beside(DeploymentOptions options, TimeSpan patience)
    {
        var calendar = new Calendar(ZoneOf(options));
        return new LiveRecount(OpenAsync, TimeProvider.System) { Patience = patience };

        async Task<UnitPorts> OpenAsync()
        {
            var moment = await SqliteJournal.OpenMomentAsync(JournalOf(options));
            var log = new UnitLog(NullLogger<UnitLog>.Instance, TimeProvider.System);
            return new LocalUnits(
                options.Catalogue, calendar, moment, TimeProvider.System, log, options.Units, options.Memory).Ports;
        }
    }

    /// <summary>Starts sweeping deadlines, putting idle units away, and looking for what lags.</summary>
    public void Start()
    {
        var sweeper = new DeadlineSweeper(_journal, Units, _log, _time);
        _background = Task.WhenAll(
            sweeper.RunAsync(_stopping.Token),
            Units.EvictAsync(_stopping.Token),
            HealAsync(_stopping.Token),
            new TraceFill(Units.Ports).RunAsync(_stopping.Token));
    }

    public Task<RecountResult> RecountAsync(IProgress<long>? progress, CancellationToken cancellation) =>
        new Recount(Units.Ports).RunAsync(progress, cancellation);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _background.ContinueWith(_ => { }, TaskScheduler.Default);
        await Units.StopAsync(StopPatience);
        await _journal.DisposeAsync();
        _stopping.Dispose();
    }

    private static TimeZoneInfo ZoneOf(DeploymentOptions options) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(options.TimeZone, out var zone)
            ? zone
            : throw new OptionsException($"TimeZone '{options.TimeZone}' is not known on this machine");

    private static SqliteJournalOptions JournalOf(DeploymentOptions options) => new()
    {
        Directory = options.DataDirectory,
        TimeZoneId = options.TimeZone,
        TracesKey = options.TracesKey,
    };

    private static async Task<SqliteJournal> OpenJournalAsync(DeploymentOptions options)
    {
        try
        {
            return await SqliteJournal.OpenAsync(JournalOf(options));
        }
        catch (InvalidOperationException failure)
        {
            // In use by another process, of a newer version, of another time zone or key: the message says which.
            throw new OptionsException(failure.Message);
        }
        catch (Exception failure) when (
            failure is IOException or UnauthorizedAccessException or JournalUnavailableException)
        {
            throw new OptionsException(
                $"the data directory {options.DataDirectory} cannot be used: {failure.Message}");
        }
    }

    private async Task HealAsync(CancellationToken cancellation)
    {
        while (true)
        {
            await Task.Delay(HealPace, _time, cancellation);
            try
            {
                await _healer.HealAsync(cancellation);
            }
            catch (JournalUnavailableException)
            {
                // What lags lags still; the next look finds it.
            }
        }
    }
}
