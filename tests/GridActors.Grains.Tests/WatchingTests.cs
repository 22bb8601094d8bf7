using System.Reflection;
using GridActors.GrainInterfaces.Units;
using GridActors.GrainInterfaces.Wire;

namespace GridActors.Grains.Tests;

/// <summary>An area that comes up on another silo may be behind what it told on the lost one.</summary>
public sealed class WatchingTests
{
    private static readonly Figures None = new(new Dictionary<string, decimal>(), new Dictionary<string, decimal>());

    [Fact]
    public async Task WhoWatchesIsNeverToldAnOlderVersionAndAsksByWhatTheUnitSaidLast()
    {
        var unit = DispatchProxy.Create<IUnitGrain, Telling>();
        var telling = (Telling)(object)unit;
        telling.Answers = new Queue<long?>([5, 3, 4, 5, 8, null]);
        var told = new List<long>();
        await foreach (var totals in unit.WatchTotalsAsync())
        {
            told.Add(totals.Version);
        }

        Assert.Equal([5L, 8], told);
        Assert.Equal([-1L, 5, 3, 4, 5, 8], telling.Asked); // by 5 while it is at 3 it would answer at once, again and again
    }

    [Fact]
    public async Task WhoWatchesDoesNotWaitForAnAnswerThatWasLostAsLongAsACall()
    {
        var unit = DispatchProxy.Create<IUnitGrain, Telling>();
        var telling = (Telling)(object)unit;
        telling.First = new TaskCompletionSource<UnitTotals?>().Task;
        telling.Answers = new Queue<long?>([5, null]);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(15));
        await foreach (var totals in unit.WatchTotalsAsync(patience.Token))
        {
            Assert.Equal(5, totals.Version);
        }

        Assert.Equal([-1L, -1, 5], telling.Asked);
    }

    [Fact]
    public async Task AWatchEndsWithItsClient()
    {
        var unit = DispatchProxy.Create<IUnitGrain, Telling>();
        ((Telling)(object)unit).First = Task.FromException<UnitTotals?>(new ObjectDisposedException("client"));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => unit.WatchTotalsAsync().GetAsyncEnumerator().MoveNextAsync().AsTask());
    }

    public class Telling : DispatchProxy
    {
        /// <summary>What comes of the first call; null: an answer as of the others.</summary>
        public Task<UnitTotals?>? First { get; set; }

        public Queue<long?> Answers { get; set; } = [];

        public List<long> Asked { get; } = [];

        protected override object Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            Assert.Equal(nameof(IUnitGrain.WaitForTotalsAsync), targetMethod!.Name);
            Asked.Add((long)args![0]!);
            if (First is { } first)
            {
                First = null;
                return first;
            }

            return Task.FromResult(Answers.Dequeue() is { } version ? new UnitTotals("u", version, None, []) : null);
        }
    }
}
