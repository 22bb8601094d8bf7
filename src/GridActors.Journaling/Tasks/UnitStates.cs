using GridActors.Core.Units;
using GridActors.Journaling.Loop;

namespace GridActors.Journaling.Tasks;

/// <summary>
/// Units as their journals say, for readers: folded from the snapshot and what came after. Nobody is woken for it.
/// </summary>
public sealed class UnitStates(UnitPorts ports)
{
    private readonly UnitLoader _loader = new(ports);

    /// <summary>The newest; unregistered for a unit that was never written.</summary>
    public async Task<UnitState> ReadAsync(UnitId unit) => (await _loader.LoadAsync(unit)).Image.State;
}
