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

    public class Telling : DispatchProxy
    {
        public Queue<long?> Answers { get; set; } = [];

        public List<long> Asked { get; } = [];

        protected override object Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            Assert.Equal(nameof(IUnitGrain.WaitForTotalsAsync), targetMethod!.Name);
            Asked.Add((long)args![0]!);
            return Task.FromResult(Answers.Dequeue() is { } version ? new UnitTotals("u", version, None, []) : null);
        }
    }
}
