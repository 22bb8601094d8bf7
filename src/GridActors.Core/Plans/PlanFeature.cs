using GridActors.Core.Records;

namespace GridActors.Core.Plans;

/// <summary>
/// What an area sets out to do: sweeps and quotas. They add nothing; the totals say how far they got.
/// </summary>
public static class PlanFeature
{
    public static readonly Feature Feature = new()
    {
        Records = [new SweepStartType(), new QuotaSetType()],
        Aspects = [AspectType.Of<Sweeps>("sweeps"), AspectType.Of<Quotas>("quotas")],
    };
}
