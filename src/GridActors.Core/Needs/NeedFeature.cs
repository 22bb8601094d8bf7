using GridActors.Core.Records;

namespace GridActors.Core.Needs;

/// <summary>What households need, and whether they got it.</summary>
public static class NeedFeature
{
    public static readonly Feature Feature = new()
    {
        Topics = [new("needs", "群众需求", "Needs")],
        Records = [new NeedRaiseType(), new NeedResolveType()],
        Indicators = [HouseholdNeeds.Open, HouseholdNeeds.Resolved],
        Families = [HouseholdNeeds.OpenByKind],
        Aspects = [AspectType.Of<HouseholdNeeds>("needs")],
    };
}
