using GridActors.Core.Records;

namespace GridActors.Core.Watches;

/// <summary>Who watches over which household 结对监督.</summary>
public static class WatchFeature
{
    public static readonly Feature Feature = new()
    {
        Topics = [new("watches", "结对监督", "Watch pairs")],
        Records = [new WatchPairType(), new WatchEndType()],
        Indicators = [HouseholdWatch.Pairs],
        Aspects = [AspectType.Of<HouseholdWatch>("watch")],
    };
}
