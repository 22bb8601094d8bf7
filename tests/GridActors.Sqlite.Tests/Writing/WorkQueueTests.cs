using GridActors.Core.Units;
using GridActors.Journaling.Ports;
using GridActors.Journaling.Tests.Contract;
using GridActors.Journaling.Traces;
using GridActors.Sqlite.Writing;

namespace GridActors.Sqlite.Tests.Writing;

public sealed class WorkQueueTests
{
    [Fact]
    public async Task Who_finds_no_place_waits_until_the_writer_has_taken_some()
    {
        var queue = new WorkQueue(waitingMax: 3);
        for (var i = 0; i < 3; i++)
        {
            Assert.True(queue.AddAsync(Append()).AsTask().IsCompletedSuccessfully);
        }

        var fourth = queue.AddAsync(Append()).AsTask();
        Assert.False(fourth.IsCompleted);

        var batch = new List<Work>();
        Assert.True(queue.Take(batch, sizeMax: 100));
        Assert.Equal(3, batch.Count);
        await fourth;
        Assert.True(queue.Take(batch, sizeMax: 100));
        Assert.Single(batch);
    }

    [Fact]
    public void A_batch_is_bounded_by_entries_keeps_the_order_and_is_never_empty()
    {
        var queue = new WorkQueue(waitingMax: 10);
        Work[] work = [Append(6), Append(4), Append(1), Append(50), Append(2)];
        foreach (var one in work)
        {
            Assert.True(queue.AddAsync(one).AsTask().IsCompletedSuccessfully);
        }

        var batch = new List<Work>();
        var taken = new List<Work[]>();
        for (var left = work.Length; left > 0; left -= batch.Count)
        {
            Assert.True(queue.Take(batch, sizeMax: 10));
            taken.Add([.. batch]);
        }

        Assert.Equal([[work[0], work[1]], [work[2]], [work[3]], [work[4]]], taken);
    }

    [Fact]
    public async Task A_closed_queue_hands_out_what_waits_and_takes_no_more()
    {
        var queue = new WorkQueue(waitingMax: 1);
        await queue.AddAsync(Append());
        var late = queue.AddAsync(Append()).AsTask();
        queue.Close();

        var batch = new List<Work>();
        Assert.True(queue.Take(batch, sizeMax: 10));
        await Assert.ThrowsAsync<JournalUnavailableException>(() => late);
        await Assert.ThrowsAsync<JournalUnavailableException>(async () => await queue.AddAsync(Append()));
        Assert.False(queue.Take(batch, sizeMax: 10));
    }

    private static AppendWork Append(int entries = 1) =>
        new(new UnitWriter(() => throw new InvalidOperationException(), UnitId.Parse("u")).Next(entries), TraceRows.None);
}
