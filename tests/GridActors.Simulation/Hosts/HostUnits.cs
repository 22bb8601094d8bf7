using System.Runtime.CompilerServices;
using GridActors.Core.Areas;
using GridActors.Core.Records;
using GridActors.Core.Units;
using GridActors.Journaling.Ports;
using GridActors.Journaling.RollUps;

namespace GridActors.Simulation.Hosts;

/// <summary>All units as one host reaches them; the port that every host of the product implements.</summary>
internal sealed class HostUnits(World world, Host host) : IUnits
{
    public bool IsOverloaded => false;

    public bool HasLostHost => world.Cluster.LostAt is { } at && world.Scheduler.Now < at + RollUpWatch.AlertLasts;

    public async Task<IReadOnlyList<Answer>> PostAsync(UnitId unit, IReadOnlyList<Record> records)
    {
        try
        {
            return await CallAsync(unit, to => to.Unit.PostAsync(to.Host == host ? records : Copied(records)));
        }
        catch (Exception)
        {
            // As in every host: whatever failed, the outcome is unknown, and saying so is the answer.
            return [.. records.Select(_ => new Answer(AnswerStatus.Unavailable))];
        }
    }

    public Task<IReadOnlyList<string?>> DeliverAsync(UnitId unit, IReadOnlyList<byte[]> messages) =>
        CallAsync(unit, to => to.Unit.DeliverAsync(messages));

    public Task TickAsync(UnitId unit, DateTimeOffset now) => CallAsync(unit, async to =>
    {
        await to.Unit.TickAsync(now);
        return true;
    });

    public Task ReportAsync(UnitId parent, ChildTotals child)
    {
        world.Checks.Reported(child);
        world.Trace.Say($"report {child.Unit} {child.Version}{(child.HasMoved ? " (moved)" : "")} to {parent} from {host}");
        return CallAsync(parent, async to =>
        {
            await to.Unit.ReportAsync(child);
            return true;
        });
    }

    public Task RefreshAsync(UnitId area) => AskAsync(area, async to =>
    {
        world.Trace.Say($"heal   {to}");
        await to.Unit.RefreshAsync();
        return true;
    });

    public Task<SubtreeTotals?> TotalsAsync(UnitId unit, CancellationToken cancellation = default) =>
        AskAsync(unit, to => to.TotalsAsync());

    public Task<AreaView?> ChildrenAsync(UnitId unit, CancellationToken cancellation = default) =>
        AskAsync(unit, to => to.ChildrenAsync());

    public async IAsyncEnumerable<SubtreeTotals> WatchAsync(
        UnitId unit, [EnumeratorCancellation] CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested && await TotalsAsync(unit, cancellation) is { } subtree)
        {
            yield return subtree;
            await Task.Delay(world.Options.ReportPace, host.Clock, cancellation);
        }
    }

    /// <summary>Between hosts records travel as bytes and are read again where they arrive.</summary>
    private IReadOnlyList<Record> Copied(IReadOnlyList<Record> records) =>
        [.. records.Select(record => host.Ports.Reader.Read(record.Utf8).Record!)];

    private async Task<T> AskAsync<T>(UnitId unit, Func<Activation, Task<T>> call)
    {
        try
        {
            return await CallAsync(unit, call);
        }
        catch (Exception failure)
        {
            throw new JournalUnavailableException("The unit cannot be reached now.", failure);
        }
    }

    private Task<T> CallAsync<T>(UnitId unit, Func<Activation, Task<T>> call)
    {
        var to = world.Cluster.Find(unit, host);
        return world.Wire.CallAsync<T>(to.Host == host, () =>
        {
            if (!to.Host.IsAlive)
            {
                return null;
            }

            // Put away or crashed meanwhile: whoever has the unit now takes the call.
            var activation = to.IsGone ? world.Cluster.Find(unit, to.Host) : to;
            return (activation.Turns, () => call(activation));
        });
    }
}
