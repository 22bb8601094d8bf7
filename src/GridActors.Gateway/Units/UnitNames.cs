using System.Text.Json;
using GridActors.Core.Units;
using GridActors.Journaling.Ports;

namespace GridActors.Gateway.Units;

/// <summary>What the units of a list are called: people know places by name, and look up no codes.</summary>
internal sealed class UnitNames(IUnitDirectory directory)
{
    private const int ReadsMax = 8;

    /// <summary>Without those that are not registered any more.</summary>
    public async Task<Dictionary<UnitId, UnitHead>> OfAsync(IEnumerable<UnitId> units, CancellationToken cancellation)
    {
        var names = new Dictionary<UnitId, UnitHead>();
        foreach (var some in units.Distinct().Chunk(ReadsMax))
        {
            foreach (var head in await Task.WhenAll(
                some.Select(unit => directory.FindAsync(unit, cancellation).AsTask())))
            {
                if (head is not null)
                {
                    names.Add(head.Unit, head);
                }
            }
        }

        return names;
    }

    /// <summary>The fields <c>unitKind</c> and <c>name</c>, null where nobody knows.</summary>
    public static void Write(Utf8JsonWriter json, UnitId unit, Dictionary<UnitId, UnitHead> names)
    {
        var head = names.GetValueOrDefault(unit);
        json.WriteString("unitKind", head is null ? null : UnitKindRules.NameOf(head.Kind));
        json.WriteString("name", head?.Name);
    }
}
