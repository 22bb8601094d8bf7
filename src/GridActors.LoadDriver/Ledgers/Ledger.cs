using System.Threading.Channels;
using GridActors.GrainInterfaces.Wire;
using GridActors.LoadDriver.Trees;

namespace GridActors.LoadDriver.Ledgers;

/// <summary>
/// What was sent and what of it was acknowledged, by gate. Only ever added to; what it says is what the totals are held
/// to.
/// </summary>
internal sealed class Ledger : IAsyncDisposable
{
    private readonly Lock _turn = new();
    private readonly Counts[] _acknowledged;
    private readonly Channel<string>? _lines;
    private readonly Task _writing = Task.CompletedTask;

    /// <param name="file">Null: in memory alone.</param>
    public Ledger(CountyTree tree, string? file)
    {
        _acknowledged = new Counts[tree.Gates];
        if (file is not null)
        {
            _lines = Channel.CreateUnbounded<string>(new UnboundedChannelOptions { SingleReader = true });
            _writing = WriteAsync(file, _lines.Reader);
        }
    }

    /// <summary>Records that were handed to a way, each once however often it was sent.</summary>
    public long Sent { get; private set; }

    public long Accepted { get; private set; }

    /// <summary>Acknowledged as kept before: the answer to an earlier attempt was lost.</summary>
    public long Duplicates { get; private set; }

    public long Refused { get; private set; }

    /// <summary>Records sent again because no answer came.</summary>
    public long Retries { get; private set; }

    /// <summary>Records that had been answered, were sent once more all the same, and answered as kept again.</summary>
    public long Repeats { get; private set; }

    /// <summary>
    /// Of those sent once more, accepted as if they were new: they had been lost, or count twice now. Lost ones are
    /// there again by it, so the totals do not tell.
    /// </summary>
    public long Forgotten { get; private set; }

    public long Unanswered => Sent - Accepted - Duplicates - Refused;

    public long Acknowledged => Accepted + Duplicates;

    public void Sending(PassageBatch batch, bool isAgain)
    {
        lock (_turn)
        {
            _ = isAgain ? Retries += batch.Records.Count : Sent += batch.Records.Count;
        }

        _lines?.Writer.TryWrite(FormattableString.Invariant(
            $"{(isAgain ? "again" : "sent")} {batch.Gate} {batch.Source} {string.Join(',', batch.Seqs)}"));
    }

    public void Answered(PassageBatch batch, IReadOnlyList<RecordStatus> answers)
    {
        var sum = default(Counts);
        var (accepted, duplicates, refused) = (0, 0, 0);
        for (var i = 0; i < answers.Count; i++)
        {
            switch (answers[i])
            {
                case RecordStatus.Accepted:
                    accepted++;
                    sum += batch.Counts[i];
                    break;
                case RecordStatus.Duplicate:
                    duplicates++;
                    sum += batch.Counts[i];
                    break;
                case RecordStatus.Refused:
                    refused++;
                    break;
            }
        }

        lock (_turn)
        {
            Accepted += accepted;
            Duplicates += duplicates;
            Refused += refused;
            _acknowledged[batch.Gate] += sum;
        }

        _lines?.Writer.TryWrite(FormattableString.Invariant(
            $"answered {batch.Gate} {batch.Source} {string.Join(',', batch.Seqs)} {accepted} {duplicates} {refused}"));
    }

    /// <summary>A batch that was answered before was sent once more; it must add nothing.</summary>
    public void Repeated(IReadOnlyList<RecordStatus> answers)
    {
        var kept = answers.Count(answer => answer == RecordStatus.Duplicate);
        var refused = answers.Count(answer => answer == RecordStatus.Refused);
        var accepted = answers.Count(answer => answer == RecordStatus.Accepted);
        lock (_turn)
        {
            Repeats += kept;
            Refused += refused;
            Forgotten += accepted;
        }
    }

    public Counts Of(IEnumerable<int> gates) =>
        gates.Aggregate(default(Counts), (sum, gate) => sum + _acknowledged[gate]);

    public async ValueTask DisposeAsync()
    {
        _lines?.Writer.TryComplete();
        await _writing;
    }

    private static async Task WriteAsync(string file, ChannelReader<string> lines)
    {
        await using var writer = new StreamWriter(file, append: true);
        await foreach (var line in lines.ReadAllAsync())
        {
            await writer.WriteLineAsync(line);
        }
    }
}
