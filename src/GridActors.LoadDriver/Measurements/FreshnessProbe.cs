using System.Diagnostics;

namespace GridActors.LoadDriver.Measurements;

/// <param name="Due">When its record was meant to be sent, from the start of the run.</param>
/// <param name="Delay">Until the totals showed it.</param>
internal readonly record struct FreshSample(TimeSpan Due, TimeSpan Delay);

/// <summary>
/// How long after its answer a record is in the totals above it. Marked records are sent on a timetable, each at its
/// time whatever has become of those before it, and the totals are asked for until each is in. A record is in when the
/// indicator of its own <see cref="Mark"/> says so: what else came in meanwhile does not make up for it. The clock
/// starts at the answer. What is due while all marks are still under way cannot be sent then; it is represented by the
/// next record that can, and its clock starts when it was due: one that somebody else's device had acknowledged at that
/// moment would have waited as long. A stall is so not spared the samples that it held up. Never less than it was: each
/// counts until the answer to the read that showed it, and what could not be sent in time counts its wait for an answer
/// too.
/// </summary>
/// <param name="sendAsync">
/// Sends a record of that number, from 1, and that mark until it has its answer; false when none came, or a refusal.
/// </param>
/// <param name="readAsync">What the totals show for each of all marks; null when they cannot be reached.</param>
internal sealed class FreshnessProbe(
    Func<long, Mark, Task<bool>> sendAsync, Func<Task<IReadOnlyList<long>?>> readAsync, Stopwatch run)
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(10);

    private readonly Lock _turn = new();
    private readonly Slot[] _slots = [.. Mark.All.Select(mark => new Slot(mark))];
    private readonly List<TimeSpan> _waiting = [];
    private readonly List<FreshSample> _samples = [];
    private readonly List<Task> _sending = [];
    private TimeSpan? _overAt;

    private enum SlotState
    {
        Free,
        Sent,
        Answered,

        /// <summary>Whether its record will come up is not known: it can tell nothing any more.</summary>
        Lost,
    }

    /// <summary>Records that were sent; one may stand for several samples.</summary>
    public long Sent => _sending.Count;

    /// <summary>Samples, in no order, of all that was due before it was over.</summary>
    /// <param name="patience">
    /// How long the last are waited for. What is not in by then counts as long as it has waited.
    /// </param>
    public async Task<IReadOnlyList<FreshSample>> RunAsync(TimeSpan patience, CancellationToken over)
    {
        if (!await TryBeginAsync(over))
        {
            return [];
        }

        var looking = LookAsync(patience);
        for (var next = run.Elapsed; !over.IsCancellationRequested;)
        {
            Take(run.Elapsed); // a timer that is late is not the server's doing
            next += Pace;
            var wait = next - run.Elapsed;
            await Task.Delay(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, over)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        lock (_turn)
        {
            _overAt = run.Elapsed;
        }

        await looking;
        await Task.WhenAll(_sending);
        GiveUp(run.Elapsed);
        return _samples;
    }

    /// <summary>Reads what earlier runs left in the marks' indicators. False when it is over before.</summary>
    private async Task<bool> TryBeginAsync(CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            if (await readAsync() is { } shown)
            {
                foreach (var (i, slot) in _slots.Index())
                {
                    slot.Shown = shown[i];
                }

                return true;
            }

            await Task.Delay(Look, over).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return false;
    }

    /// <summary>One read for all marks, and none while there is nothing to be seen.</summary>
    private async Task LookAsync(TimeSpan patience)
    {
        while (true)
        {
            await Task.Delay(Look);
            bool isAnyAnswered;
            lock (_turn)
            {
                isAnyAnswered = _slots.Any(slot => slot.State == SlotState.Answered);
                if (_overAt is { } over
                    && (run.Elapsed - over > patience
                        || (!isAnyAnswered && _slots.All(slot => slot.State != SlotState.Sent))))
                {
                    return;
                }
            }

            if (isAnyAnswered && await readAsync() is { } shown)
            {
                Arrive(shown, run.Elapsed);
            }
        }
    }

    private void Take(TimeSpan due)
    {
        lock (_turn)
        {
            _waiting.Add(due);
            SendNext(isInTime: true);
        }
    }

    private void Arrive(IReadOnlyList<long> shown, TimeSpan now)
    {
        lock (_turn)
        {
            foreach (var (i, slot) in _slots.Index())
            {
                if (slot.State == SlotState.Answered && shown[i] > slot.Shown)
                {
                    _samples.AddRange(slot.SamplesAt(now));
                    (slot.State, slot.Shown) = (SlotState.Free, shown[i]);
                }
            }

            SendNext(isInTime: false);
        }
    }

    /// <summary>One record for all that wait, if a mark is free: after a stall they form no queue.</summary>
    private void SendNext(bool isInTime)
    {
        if (_waiting.Count > 0 && Array.Find(_slots, slot => slot.State == SlotState.Free) is { } slot)
        {
            (slot.State, slot.Dues, slot.IsInTime) = (SlotState.Sent, [.. _waiting], isInTime);
            _waiting.Clear();
            var number = _sending.Count + 1;
            _sending.Add(Task.Run(() => SendAsync(slot, number)));
        }
    }

    private async Task SendAsync(Slot slot, long number)
    {
        var isAcknowledged = false;
        try
        {
            isAcknowledged = await sendAsync(number, slot.Mark);
        }
        finally
        {
            lock (_turn)
            {
                slot.Answered = run.Elapsed;
                slot.State = isAcknowledged ? SlotState.Answered : SlotState.Lost;
            }
        }
    }

    private void GiveUp(TimeSpan now)
    {
        lock (_turn)
        {
            var answered = _slots.Where(slot => slot.State == SlotState.Answered);
            _samples.AddRange(answered.SelectMany(slot => slot.SamplesAt(now)));
            _samples.AddRange(_waiting.Select(due => new FreshSample(due, now - due)));
        }
    }

    /// <summary>One mark, and what is under way with it.</summary>
    private sealed class Slot(Mark mark)
    {
        public Mark Mark => mark;

        public SlotState State { get; set; }

        /// <summary>By the totals, before its record is in.</summary>
        public long Shown { get; set; }

        /// <summary>Of all samples that its record stands for.</summary>
        public IReadOnlyList<TimeSpan> Dues { get; set; } = [];

        public bool IsInTime { get; set; }

        public TimeSpan Answered { get; set; }

        public IEnumerable<FreshSample> SamplesAt(TimeSpan now) =>
            Dues.Select(due => new FreshSample(due, now - (IsInTime ? Answered : due)));
    }
}
