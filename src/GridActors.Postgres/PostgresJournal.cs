using GridActors.Core.Alerts;
using GridActors.Core.Areas;
using GridActors.Core.Records;
using GridActors.Core.Units;
using GridActors.Journaling.Memory;
using GridActors.Journaling.Ports;
using GridActors.Postgres.Connections;
using GridActors.Postgres.Reading;
using GridActors.Postgres.Writing;
using Npgsql;

namespace GridActors.Postgres;

/// <summary>
/// The store of a cluster: one PostgreSQL database, in a schema of its own, shared by all silos. An append is durable
/// when it returns; of two silos that write one unit at most one goes on.
/// </summary>
public sealed class PostgresJournal : IUnitStore
{
    /// <summary>Areas come from few units and are repeated when they fail, so that few need to wait.</summary>
    private const int WaitingSavesMax = 1_000;

    private readonly WriterLane<AppendWork>[] _appends;
    private readonly WriterLane<SaveWork> _saves;
    private readonly ReadPool _pool;
    private readonly JournalReads _journal;
    private readonly DirectoryReads _directory;
    private readonly TotalsReads _totals;
    private readonly StaleReads _stale;
    private readonly ListingReads _listings;
    private int _isDisposed;

    private PostgresJournal(PostgresJournalOptions options)
    {
        var writing = new WriterLane<AppendWork>.Writing(
            (connection, batch) => AppendTransaction.WriteAsync(connection, batch, WritesAs),
            AppendTransaction.FindContestedAsync);
        _appends =
        [
            .. Enumerable.Range(0, options.Writers).Select(_ => new WriterLane<AppendWork>(
                ConnectionStrings.ForWriting(options, "GridActors appends"),
                Math.Max(1, options.WaitingAppendsMax / options.Writers),
                writing)),
        ];
        _saves = new WriterLane<SaveWork>(
            ConnectionStrings.ForWriting(options, "GridActors areas"),
            WaitingSavesMax,
            new(
                (connection, batch) => SaveTransaction.WriteAsync(connection, batch, WritesAs),
                (_, works) => Task.FromResult(works)));
        _pool = new ReadPool(ConnectionStrings.ForReading(options));
        (_journal, _directory, _totals, _stale) = (new(_pool), new(_pool), new(_pool), new(_pool));
        _listings = new ListingReads(_pool);
    }

    /// <summary>
    /// The silo in whose name all is written; once the others have voted it out that fails. Null: nobody's, for a
    /// process that belongs to no cluster.
    /// </summary>
    public WritingSilo? WritesAs { get; set; }

    /// <summary>Opens a journal that was migrated before; this never changes the schema.</summary>
    /// <exception cref="InvalidOperationException">
    /// Its schema is older or newer than this program's, or it belongs to a deployment in another time zone.
    /// </exception>
    /// <exception cref="JournalUnavailableException">The database cannot be reached or refuses.</exception>
    public static async Task<PostgresJournal> OpenAsync(PostgresJournalOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Writers, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Readers, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.WaitingAppendsMax, 1);
        try
        {
            await using var connection = new NpgsqlConnection(
                ConnectionStrings.ForWriting(options, "GridActors opening"));
            await connection.OpenAsync().ConfigureAwait(false);
            var version = await SchemaVersion.ReadAsync(connection).ConfigureAwait(false);
            SchemaVersion.ThrowIfNewer(version);
            if (version < PostgresMigrations.Newest)
            {
                throw new InvalidOperationException(
                    $"The database has schema {version}, this program needs {PostgresMigrations.Newest}: "
                    + "run `migrate` first.");
            }

            await SchemaVersion.ThrowIfOtherZoneAsync(connection, options.TimeZoneId).ConfigureAwait(false);
        }
        catch (Exception failure) when (PostgresFailures.IsOfDatabase(failure))
        {
            throw PostgresFailures.Unavailable(failure);
        }

        var journal = new PostgresJournal(options);
        foreach (var lane in journal._appends)
        {
            lane.Start();
        }

