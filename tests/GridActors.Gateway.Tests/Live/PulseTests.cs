using GridActors.Gateway.Live;

namespace GridActors.Gateway.Tests.Live;

/// <summary>How the watchers of one moment hear of the next.</summary>
public sealed class PulseTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task All_that_wait_are_told_and_so_is_whoever_comes_late(bool passes)
    {
        var pulse = new Pulse([1]);
        var watchers = Enumerable.Range(0, 500).Select(_ => pulse.NextAsync(CancellationToken.None)).ToList();
        Assert.DoesNotContain(watchers, watcher => watcher.IsCompleted);
        if (passes)
        {
            pulse.Pass();
        }

        pulse.End(); // what came first holds
        Assert.All(await Task.WhenAll(watchers), next => Assert.Equal(passes, next));
        Assert.Equal(passes, await pulse.NextAsync(CancellationToken.None));
    }

    [Fact]
    public async Task One_that_has_left_keeps_nobody_else_waiting()
    {
        var pulse = new Pulse(null);
        using var leaving = new CancellationTokenSource();
        var left = pulse.NextAsync(leaving.Token);
        var waiting = pulse.NextAsync(CancellationToken.None);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        pulse.Fail(new IOException("gone"));
        await Assert.ThrowsAsync<IOException>(() => waiting);
        await Assert.ThrowsAsync<IOException>(() => pulse.NextAsync(CancellationToken.None));
    }

    [Fact]
    public async Task One_that_holds_its_thread_keeps_nobody_else_waiting()
    {
        var pulse = new Pulse(null);
        using var release = new ManualResetEventSlim();
        var slow = HoldAsync(pulse.NextAsync(CancellationToken.None));
        var waiting = pulse.NextAsync(CancellationToken.None);
        pulse.Pass();
        Assert.True(await waiting.WaitAsync(TimeSpan.FromSeconds(20)));
        release.Set();
        await slow;

        async Task HoldAsync(Task<bool> next)
        {
            await next.ConfigureAwait(false);
            release.Wait();
        }
    }
}
