using GridActors.Core.Alerts;
using GridActors.Core.Areas;
using GridActors.Core.Records;
using GridActors.Core.Traces;
using GridActors.Core.Units;
using GridActors.Journaling.Ports;
using GridActors.Journaling.Traces;
using GridActors.Sqlite.Files;
using GridActors.Sqlite.Reading;
using GridActors.Sqlite.Writing;

namespace GridActors.Sqlite;

/// <summary>
/// The store of one machine: one SQLite file in a folder of its own. One thread writes, a few connections read beside
/// it. An append is durable when it returns: its transaction has been synced to the disk.
/// </summary>
public sealed class SqliteJournal : IUnitStore
{
    // Null all three together: opened for reading beside another process.
    private readonly DirectoryLock? _lock;
    private readonly SqliteWriter? _writer;
    private readonly KnownStays? _stays;
    private readonly TraceKeys _keys;
    private readonly ReadConnections _reads;
    private int _isDisposed;

    private SqliteJournal(
        DirectoryLock taken, DatabaseFile file, TraceKeys keys, KnownStays stays, SqliteJournalOptions options)
    {
        (_lock, _keys, _stays) = (taken, keys, stays);
        _writer = new SqliteWriter(file, stays, options.WaitingAppendsMax);
        _reads = new ReadConnections(file, options.Readers);
    }

    private SqliteJournal(ReadConnections oneMoment, TraceKeys keys) => (_reads, _keys) = (oneMoment, keys);

    private SqliteWriter Writer => _writer ?? throw ForReading();

    /// <summary>Whether a process, this one or another, has the folder's journal open for writing.</summary>
    /// <exception cref="UnauthorizedAccessException">The folder is another user's, who alone could say.</exception>
    public static bool IsOpen(string directory) => DirectoryLock.IsTaken(directory);

