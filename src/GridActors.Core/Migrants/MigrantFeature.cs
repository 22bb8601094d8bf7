using GridActors.Core.Records;

namespace GridActors.Core.Migrants;

/// <summary>Members of households who work elsewhere 外出务工.</summary>
public static class MigrantFeature
{
    public static readonly Feature Feature = new()
    {
        Topics = [new("migrants", "外出务工", "Migrant workers")],
        Records = [new MigrantRegisterType(), new MigrantContactType()],
        Indicators =
        [
            Migrant.Registered, Migrant.AtRisk, Migrant.Contacted, Migrant.Phoned, Migrant.Visited, Migrant.StayingPut,
        ],
    };
}
