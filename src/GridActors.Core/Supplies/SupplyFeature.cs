using GridActors.Core.Records;

namespace GridActors.Core.Supplies;

/// <summary>Supplies 物资: what comes in, is used, goes to other units, is counted.</summary>
public static class SupplyFeature
{
    public static readonly Feature Feature = new()
    {
        Topics = [new(SupplyIndicators.Topic, "防控物资", "Supplies")],
        Records =
        [
            new SupplyReceiveType(), new SupplyUseType(), new SupplyTransferType(), new SupplyArriveType(),
            new SupplyCountType(), new SupplyMinimumType(),
        ],
        Indicators = [.. SupplyIndicators.All],
        Aspects = [AspectType.Of<Stocks>("stocks")],
    };
}