    /// <summary>
    /// The journal as it stands now, for reading beside the process that writes it: all reads see this moment. It keeps
    /// the WAL from being emptied, and so the file beside the database grows until it is closed.
    /// </summary>
    /// <exception cref="InvalidOperationException">
    /// Its schema is older than this program's or too new for it, it belongs to a deployment in another time zone, or
    /// its index of traces was made with another key.
    /// </exception>
    /// <exception cref="JournalUnavailableException">The file cannot be read.</exception>
    public static async Task<SqliteJournal> OpenMomentAsync(SqliteJournalOptions options)
    {
        var reads = ReadConnections.OfOneMoment(new DatabaseFile(options.Directory, maxPages: null));
        try
        {
            var keys = await reads.ReadAsync(
                statements =>
                {
                    Migrations.ThrowIfOther(statements, options.TimeZoneId);
                    return Migrations.TracesKeys(statements, options.TracesKey);
                },
                CancellationToken.None).ConfigureAwait(false);
            return new SqliteJournal(reads, keys);
        }
        catch
        {
            await reads.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Opens the journal of a folder, made if it is not there, and brings it to the newest schema.</summary>
    /// <exception cref="InvalidOperationException">
    /// It is open already, a newer program brought it past what this one may write, it belongs to a deployment in
    /// another time zone, or its index of traces was made with another key.
    /// </exception>
    /// <exception cref="JournalUnavailableException">The file cannot be opened or is no database.</exception>
    public static Task<SqliteJournal> OpenAsync(SqliteJournalOptions options) => Task.Run(() => Open(options));

    public ValueTask<StoredUnit> LoadAsync(UnitId unit, CancellationToken cancellation = default) =>
        _reads.ReadAsync(statements => JournalReads.Load(statements, unit), cancellation);

    public ValueTask<IReadOnlyList<StoredEntry>> ReadAsync(
        UnitId unit, long after, int limit, CancellationToken cancellation = default) =>
        _reads.ReadAsync(statements => JournalReads.Read(statements, unit, after, limit), cancellation);

    public ValueTask<IReadOnlyList<StoredEntry>> FindAsync(
        UnitId unit, IReadOnlyCollection<RecordId> ids, CancellationToken cancellation = default) =>
        _reads.ReadAsync(statements => JournalReads.Find(statements, unit, ids), cancellation);

    public ValueTask<AppendResult> AppendAsync(Append append)
    {
        AppendChecks.ThrowIfMalformed(append);
        var work = new AppendWork(append, TraceRows.Of(append, _keys));
        var adding = Writer.AddAsync(work);

        // Mostly there is room; then the caller waits for the work itself, without a stop on the thread pool between.
        return adding.IsCompletedSuccessfully ? new(work.Done) : AppendLaterAsync(adding, work);
    }

    public ValueTask<UnitHead?> FindAsync(UnitId unit, CancellationToken cancellation = default) =>
        _reads.ReadAsync(statements => DirectoryReads.Find(statements, unit), cancellation);

    public ValueTask<IReadOnlyList<UnitHead>> ParentsAsync(UnitId unit, CancellationToken cancellation = default) =>
        _reads.ReadAsync(statements => DirectoryReads.Parents(statements, unit), cancellation);

    public ValueTask<IReadOnlyList<UnitHead>> ChildrenAsync(
        UnitId? parent, CancellationToken cancellation = default) =>
        _reads.ReadAsync(statements => DirectoryReads.Children(statements, parent), cancellation);

    public ValueTask<bool> HasOpenChildrenAsync(UnitId unit, CancellationToken cancellation = default) =>
        _reads.ReadAsync(statements => DirectoryReads.HasOpenChildren(statements, unit), cancellation);

    public ValueTask<IReadOnlyList<UnitHead>> PageAsync(
        UnitId? after, int limit, CancellationToken cancellation = default) =>
        _reads.ReadAsync(statements => DirectoryReads.Page(statements, after, limit), cancellation);

    public ValueTask<SubtreeTotals> ReadOwnAsync(UnitId unit, CancellationToken cancellation = default) =>
        _reads.ReadAsync(statements => TotalsReads.Own(statements, unit), cancellation);

    public ValueTask<IReadOnlyList<ChildTotals>> ReadChildrenAsync(
        UnitId area, CancellationToken cancellation = default) =>
        _reads.ReadAsync(statements => TotalsReads.Children(statements, area), cancellation);

    public ValueTask<SubtreeTotals?> ReadSubtreeAsync(UnitId area, CancellationToken cancellation = default) =>
        _reads.ReadAsync(statements => TotalsReads.Subtree(statements, area), cancellation);

    public async ValueTask<bool> SaveAsync(IReadOnlyList<AreaRow> areas)
    {
        if (areas.Count == 0)
        {
            return true;
        }

        var work = new SaveWork(areas);
        await Writer.AddAsync(work).ConfigureAwait(false);
        return await work.Done.ConfigureAwait(false);
    }

    public ValueTask<IReadOnlyList<UnitId>> FindStaleAsync(CancellationToken cancellation = default) =>
        _reads.ReadAsync(StaleReads.Find, cancellation);

    public ValueTask<IReadOnlyList<UnitId>> DueAsync(
        DateTimeOffset now, int limit, CancellationToken cancellation = default) =>
        _reads.ReadAsync(statements => JournalReads.Due(statements, now, limit), cancellation);

    public ValueTask<IReadOnlyList<UnitAlert>> AlertsAsync(
        UnitId unit, AlertState? state, AlertPlace? after, int limit, CancellationToken cancellation = default) =>
        _reads.ReadAsync(statements => ListingReads.Alerts(statements, unit, state, after, limit), cancellation);

    public ValueTask<IReadOnlyList<StandingAlert>> OwnAlertsAsync(
        UnitId unit, CancellationToken cancellation = default) =>
        _reads.ReadAsync(statements => ListingReads.Own(statements, unit), cancellation);

    public ValueTask<IReadOnlyList<UnitId>> TaskedAsync(
        UnitId unit, DateTimeOffset at, UnitId? after, int limit, CancellationToken cancellation = default) =>
        _reads.ReadAsync(statements => ListingReads.Tasked(statements, unit, at, after, limit), cancellation);

    public ValueTask<IReadOnlyList<TracedEntry>> TraceAsync(
        IReadOnlyCollection<TraceName> names, DateTimeOffset from, DateTimeOffset to, TracePlace? after, int limit,
        CancellationToken cancellation = default) =>
        _reads.ReadAsync(
            statements => TraceReads.Find(statements, _keys.Of(names).Keys, from, to, after, limit), cancellation);

    public ValueTask<IReadOnlyList<PersonStay>> StaysAsync(
        IReadOnlyCollection<TraceName> persons, CancellationToken cancellation = default)
    {
        var byKey = _keys.Of(persons);
        var stays = _stays!.Find(byKey.Keys);
        return stays.Count == 0
            ? ValueTask.FromResult<IReadOnlyList<PersonStay>>([])
            : _reads.ReadAsync(
                statements => TraceReads.Named(
                    statements,
                    stays.SelectMany(stay => byKey[stay.Row.Key].Select(name => (name, stay.UnitNo, stay.Row)))),
                cancellation);
    }

    public ValueTask<IReadOnlyList<LateEntry>> LateAsync(
        UnitId unit, DateOnly day, DateTimeOffset after, int limit, CancellationToken cancellation = default) =>
        _reads.ReadAsync(statements => LateReads.Find(statements, unit, day, after, limit), cancellation);

    public ValueTask<DateTimeOffset> UnlistedUntilAsync(CancellationToken cancellation = default) =>
        _reads.ReadAsync(LateReads.UnlistedUntil, cancellation);

    public long KeyOf(TraceName name) => _keys.Of(name);

    public async ValueTask VisitAsync(
        Action<IndexedTrace> visitTrace, Action<IndexedStay> visitStay, CancellationToken cancellation = default) =>
        await _reads.ReadAsync(
            statements => TraceIndexReads.Visit(statements, visitTrace, visitStay), cancellation).ConfigureAwait(false);

    public ValueTask<IReadOnlyList<UntracedUnit>> UntracedAsync(
        UnitId? after, int limit, CancellationToken cancellation = default) =>
        _reads.ReadAsync(statements => TraceReads.Untraced(statements, after, limit), cancellation);

    public async ValueTask FillAsync(IReadOnlyList<TraceFilling> fillings)
    {
        var work = new FillWork([.. fillings.Select(filling => (filling, TraceRows.Of(filling, _keys)))]);
        await Writer.AddAsync(work).ConfigureAwait(false);
        await work.Done.ConfigureAwait(false);
    }

    /// <summary>Writes what waits, lets reads end, moves the WAL into the database and gives up the lock.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
        {
            return;
        }

        // The writer last: the last connection to close checkpoints and removes the WAL.
        await _reads.DisposeAsync().ConfigureAwait(false);
        if (_writer is not null)
        {
            await _writer.DisposeAsync().ConfigureAwait(false);
        }

        _lock?.Dispose();
    }

    private static InvalidOperationException ForReading() => new("The journal was opened for reading.");

    private static async ValueTask<AppendResult> AppendLaterAsync(ValueTask adding, AppendWork work)
    {
        await adding.ConfigureAwait(false);
        return await work.Done.ConfigureAwait(false);
    }

    private static SqliteJournal Open(SqliteJournalOptions options)
    {
        System.IO.Directory.CreateDirectory(options.Directory);
        var taken = DirectoryLock.Take(options.Directory);
        try
        {
            var file = new DatabaseFile(options.Directory, options.MaxPages);
            using var connection = file.OpenForWriting();
            var keys = Migrations.Run(connection, options.TimeZoneId, options.TracesKey);
            return new SqliteJournal(taken, file, keys, new KnownStays(connection), options);
        }
        catch (Exception failure)
        {
            taken.Dispose();
            if (failure is Microsoft.Data.Sqlite.SqliteException)
            {
                throw SqliteFailures.Unavailable(failure);
            }

            throw;
        }
    }
}