        journal._saves.Start();
        return journal;
    }

    public ValueTask<StoredUnit> LoadAsync(UnitId unit, CancellationToken cancellation = default) =>
        _journal.LoadAsync(unit, cancellation);

    public ValueTask<IReadOnlyList<StoredEntry>> ReadAsync(
        UnitId unit, long after, int limit, CancellationToken cancellation = default) =>
        _journal.ReadAsync(unit, after, limit, cancellation);

    public ValueTask<IReadOnlyList<StoredEntry>> FindAsync(
        UnitId unit, IReadOnlyCollection<RecordId> ids, CancellationToken cancellation = default) =>
        _journal.FindAsync(unit, ids, cancellation);

    public async ValueTask<AppendResult> AppendAsync(Append append)
    {
        AppendChecks.ThrowIfMalformed(append);
        var work = new AppendWork(append);
        await LaneOf(append.Unit).AddAsync(work).ConfigureAwait(false);
        return await work.Done.ConfigureAwait(false);
    }

    public ValueTask<UnitHead?> FindAsync(UnitId unit, CancellationToken cancellation = default) =>
        _directory.FindAsync(unit, cancellation);

    public ValueTask<IReadOnlyList<UnitHead>> ParentsAsync(UnitId unit, CancellationToken cancellation = default) =>
        _directory.ParentsAsync(unit, cancellation);

    public ValueTask<IReadOnlyList<UnitHead>> ChildrenAsync(
        UnitId? parent, CancellationToken cancellation = default) => _directory.ChildrenAsync(parent, cancellation);

    public ValueTask<bool> HasOpenChildrenAsync(UnitId unit, CancellationToken cancellation = default) =>
        _directory.HasOpenChildrenAsync(unit, cancellation);

    public ValueTask<IReadOnlyList<UnitHead>> PageAsync(
        UnitId? after, int limit, CancellationToken cancellation = default) =>
        _directory.PageAsync(after, limit, cancellation);

    public ValueTask<SubtreeTotals> ReadOwnAsync(UnitId unit, CancellationToken cancellation = default) =>
        _totals.OwnAsync(unit, cancellation);

    public ValueTask<IReadOnlyList<ChildTotals>> ReadChildrenAsync(
        UnitId area, CancellationToken cancellation = default) => _totals.ChildrenAsync(area, cancellation);

    public ValueTask<SubtreeTotals?> ReadSubtreeAsync(UnitId area, CancellationToken cancellation = default) =>
        _totals.SubtreeAsync(area, cancellation);

    public async ValueTask<bool> SaveAsync(IReadOnlyList<AreaRow> areas)
    {
        if (areas.Count == 0)
        {
            return true;
        }

        var work = new SaveWork(areas);
        await _saves.AddAsync(work).ConfigureAwait(false);
        return await work.Done.ConfigureAwait(false);
    }

    public ValueTask<IReadOnlyList<UnitId>> FindStaleAsync(CancellationToken cancellation = default) =>
        _stale.FindAsync(cancellation);

    public ValueTask<IReadOnlyList<UnitId>> DueAsync(
        DateTimeOffset now, int limit, CancellationToken cancellation = default) =>
        _journal.DueAsync(now, limit, cancellation);

    public ValueTask<IReadOnlyList<UnitAlert>> AlertsAsync(
        UnitId unit, AlertState? state, AlertPlace? after, int limit, CancellationToken cancellation = default) =>
        _listings.AlertsAsync(unit, state, after, limit, cancellation);

    public ValueTask<IReadOnlyList<StandingAlert>> OwnAlertsAsync(
        UnitId unit, CancellationToken cancellation = default) => _listings.OwnAsync(unit, cancellation);

    public ValueTask<IReadOnlyList<UnitId>> TaskedAsync(
        UnitId unit, DateTimeOffset at, UnitId? after, int limit, CancellationToken cancellation = default) =>
        _listings.TaskedAsync(unit, at, after, limit, cancellation);

    /// <summary>Writes what waits and gives the connections back.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
        {
            return;
        }

        await Task.WhenAll([.. _appends.Select(lane => lane.CloseAsync()), _saves.CloseAsync()]).ConfigureAwait(false);
        await _pool.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Always the same for a unit: its appends keep their order.</summary>
    private WriterLane<AppendWork> LaneOf(UnitId unit) =>
        _appends[_appends.Length == 1 ? 0 : (int)((uint)unit.GetHashCode() % (uint)_appends.Length)];
}
