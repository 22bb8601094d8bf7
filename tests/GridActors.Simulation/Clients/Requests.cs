using GridActors.Core.Areas;
using GridActors.Core.Units;
using GridActors.Gateway.Records;
using GridActors.Journaling.Import;
using GridActors.Journaling.Ports;
using GridActors.Simulation.Hosts;
using GridActors.Simulation.Scheduling;
using Microsoft.Extensions.Logging.Abstractions;

namespace GridActors.Simulation.Clients;

/// <summary>
/// Requests from outside to any host that listens: the gateway's own handing over of records, without the HTTP around it.
/// </summary>
internal static class Requests
{
    public static Task<IReadOnlyList<Answer>> PostAsync(World world, IReadOnlyList<ReadOnlyMemory<byte>> lines) =>
        CallAsync<IReadOnlyList<Answer>>(world, "post", async host =>
        {
            var batch = new RecordBatch(lines.Count);
            foreach (var line in lines)
            {
                batch.Add(host.Ports.Reader.Read(line));
            }

            await new RecordPosting(host.Units, NullLogger.Instance).HandOverAsync(batch);
            var answers = new List<Answer>(lines.Count);
            await batch.WriteAsync((_, answer) => answers.Add(answer));
            return answers;
        });

    public static Task<UnitImportResult> ImportAsync(World world, IReadOnlyList<UnitRow> rows) =>
        CallAsync(world, "import", host => new UnitImport(host.Ports).ImportAsync(rows, null, CancellationToken.None));

    public static Task<SubtreeTotals?> TotalsAsync(World world, UnitId unit) =>
        CallAsync(world, "totals", host => host.Units.TotalsAsync(unit));

    public static Task<AreaView?> ChildrenAsync(World world, UnitId unit) =>
        CallAsync(world, "children", host => host.Units.ChildrenAsync(unit));

    private static Task<T> CallAsync<T>(World world, string name, Func<Host, Task<T>> work)
    {
        var host = world.Cluster.AnyHost();
        return world.Wire.CallAsync<T>(isNear: false, () =>
        {
            if (!host.IsAlive)
            {
                return null;
            }

            var turns = world.Scheduler.NewTurns($"{name}@{host}", host.Gate);
            host.Work.Add(turns);
            return (turns, () => work(host));
        });
    }
}
