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
}
