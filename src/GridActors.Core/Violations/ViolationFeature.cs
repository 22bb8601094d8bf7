using GridActors.Core.Records;
using GridActors.Core.Totals;
using GridActors.Core.Units;

namespace GridActors.Core.Violations;

/// <summary>Order in the streets: what people were talked out of 劝阻, and the patrols 巡查 that do it.</summary>
public static class ViolationFeature
{
    public static readonly Feature Feature = new()
    {
        Topics = [new("violations", "巡查劝阻", "Patrols and violations")],
        Records = [new ViolationStopType(), new PatrolType()],
        Indicators = [ViolationStopType.Stopped, PatrolType.Patrols],
        Families = [ViolationStopType.ByKind],
    };
}

public sealed record ViolationStop(string Kind);

public sealed record Patrol(string? Text);

/// <summary><c>violation.stop</c> 劝阻.</summary>
internal sealed class ViolationStopType() : CountingType<ViolationStop>("violation.stop", UnitKinds.Areas)
{
    private static readonly Vocabulary Sorts = Vocabulary.Of(
        ("mask", "不戴口罩", "no mask"),
        ("crowding", "扎堆聚集", "crowding"),
        ("rumour", "传播谣言", "rumours"),
        ("fireworks", "燃放烟花爆竹", "fireworks"),
        ("pricing", "哄抬物价", "pricing"),
        ("other", "其他行为", "other"));

    public static readonly Indicator Stopped =
        Indicator.Flow("violations.stopped", "violations", "劝阻违规行为", "Violations stopped", "record");

    public static readonly IndicatorFamily ByKind = IndicatorFamily.Flow(
        "violations.stopped.", "violations", "劝阻{0}", "Violations stopped: {0}", "record", Sorts);

    protected override ViolationStop ReadData(Fields data) => new(data.Choice("kind", Sorts));

    protected override void Count(ViolationStop data, DateOnly day, Contributions totals)
    {
        totals.Add(day, Stopped);
        totals.Add(day, ByKind.Of(data.Kind));
    }
}

/// <summary><c>patrol</c> 巡查.</summary>
internal sealed class PatrolType() : CountingType<Patrol>("patrol", UnitKinds.Areas)
{
    public static readonly Indicator Patrols = Indicator.Flow("patrols", "violations", "巡查", "Patrols", "patrol");

    protected override Patrol ReadData(Fields data) => new(data.OptionalText("text", 2000));

    protected override void Count(Patrol data, DateOnly day, Contributions totals) => totals.Add(day, Patrols);
}
