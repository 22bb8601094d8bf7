using GridActors.Core.Records;
using GridActors.Core.Totals;

namespace GridActors.Core.Checkpoints;

/// <summary>Checkpoints 卡点: opening, closing, and who passes.</summary>
public static class CheckpointFeature
{
    public static readonly Indicator Open =
        Indicator.Level("checkpoints.open", "checkpoints", "在岗卡点", "Checkpoints open", "checkpoint");

    public static readonly Feature Feature = new()
    {
        Topics = [new("checkpoints", "卡点", "Checkpoints"), new("passages", "通行", "Passages")],
        Records =
        [
            new GateType("checkpoint.open", open: true), new GateType("checkpoint.close", open: false),
            new PassageType(), new IncidentType(),
        ],
        Indicators =
        [
            Open, PassageType.People, PassageType.Vehicles, PassageType.Outsiders, PassageType.Fever,
            IncidentType.Count,
        ],
        Families = [PassageType.ByDirection, PassageType.ByOutcome, PassageType.ByCode],
        Compared = [Open, PassageType.People],
        Aspects = [AspectType.Of<Checkpoint>("checkpoint")],
    };
}
