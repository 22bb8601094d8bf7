namespace GridActors.Grains.Units;

public sealed record GrainUnitsOptions
{
    /// <summary>
    /// Records that came in at this silo and may wait for their answers; further ones are answered unavailable.
    /// </summary>
    public int WaitingRecordsMax { get; init; } = 50_000;
}
