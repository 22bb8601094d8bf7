using GridActors.Core.Alerts;
using GridActors.Core.Areas;
using GridActors.Core.Records;
using GridActors.Core.Traces;
using GridActors.Core.Units;
using GridActors.Journaling.Ports;
using GridActors.Journaling.Traces;
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
    private readonly UnitLoads _loads;
    private readonly JournalReads _journal;
    private readonly DirectoryReads _directory;
    private readonly TotalsReads _totals;
    private readonly StaleReads _stale;
    private readonly ListingReads _listings;
    private readonly TraceReads _traces;
    private readonly LateReads _late;
    private readonly TraceKeys _keys;
    private int _isDisposed;

    /// <param name="moment">What all reads see, of a journal that cannot write; null for one that can.</param>
    private PostgresJournal(PostgresJournalOptions options, TraceKeys keys, NpgsqlConnection? moment = null)
    {
        var writing = new WriterLane<AppendWork>.Writing(
            (connection, batch) => AppendTransaction.WriteAsync(connection, batch, WritesAs),
            AppendTransaction.FindContestedAsync);
        _appends =
        [
            .. Enumerable.Range(0, moment is null ? options.Writers : 0).Select(_ => new WriterLane<AppendWork>(
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
        _pool = new ReadPool(ConnectionStrings.ForReading(options), moment);
        _loads = new UnitLoads(_pool);
        (_journal, _directory, _totals, _stale) = (new(_pool), new(_pool), new(_pool), new(_pool));
        _listings = new ListingReads(_pool);
        (_keys, _traces) = (keys, new TraceReads(_pool, keys));
        _late = new LateReads(_pool);
    }

    /// <summary>
    /// The silo in whose name all is written; once the others have voted it out that fails. Null: nobody's, for a
    /// process that belongs to no cluster.
    /// </summary>
    public WritingSilo? WritesAs { get; set; }

    /// <summary>Opens a journal that was migrated before; this never changes the schema.</summary>
    /// <exception cref="InvalidOperationException">
    /// The connection string is none, its schema is older than this program's or too new for it, it belongs to a
    /// deployment in another time zone, or its index of traces was made with another key.
    /// </exception>
    /// <exception cref="JournalUnavailableException">The database cannot be reached or refuses.</exception>
    public static async Task<PostgresJournal> OpenAsync(PostgresJournalOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Writers, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Readers, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.WaitingAppendsMax, 1);
        TraceKeys keys;
        await using (var connection = await ConnectAsync(
            ConnectionStrings.ForWriting(options, "GridActors opening"), options).ConfigureAwait(false))
        {
            keys = await KeysAsync(connection, options).ConfigureAwait(false);
        }

        var journal = new PostgresJournal(options, keys);
        foreach (var lane in journal._appends)
        {
            lane.Start();
        }

        journal._saves.Start();
        return journal;
    }

    /// <summary>
    /// The journal as it stands now, for reading, by one caller at a time: all reads see this moment, whatever the
    /// silos write meanwhile.
    /// </summary>
    /// <inheritdoc cref="OpenAsync" path="/exception"/>
    public static async Task<PostgresJournal> OpenMomentAsync(PostgresJournalOptions options)
    {
        var connection = await ConnectAsync(ConnectionStrings.ForMoment(options), options).ConfigureAwait(false);
        try
        {
            await using (var begin = new NpgsqlCommand(
                "BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY; SELECT 1", connection))
            {
                await begin.ExecuteNonQueryAsync().ConfigureAwait(false);
            }

            return new PostgresJournal(options, await KeysAsync(connection, options).ConfigureAwait(false), connection);
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public ValueTask<StoredUnit> LoadAsync(UnitId unit, CancellationToken cancellation = default) =>
        _loads.LoadAsync(unit, cancellation);

    public ValueTask<IReadOnlyList<StoredEntry>> ReadAsync(
        UnitId unit, long after, int limit, CancellationToken cancellation = default) =>
        _journal.ReadAsync(unit, after, limit, cancellation);

    public ValueTask<IReadOnlyList<StoredEntry>> FindAsync(
        UnitId unit, IReadOnlyCollection<RecordId> ids, CancellationToken cancellation = default) =>
        _journal.FindAsync(unit, ids, cancellation);

    public async ValueTask<AppendResult> AppendAsync(Append append)
    {
        ThrowIfForReading();
        AppendChecks.ThrowIfMalformed(append);
        var work = new AppendWork(append, TraceRows.Of(append, _keys));
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
        ThrowIfForReading();
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

    public ValueTask<IReadOnlyList<TracedEntry>> TraceAsync(
        IReadOnlyCollection<TraceName> names, DateTimeOffset from, DateTimeOffset to, TracePlace? after, int limit,
        CancellationToken cancellation = default) =>
        _traces.FindAsync(names, from, to, after, limit, cancellation);

    public ValueTask<IReadOnlyList<PersonStay>> StaysAsync(
        IReadOnlyCollection<TraceName> persons, CancellationToken cancellation = default) =>
        _traces.StaysAsync(persons);

    public ValueTask<IReadOnlyList<LateEntry>> LateAsync(
        UnitId unit, DateOnly day, DateTimeOffset after, int limit, CancellationToken cancellation = default) =>
        _late.FindAsync(unit, day, after, limit, cancellation);

    public ValueTask<DateTimeOffset> UnlistedUntilAsync(CancellationToken cancellation = default) =>
        _late.UnlistedUntilAsync(cancellation);

    public long KeyOf(TraceName name) => _keys.Of(name);

    public ValueTask VisitAsync(
        Action<IndexedTrace> visitTrace, Action<IndexedStay> visitStay, CancellationToken cancellation = default) =>
        _traces.VisitAsync(visitTrace, visitStay, cancellation);

    public ValueTask<IReadOnlyList<UntracedUnit>> UntracedAsync(
        UnitId? after, int limit, CancellationToken cancellation = default) =>
        _traces.UntracedAsync(after, limit, cancellation);

    public ValueTask FillAsync(IReadOnlyList<TraceFilling> fillings) => fillings.Count == 0
        ? ValueTask.CompletedTask
        : _pool.WriteAsync(connection => FillTransaction.WriteAsync(connection, fillings, _keys));

    /// <summary>Writes what waits and gives the connections back.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
        {
            return;
        }

        if (_appends.Length > 0)
        {
            await Task.WhenAll([.. _appends.Select(lane => lane.CloseAsync()), _saves.CloseAsync()])
                .ConfigureAwait(false);
        }

        await _pool.DisposeAsync().ConfigureAwait(false);
    }

    private static async Task<NpgsqlConnection> ConnectAsync(string connectionString, PostgresJournalOptions options)
    {
        var connection = new NpgsqlConnection(connectionString);
        try
        {
            await connection.OpenAsync().ConfigureAwait(false);
            var schema = await SchemaVersion.ReadAsync(connection).ConfigureAwait(false);
            schema.ThrowIfTooNewFor(PostgresMigrations.Newest);
            if (schema.Version < PostgresMigrations.Newest)
            {
                throw new InvalidOperationException(
                    $"The database has schema {schema.Version}, this program needs {PostgresMigrations.Newest}: "
                    + "run `migrate` first.");
            }

            await SchemaVersion.ThrowIfOtherZoneAsync(connection, options.TimeZoneId).ConfigureAwait(false);
            return connection;
        }
        catch (Exception failure)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw PostgresFailures.IsOfDatabase(failure) ? PostgresFailures.Unavailable(failure) : failure;
        }
    }

    private static async Task<TraceKeys> KeysAsync(NpgsqlConnection connection, PostgresJournalOptions options)
    {
        try
        {
            return (await SchemaVersion.TraceKeysAsync(connection, options.TracesKey).ConfigureAwait(false)).Keys;
        }
        catch (Exception failure) when (PostgresFailures.IsOfDatabase(failure))
        {
            throw PostgresFailures.Unavailable(failure);
        }
    }

    private void ThrowIfForReading()
    {
        if (_appends.Length == 0)
        {
            throw new InvalidOperationException("The journal was opened for reading.");
        }
    }

    /// <summary>Always the same for a unit: its appends keep their order.</summary>
    private WriterLane<AppendWork> LaneOf(UnitId unit) =>
        _appends[_appends.Length == 1 ? 0 : (int)((uint)unit.GetHashCode() % (uint)_appends.Length)];
}
