using System.Diagnostics;
using GridActors.GrainInterfaces.Wire;
using GridActors.LoadDriver.Ledgers;
using GridActors.LoadDriver.Ways;

namespace GridActors.LoadDriver.Loads;

/// <summary>Sends until every record has its answer, as a device does; patience is its only end.</summary>
internal sealed class Delivery(IWay way, Ledger ledger, TimeSpan patience)
{
    private static readonly TimeSpan PauseMin = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan PauseMax = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Passages, which the ledger keeps. Accepted when all are kept, refused when one is not to be, unavailable when
    /// patience ended before the last answer.
    /// </summary>
    public async Task<RecordStatus> SendAsync(PassageBatch batch, string unit, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        var pause = PauseMin;
        var isAgain = false;
        var status = RecordStatus.Accepted;
        for (var rest = batch; ; isAgain = true)
        {
            ledger.Sending(rest, isAgain);
            var answers = await way.PostAsync(unit, rest.Records, cancellation);
            ledger.Answered(rest, answers);
            status = answers.Contains(RecordStatus.Refused) ? RecordStatus.Refused : status;
            if (rest.Rest(answers) is not { } next)
            {
                return status;
            }

            if (watch.Elapsed > patience)
            {
                return RecordStatus.Unavailable;
            }

            rest = next;
            await Task.Delay(pause, cancellation);
            pause = pause * 2 < PauseMax ? pause * 2 : PauseMax;
        }
    }

    /// <summary>The same bytes once more, by a device that never heard their answer.</summary>
    public async Task RepeatAsync(PassageBatch batch, string unit, CancellationToken cancellation) =>
        ledger.Repeated(await KeepAsync(unit, batch.Records, cancellation));

    /// <summary>Records that are no passages.</summary>
    /// <exception cref="HttpRequestException">They were not answered in time.</exception>
    public async Task<IReadOnlyList<RecordStatus>> KeepAsync(
        string unit, IReadOnlyList<ReadOnlyMemory<byte>> records, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        for (var pause = PauseMin; ; pause = pause * 2 < PauseMax ? pause * 2 : PauseMax)
        {
            var answers = await way.PostAsync(unit, records, cancellation);
            if (!answers.Contains(RecordStatus.Unavailable))
            {
                return answers;
            }

            if (watch.Elapsed > patience)
            {
                throw new HttpRequestException($"{unit} does not answer");
            }

            await Task.Delay(pause, cancellation);
        }
    }
}
