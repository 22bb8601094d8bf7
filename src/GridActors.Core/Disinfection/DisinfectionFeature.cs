using GridActors.Core.Records;

namespace GridActors.Core.Disinfection;

/// <summary>Disinfection 消杀 of places.</summary>
public static class DisinfectionFeature
{
    public static readonly Feature Feature = new()
    {
        Topics = [new("disinfection", "消毒消杀", "Disinfection")],
        Records = [new DisinfectionType()],
        Indicators = [DisinfectionType.Count],
    };
}
