using GridActors.Standalone.Hosting;

namespace GridActors.Standalone.Tests.Hosting;

public sealed class TurnsTests
{
    [Fact]
    public async Task A_turn_begins_at_once_when_nobody_else_is_there()
    {
        var thread = 0;
        var turn = new Turns().RunAsync(0, _ => Task.FromResult(thread = Environment.CurrentManagedThreadId));
        Assert.Equal(Environment.CurrentManagedThreadId, thread);
        await turn;
    }

    [Fact]
    public async Task What_is_called_within_a_turn_waits_for_its_end()
    {
        var turns = new Turns();
        var seen = new List<string>();
        var inner = Task.FromResult(0);
        await turns.RunAsync(seen, seen =>
        {
            inner = turns.RunAsync(seen, seen =>
            {
                seen.Add("inner");
                return Task.FromResult(0);
            });
            seen.Add("outer");
            return Task.FromResult(0);
        });
        await inner;
        Assert.Equal(["outer", "inner"], seen);
    }

    [Fact]
    public async Task No_two_turns_overlap_and_each_caller_keeps_its_order()
    {
        const int callers = 8;
        const int calls = 2_000;
        var turns = new Turns();
        var inside = 0;
        var latest = new int[callers];
        await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(() =>
            Task.WhenAll(Enumerable.Range(1, calls).Select(call => turns.RunAsync(0, async _ =>
            {
                // Each piece between two awaits is a turn of its own; none of them may meet another.
                Enter(ref inside);
                Assert.Equal(call, ++latest[caller]);
                Volatile.Write(ref inside, 0);
                await Task.Yield();
                Enter(ref inside);
                Volatile.Write(ref inside, 0);
                return 0;
            })).ToList()))));
        Assert.All(latest, count => Assert.Equal(calls, count));

        static void Enter(ref int inside) => Assert.Equal(0, Interlocked.Exchange(ref inside, 1));
    }

    [Fact]
    public async Task Whoever_waits_for_a_call_goes_on_in_no_turn_of_the_unit()
    {
        var turns = new Turns();
        var written = new TaskCompletionSource();
        var call = WaitAsync(turns.RunAsync(0, async _ =>
        {
            await written.Task;
            return 0;
        }));
        await Task.Run(written.SetResult); // the unit's turn, and what follows it, may run on this very thread
        await call;

        async Task WaitAsync(Task call)
        {
            await call.ConfigureAwait(false);
            Assert.NotSame(turns, SynchronizationContext.Current);

            // The unit takes its next turn though whoever waited for this one has not let go of the thread.
            Assert.True(turns.RunAsync(0, _ => Task.FromResult(0)).Wait(TimeSpan.FromSeconds(20)));
        }
    }

    [Fact]
    public async Task A_thread_that_is_not_the_pools_is_never_held_up_by_a_turn()
    {
        var turns = new Turns();
        var written = new TaskCompletionSource();
        Thread? resumed = null;
        var call = turns.RunAsync(0, async _ =>
        {
            await written.Task;
            resumed = Thread.CurrentThread;
            return 0;
        });
        var writer = new Thread(written.SetResult);
        writer.Start();
        await call;

        Assert.NotSame(writer, resumed);
    }

    [Fact]
    public async Task All_that_wait_for_one_turn_are_told_and_each_call_is_ended_once_before()
    {
        const int calls = 300;
        var turns = new Turns();
        var written = new TaskCompletionSource();
        var ended = 0;
        var waiting = Enumerable.Range(0, calls).Select(i => turns.RunAsync(
            i,
            async number =>
            {
                await written.Task;
                return number % 3 == 0 ? throw new IOException("lost")
                    : number % 3 == 1 ? throw new OperationCanceledException() : number;
            },
            _ => Interlocked.Increment(ref ended))).ToList();
        await Task.Run(written.SetResult);
        for (var i = 0; i < calls; i++)
        {
            var call = waiting[i];
            switch (i % 3)
            {
                case 0:
                    await Assert.ThrowsAsync<IOException>(() => call);
                    break;
                case 1:
                    await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
                    break;
                default:
                    Assert.Equal(i, await call);
                    break;
            }
        }

        Assert.Equal(calls, ended);
    }
}
