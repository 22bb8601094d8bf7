using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using GridActors.Core.Areas;
using GridActors.Core.Records;
using GridActors.Core.Units;
using GridActors.GrainInterfaces.Units;
using GridActors.GrainInterfaces.Wire;
using GridActors.Grains.Upkeep;
using GridActors.Grains.Wire;
using GridActors.Journaling.Ports;
using GridActors.Journaling.Telemetry;

namespace GridActors.Grains.Units;

/// <summary>All units of the cluster as this silo, or a client of the cluster, reaches them.</summary>
/// <param name="lost">Null for a client: it has no units in memory that would ask.</param>
internal sealed class GrainUnits(
    IGrainFactory grains, GrainUnitsOptions options, TimeProvider time, LostSilos? lost = null) : IUnits
{
    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(1);

    private const int KnownMax = 65_536;

    // Making a reference costs over half of a message within the silo; the same areas are reported to all the time.
    private readonly ConcurrentDictionary<UnitId, IUnitTurns> _known = new();
    private int _waitingRecords;

    public bool IsOverloaded => Volatile.Read(ref _waitingRecords) > options.WaitingRecordsMax;

    public bool HasLostHost => lost?.IsRecent ?? false;

    public async Task<IReadOnlyList<Answer>> PostAsync(UnitId unit, IReadOnlyList<Record> records)
    {
        var waiting = Interlocked.Add(ref _waitingRecords, records.Count);
        try
        {
            if (waiting > options.WaitingRecordsMax + records.Count)
            {
                return Unavailable(records.Count);
            }

            var envelope = new RecordEnvelope([.. records.Select(record => BytesOf(record.Utf8))], records);
            return Array.ConvertAll(await grains.GetGrain<IUnitGrain>(unit.Value).PostAsync(envelope), AnswerOf);
        }
        catch (Exception)
        {
            // A silo that was lost, a call that took too long: the outcome is unknown, and saying so is the answer.
            return Unavailable(records.Count);
        }
        finally
        {
            Interlocked.Add(ref _waitingRecords, -records.Count);
        }
    }

    public async Task<IReadOnlyList<string?>> DeliverAsync(UnitId unit, IReadOnlyList<byte[]> messages) =>
        await Turns(unit).DeliverAsync([.. messages]);

    public Task TickAsync(UnitId unit, DateTimeOffset now) => Turns(unit).TickAsync(now);

    public Task ReportAsync(UnitId parent, ChildTotals child) => Turns(parent).ReportAsync(ChildMessage.Of(child));

    public async Task RefreshAsync(UnitId area)
    {
        try
        {
            await Turns(area).RefreshAsync();
        }
        catch (Exception failure)
        {
            throw Unreachable(failure);
        }
    }

    public async Task<SubtreeTotals?> TotalsAsync(UnitId unit, CancellationToken cancellation = default) =>
        (await AskAsync(Turns(unit).TotalsAsync(), cancellation))?.ToSubtree();

    public async Task<AreaView?> ChildrenAsync(UnitId unit, CancellationToken cancellation = default) =>
        await AskAsync(Turns(unit).ChildrenAsync(), cancellation) is not { } area
            ? null
            : new AreaView(
                area.Subtree.ToSubtree(),
                area.Own.ToSubtree(),
                Array.ConvertAll(area.Children, child => child.ToChild()));

    public async IAsyncEnumerable<SubtreeTotals> WatchAsync(
        UnitId unit, [EnumeratorCancellation] CancellationToken cancellation)
    {
        for (var seen = -1L; ;)
        {
            SubtreeMessage? subtree;
            try
            {
                subtree = await AskAsync(Turns(unit).ChangedAsync(seen, Watching.PatienceMax), cancellation);
            }
            catch (JournalUnavailableException) when (seen >= 0)
            {
                // Whoever watches goes on watching while the unit comes up again elsewhere; who begins is told.
                await Task.Delay(RetryPause, time, cancellation);
                continue;
            }

            if (subtree is null)
            {
                yield break;
            }

            if (subtree.Version != seen)
            {
                seen = subtree.Version;
                yield return subtree.ToSubtree();
            }
        }
    }

    private static async Task<T> AskAsync<T>(Task<T> call, CancellationToken cancellation)
    {
        try
        {
            return await call.WaitAsync(cancellation);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            throw Unreachable(failure);
        }
    }

    private static JournalUnavailableException Unreachable(Exception failure) =>
        new("The unit cannot be reached now.", failure);

    private static Answer[] Unavailable(int count)
    {
        UnitMetrics.Unavailable(count);
        var answers = new Answer[count];
        Array.Fill(answers, new Answer(AnswerStatus.Unavailable));
        return answers;
    }

    private static Answer AnswerOf(RecordResult result) => result switch
    {
        { Code: null } => new((AnswerStatus)result.Status),
        { Status: RecordStatus.Accepted } => new(
            AnswerStatus.Accepted, Warning: new Warning(result.Code, result.Field, result.Message ?? "")),
        _ => new((AnswerStatus)result.Status, new Refusal(result.Code, result.Field, result.Message ?? "")),
    };

    private static byte[] BytesOf(ReadOnlyMemory<byte> utf8) =>
        MemoryMarshal.TryGetArray(utf8, out var part) && part.Offset == 0 && part.Count == part.Array!.Length
            ? part.Array
            : utf8.ToArray();

    private IUnitTurns Turns(UnitId unit)
    {
        if (_known.TryGetValue(unit, out var known))
        {
            return known;
        }

        if (_known.Count >= KnownMax)
        {
            _known.Clear();
        }

        return _known[unit] = grains.GetGrain<IUnitTurns>(unit.Value);
    }
}
