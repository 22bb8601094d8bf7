using GridActors.Core.Records;

namespace GridActors.Core.Inspections;

/// <summary>Inspections 检查 of shops, kitchens, schools, and the hazards that they find.</summary>
public static class InspectionFeature
{
    public static readonly Feature Feature = new()
    {
        Topics = [new("inspections", "检查整改", "Inspections")],
        Records = [new InspectionType(), new HazardFixType()],
        Indicators = [InspectionType.Count, Hazards.Open, Hazards.Fixed],
        Families = [InspectionType.ByVenueKind],
        Aspects = [AspectType.Of<Hazards>("hazards")],
    };
}
