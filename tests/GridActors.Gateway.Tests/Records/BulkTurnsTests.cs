using GridActors.Gateway.Records;

namespace GridActors.Gateway.Tests.Records;

/// <summary>A burst of bulk requests is no queue for whoever only reads.</summary>
public sealed class BulkTurnsTests
{
    private const int Burst = 2_000;

    private readonly BulkTurns _turns = new();

    [Fact]
    public async Task Whoever_comes_after_a_burst_is_not_behind_all_of_it()
    {
        var served = 0;
        var bulk = Enumerable.Range(0, Burst).Select(_ => TakeTurnAsync(() =>
        {
            Thread.SpinWait(2_000);
            Interlocked.Increment(ref served);
        })).ToList();
        var before = await Task.Run(() => Volatile.Read(ref served));
        Assert.InRange(before, 0, Burst / 2);
        await Task.WhenAll(bulk);
        Assert.Equal(Burst, served);
    }

    [Fact]
    public async Task Everybody_gets_a_turn_and_another_one()
    {
        var taken = new int[100];
        await Task.WhenAll(Enumerable.Range(0, taken.Length).Select(caller => Task.Run(async () =>
        {
            for (var i = 0; i < 100; i++)
            {
                await _turns.NextAsync(1);
                taken[caller]++;
            }
        })));
        Assert.All(taken, count => Assert.Equal(100, count));
    }

    [Fact]
    public async Task A_turn_that_takes_long_holds_nobody_up()
    {
        using var end = new ManualResetEventSlim();
        var slow = TakeTurnAsync(end.Wait);
        await TakeTurnAsync(() => { }).WaitAsync(TimeSpan.FromSeconds(30));
        end.Set();
        await slow;
    }

    [Theory]
    [InlineData(1, GatewayLimits.BulkRequestsWaitingMax)]
    [InlineData(GatewayLimits.JsonBodyBytesMax, GatewayLimits.BulkBytesWaitingMax / GatewayLimits.JsonBodyBytesMax)]
    public async Task So_many_wait_and_no_more(int bytes, int waitingMax)
    {
        using var end = new ManualResetEventSlim();
        var bulk = new List<Task>();
        while (!_turns.IsCrowded)
        {
            Assert.True(bulk.Count < waitingMax + 200, "nobody waits"); // some have a turn, which they do not end
            bulk.Add(TakeTurnAsync(end.Wait, bytes));
        }

        end.Set();
        await Task.WhenAll(bulk);
        Assert.False(_turns.IsCrowded);
    }

    private async Task TakeTurnAsync(Action work, int bytes = 1)
    {
        // Whose turn comes at once goes on elsewhere too: the test's own thread would wait for itself.
        await _turns.NextAsync(bytes).ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        work();
    }
}
