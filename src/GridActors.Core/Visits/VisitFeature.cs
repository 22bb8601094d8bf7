using GridActors.Core.Households;
using GridActors.Core.Records;

namespace GridActors.Core.Visits;

/// <summary>Visits 走访 to households, and what is brought to them.</summary>
public static class VisitFeature
{
    public static readonly Feature Feature = new()
    {
        Topics = [new("visits", "走访服务", "Visits and services")],
        Records = [new VisitType(), new DeliveryType()],
        Indicators = [VisitType.Count, Surveys.Visited, DeliveryType.Count],
        Families = [VisitType.ByPurpose, Surveys.VisitsByCategory],
        Compared = [VisitType.Count],
    };
}
