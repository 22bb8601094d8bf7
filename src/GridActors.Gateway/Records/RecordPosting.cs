using GridActors.Core.Records;
using GridActors.Core.Units;
using GridActors.Journaling.Ports;
using Microsoft.Extensions.Logging;

namespace GridActors.Gateway.Records;

/// <summary>
/// Hands the records of one request to their units: each unit's in the order of the body, different units' side by
/// side. A record whose fate depends on another unit waits until what the body said before has been answered.
/// </summary>
internal sealed class RecordPosting(IUnits units, ILogger log)
{
    /// <summary>
    /// Units to remember before the request waits for its own answers, so that no body grows this set.
    /// </summary>
    private const int ChangingMax = 4096;

    private readonly List<Task<IReadOnlyList<Answer>>> _unanswered = [];

    /// <summary>Units whose standing in the tree is being changed by records that are not answered yet.</summary>
    private readonly HashSet<UnitId> _changing = [];

    /// <summary>Units to which records that are not answered yet send something.</summary>
    private readonly HashSet<UnitId> _receiving = [];

    /// <summary>What others may have to know of records that are not answered yet.</summary>
    private readonly HashSet<FactsNeeded> _told = [];

    /// <summary>Whether records that are not answered yet are all of those that need what is below them.</summary>
    private bool _areOnlyReports = true;

    /// <summary>
    /// Nobody knows what became of something that the body said. What hangs on that cannot be judged any more: it would
    /// be refused for want of a record that is only to be sent again, and would wait for the silent once more.
    /// </summary>
    private bool _isUnsure;

    /// <summary>
    /// Done when every record is handed over, not when it is answered. A unit takes its place in line as soon as it is
    /// called, so batches that are handed over one after another keep their order within each unit.
    /// </summary>
    public async ValueTask HandOverAsync(RecordBatch batch)
    {
        _unanswered.RemoveAll(IsHeard);
        if (_unanswered.Count == 0)
        {
            AllAnswered();
        }

        var first = 0;
        for (var i = 0; i < batch.Count; i++)
        {
            if (batch.RecordAt(i) is not { } record)
            {
                continue;
            }

            var needs = record.Type.NeedsOf(record);
            if (MustWait(record, needs))
            {
                Post(batch, first, i);
                first = i;
                Array.ForEach(await Task.WhenAll(_unanswered), Hear);
                AllAnswered();
                if (_isUnsure)
                {
                    batch.Assign(i, UnitPosts.Unavailable(record));
                    first++;
                }
            }

            if (record.Data is IAddressed { To: { } receiver })
            {
                _receiving.Add(receiver);
            }

            _areOnlyReports &= needs == FactsNeeded.Subtree;
            if (record.Type.Tells is not FactsNeeded.None and var told)
            {
                _told.Add(told);
                if (told is FactsNeeded.Parent or FactsNeeded.History)
                {
                    _changing.Add(record.Unit);
                }
            }
        }

        Post(batch, first, batch.Count);
    }

    /// <summary>Never fails: a unit that does not answer is answered for.</summary>
    public static async Task<IReadOnlyList<Answer>> AskAsync(
        IUnits units, ILogger log, UnitId unit, IReadOnlyList<Record> records)
    {
        try
        {
            var answers = await units.PostAsync(unit, records);
            if (answers.Count == records.Count)
            {
                return answers;
            }

            throw new InvalidOperationException($"{answers.Count} answers to {records.Count} records");
        }
        catch (Exception exception)
        {
            // Whatever went wrong, nothing is known to be kept, and the neighbours' answers must not be lost over it.
            RecordLog.LogPostFailed(log, unit, exception);
            return Enumerable.Repeat(new Answer(AnswerStatus.Unavailable), records.Count).ToList();
        }
    }

    /// <summary>
    /// A unit has its message by the time the sender is answered: what is sent off is on its way before that.
    /// </summary>
    private bool MustWait(Record record, FactsNeeded needs) => _receiving.Contains(record.Unit) || needs switch
    {
        FactsNeeded.None => WasTold(FactsNeeded.Stays) && record.Type.PersonAskedFor(record) is not null,
        FactsNeeded.Above => WasTold(FactsNeeded.Above),
        FactsNeeded.Parent or FactsNeeded.Receiver => IsFull || record.Data switch
        {
            UnitRegister { Parent: { } parent } => _changing.Contains(parent),
            UnitMove { Parent: var parent } => _changing.Contains(parent),
            IAddressed { To: { } to } => _changing.Contains(to),
            _ => false,
        },

        // Reports of several villages do not hang on one another.
        FactsNeeded.Subtree => !_areOnlyReports,

        // Of the units below, and what they say may be in any record of theirs.
        _ => true,
    };

    private bool IsFull => _changing.Count >= ChangingMax || _receiving.Count >= ChangingMax;

    /// <summary>A void may take back anything.</summary>
    private bool WasTold(FactsNeeded what) => _told.Contains(what) || _told.Contains(FactsNeeded.History);

    private bool IsHeard(Task<IReadOnlyList<Answer>> answers)
    {
        if (!answers.IsCompletedSuccessfully)
        {
            return false;
        }

        Hear(answers.Result);
        return true;
    }

    private void Hear(IReadOnlyList<Answer> answers) =>
        _isUnsure = _isUnsure || answers.Any(answer => answer.Status == AnswerStatus.Unavailable);

    private void AllAnswered()
    {
        _unanswered.Clear();
        if (_isUnsure)
        {
            return; // what hangs on any of it still does
        }

        _changing.Clear();
        _receiving.Clear();
        _told.Clear();
        _areOnlyReports = true;
    }

    private void Post(RecordBatch batch, int first, int end)
    {
        UnitPosts? latest = null;
        Dictionary<UnitId, UnitPosts>? byUnit = null;
        for (var i = first; i < end; i++)
        {
            if (batch.RecordAt(i) is not { } record)
            {
                continue;
            }

            if (latest?.Unit != record.Unit)
            {
                // Mostly one device speaks for one unit; only then is a table of units needed.
                if (latest is not null)
                {
                    byUnit ??= new Dictionary<UnitId, UnitPosts> { [latest.Unit] = latest };
                }

                if (byUnit is null || !byUnit.TryGetValue(record.Unit, out latest))
                {
                    latest = new UnitPosts(record.Unit);
                    byUnit?.Add(record.Unit, latest);
                }
            }

            latest.Add(record);
            batch.Assign(i, latest);
        }

        if (byUnit is not null)
        {
            foreach (var posts in byUnit.Values)
            {
                Post(posts);
            }
        }
        else if (latest is not null)
        {
            Post(latest);
        }
    }

    private void Post(UnitPosts posts)
    {
        var answers = AskAsync(units, log, posts.Unit, posts.Records);
        posts.Answered(answers);
        _unanswered.Add(answers);
    }
}
