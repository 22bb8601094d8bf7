using GridActors.Core.Records;

namespace GridActors.Core.Units;

/// <summary>The registry of units, and taking records back.</summary>
public static class UnitFeature
{
    public static readonly Feature Feature = new()
    {
        Topics = [new("units", "单位", "Units")],
        Records =
        [
            new UnitRegisterType(), new UnitAmendType(), new UnitMoveType(),
            new UnitCloseType(), new RecordVoidType(), new MessageSettledType(),
            new TimePassedType(TimePassedType.TypeName), new TimePassedType(TimePassedType.FormerName),
        ],
        Families = [Registration.Units, Registration.CheckpointsByTier],
        Indicators = [Registration.Roadblocks],
        Aspects =
        [
            AspectType.Of<Registration>("registration"), AspectType.Of<Voids>("voids"), AspectType.Of<Outbox>("outbox"),
        ],
    };
}
