namespace GridActors.Cluster.Benchmarks.Baselines;

/// <summary>A checkpoint as Orleans' own persistence has it: each record changes the state, and the state is written.</summary>
[Alias("benchmark-saving")]
public interface ISavingGrain : IGrainWithStringKey
{
    [Alias("record")]
    Task RecordAsync(int people);

    [Alias("passages")]
    Task<long> PassagesAsync();
}

[GenerateSerializer, Alias("benchmark-saving-state")]
public sealed class SavingState
{
    [Id(0)]
    public long Passages { get; set; }

    [Id(1)]
    public long People { get; set; }

    [Id(2)]
    public long Vehicles { get; set; }

    [Id(3)]
    public long Green { get; set; }
}

/// <summary>No journal, no deduplication, no rules, no roll-up: everything is in its favour.</summary>
[GrainType("benchmark-saving")]
public sealed class SavingGrain([PersistentState("gate", SavingGrain.Storage)] IPersistentState<SavingState> gate)
    : Grain, ISavingGrain
{
    public const string Storage = "benchmark";

    public Task RecordAsync(int people)
    {
        gate.State.Passages++;
        gate.State.People += people;
        gate.State.Vehicles++;
        gate.State.Green++;
        return gate.WriteStateAsync();
    }

    public Task<long> PassagesAsync() => Task.FromResult(gate.State.Passages);
}
