using GridActors.Core.Units;
using GridActors.Simulation.Scheduling;

namespace GridActors.Simulation.Counties;

/// <summary>
/// What is recorded in this seed's county. In a third of the seeds everything; in the others a few kinds of work only, so that
/// what belongs together (a notice and its answer, a hazard and its repair) meets at one unit again and again.
/// </summary>
internal sealed class Palette
{
    /// <summary>What happens to any unit; where little else is recorded, that little comes more often.</summary>
    private static readonly string[] Always = ["unit", "record", "alert"];

    private readonly Dictionary<UnitKind, IReadOnlyList<Maker>> _byKind = [];

    public Palette(Chance chance)
    {
        var isWhole = chance.OneIn(3);
        var work = Makers.All.Select(FamilyOf).Distinct().Order(StringComparer.Ordinal)
            .Where(family => isWhole || Always.Contains(family) || chance.OneIn(4)).ToHashSet();
        foreach (var kind in Enum.GetValues<UnitKind>())
        {
            var some = Makers.For(kind).Where(maker => work.Contains(FamilyOf(maker))).ToList();
            var more = some.Where(maker => !Always.Contains(FamilyOf(maker))).ToList();
            _byKind[kind] = isWhole || more.Count == 0 ? Makers.For(kind) : [.. some, .. more, .. more];
        }
    }

    public IReadOnlyList<Maker> For(UnitKind kind) => _byKind[kind];

    private static string FamilyOf(Maker maker) => maker.Type switch
    {
        "hazard.fix" => "inspection",
        "passage" => "checkpoint",
        var type => type.Split('.')[0],
    };
}
