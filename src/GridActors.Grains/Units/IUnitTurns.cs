using GridActors.Grains.Wire;

namespace GridActors.Grains.Units;

/// <summary>What silos say to units among themselves; client apps have no part in it.</summary>
[Alias("gridactors.IUnitTurns")]
internal interface IUnitTurns : IGrainWithStringKey
{
    [Alias("Tick")]
    Task TickAsync(DateTimeOffset now);

    /// <summary>Another unit's messages; for each the code under which it goes back, null when it was taken.</summary>
    [Alias("Deliver")]
    Task<string?[]> DeliverAsync(byte[][] messages);

    [Alias("Report")]
    Task ReportAsync(ChildMessage child);

    [Alias("Refresh")]
    Task RefreshAsync();

    [Alias("Totals")]
    Task<SubtreeMessage?> TotalsAsync();

    [Alias("Children")]
    Task<AreaMessage?> ChildrenAsync();

    /// <summary>As soon as the version differs; the seen version without totals when the patience is over.</summary>
    [Alias("Changed")]
    Task<SubtreeMessage?> ChangedAsync(long seenVersion, TimeSpan patience);
}
