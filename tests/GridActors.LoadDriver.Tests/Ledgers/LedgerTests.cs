using GridActors.GrainInterfaces.Wire;
using GridActors.LoadDriver.Ledgers;
using GridActors.LoadDriver.Loads;
using GridActors.LoadDriver.Trees;
using GridActors.LoadDriver.Ways;

namespace GridActors.LoadDriver.Tests.Ledgers;

public sealed class LedgerTests
{
    /// <summary>A server that loses what it acknowledged makes its totals right again when it is sent once more.</summary>
    [Theory]
    [InlineData(RecordStatus.Duplicate, 5, 0)]
    [InlineData(RecordStatus.Accepted, 0, 5)]
    public async Task What_is_accepted_a_second_time_is_told_from_what_was_kept(
        RecordStatus secondAnswer, long repeats, long forgotten)
    {
        await using var ledger = new Ledger(new CountyTree("990000", townships: 1, villages: 1, gates: 1), file: null);
        var delivery = new Delivery(new Answering(RecordStatus.Accepted, secondAnswer), ledger, TimeSpan.FromSeconds(1));
        var batch = PassageBatch.Make(0, "u", "s", firstSeq: 1, size: 5, DateTimeOffset.UnixEpoch);
        Assert.Equal(RecordStatus.Accepted, await delivery.SendAsync(batch, "u", CancellationToken.None));
        await delivery.RepeatAsync(batch, "u", CancellationToken.None);
        Assert.Equal((5, repeats, forgotten), (ledger.Accepted, ledger.Repeats, ledger.Forgotten));
    }

    /// <summary>Else a call that is lost and another of its gate that counts twice would leave every total as it was.</summary>
    [Theory]
    [InlineData(15)]
    [InlineData(50)]
    public void Calls_of_one_gate_add_up_to_different_totals_whoever_sent_them(int size)
    {
        var sums = new HashSet<Counts>();
        foreach (var source in new[] { "load-1a22f2207cd-0", "load-1a22f2207cd-1", "load-1a22f2207cd-10" })
        {
            for (var first = 1L; first <= 4 * size; first += size)
            {
                var batch = PassageBatch.Make(0, "u", source, first, size, DateTimeOffset.UnixEpoch);
                Assert.True(
                    sums.Add(batch.Counts.Aggregate((sum, one) => sum + one)), $"{source} from {first} on adds up alike");
            }
        }
    }

    private sealed class Answering(params RecordStatus[] statuses) : IWay
    {
        private int _calls;

        public Task<IReadOnlyList<RecordStatus>> PostAsync(
            string unit, IReadOnlyList<ReadOnlyMemory<byte>> records, CancellationToken cancellation)
        {
            var status = statuses[_calls++];
            return Task.FromResult<IReadOnlyList<RecordStatus>>([.. records.Select(_ => status)]);
        }

        public Task<TotalsSeen?> TotalsAsync(string unit, CancellationToken cancellation) =>
            throw new NotSupportedException();

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
