namespace GridActors.Grains.Upkeep;

/// <summary>Tells units the time when a deadline of theirs has passed. One in the cluster, key 0.</summary>
[Alias("gridactors.IDeadlineGrain")]
internal interface IDeadlineGrain : IGrainWithIntegerKey
{
    /// <summary>Has it work from now on, through the loss of any silo. Repeating it is harmless.</summary>
    [Alias("Start")]
    Task StartAsync();
}

/// <summary>Finds areas whose totals lag and has them read again. One in the cluster, key 0.</summary>
[Alias("gridactors.IHealerGrain")]
internal interface IHealerGrain : IGrainWithIntegerKey
{
    /// <summary>Has it work from now on, through the loss of any silo. Repeating it is harmless.</summary>
    [Alias("Start")]
    Task StartAsync();

    /// <summary>A silo came or went, and reports may have gone with it.</summary>
    [Alias("ClusterChanged")]
    Task ClusterChangedAsync();
}

/// <summary>Names under which upkeep keeps what is its own.</summary>
public static class UpkeepStorage
{
    /// <summary>The grain storage that a host must provide.</summary>
    public const string Name = "upkeep";
}
