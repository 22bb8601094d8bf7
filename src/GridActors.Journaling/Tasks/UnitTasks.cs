using GridActors.Core.Tasks;
using GridActors.Core.Units;
using GridActors.Journaling.Loop;

namespace GridActors.Journaling.Tasks;

/// <summary>A page of tasks.</summary>
/// <param name="Tasks">By unit, and of one unit first what is due first.</param>
/// <param name="Next">The unit to go on after; null at the end.</param>
public sealed record TaskPage(IReadOnlyList<(UnitId Unit, UnitTask Task)> Tasks, UnitId? Next);

/// <summary>
/// What is to be done at a unit and all below it. Looks only at units that have something to do by then, each folded
/// from its snapshot and what came after: nobody is woken to be asked.
/// </summary>
public sealed class UnitTasks(UnitPorts ports)
{
    /// <summary>Units read beside one another.</summary>
    private const int ReadsMax = 8;

    private readonly UnitLoader _loader = new(ports);

    /// <param name="at">Now or later; what was to be done in the past is not told any more.</param>
    /// <param name="units">Units looked at at most, each with all its tasks.</param>
    public async Task<TaskPage> ListAsync(
        UnitId unit, DateTimeOffset at, UnitId? after, int units, CancellationToken cancellation)
    {
        var tasked = await ports.Store.TaskedAsync(unit, at, after, units, cancellation);
        var tasks = new List<(UnitId Unit, UnitTask Task)>();
        foreach (var some in tasked.Chunk(ReadsMax))
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var loaded in await Task.WhenAll(some.Select(LoadAsync)))
            {
                tasks.AddRange(loaded.State.Tasks(at, ports.Calendar).Select(task => (loaded.Unit, task)));
            }
        }

        return new TaskPage(tasks, tasked.Count == units ? tasked[^1] : null);
    }

    private async Task<(UnitId Unit, UnitState State)> LoadAsync(UnitId unit) =>
        (unit, (await _loader.LoadAsync(unit)).Image.State);
}
