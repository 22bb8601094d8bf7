using GridActors.Core.Records;
using GridActors.Core.Supplies;
using GridActors.Core.Totals;
using GridActors.Core.Units;

namespace GridActors.Simulation.Properties;

/// <summary>
/// All supplies of the county, at every commit: what is in stock and in transit anywhere is what was received, less what was
/// used, set right by stocktakes. What a receiver has taken and its sender has not heard of yet is in both places, and known.
/// </summary>
internal sealed class SupplyBalance(Truth truth)
{
    private readonly Dictionary<string, long> _off = SupplyIndicators.Items.Terms.ToDictionary(item => item.Code, _ => 0L);

    /// <summary>Takes a commit of one unit; what is wrong with it, if anything.</summary>
    public string? Take(DailyTotals before, DailyTotals after, IReadOnlyList<Entry> entries)
    {
        foreach (var entry in entries)
        {
            if (entry.Record.Type.Name == "supply.arrive" && entry.Outcome?.Returned is null)
            {
                Add((Supply)entry.Record.Data, -1);
            }
            else if (entry.Record.Data is Settlement settled)
            {
                var sender = entry.Record.Unit;
                var taken = truth.Of(UnitId.Parse(settled.To)).Find(new RecordId($"system:{sender}", settled.Number));
                if (taken is null || taken.Outcome?.Returned != settled.Returned)
                {
                    return $"{sender} settled {settled.Number} to {settled.To} ({settled.Returned}), which has it not so";
                }

                Add((Supply)taken.Record.Data, settled.Returned is null ? 1 : 0);
            }
        }

        if (ReferenceEquals(before.Running, after.Running))
        {
            return null;
        }

        foreach (var (at, item) in SupplyIndicators.Items.Terms.Select(term => term.Code).Index())
        {
            _off[item] += Stands(after.Running, at) - Stands(before.Running, at);
        }

        return _off.FirstOrDefault(item => item.Value != 0) is { Key: { } wrong, Value: var off }
            ? $"{off / 1000m} of {wrong} too much"
            : null;
    }

    private static long Stands(Bucket running, int item) =>
        (running[SupplyIndicators.Stock.Members[item]].Thousandths + running[SupplyIndicators.InTransit.Members[item]].Thousandths)
        + running[SupplyIndicators.Used.Members[item]].Thousandths
        - running[SupplyIndicators.Received.Members[item]].Thousandths
        - running[SupplyIndicators.Adjusted.Members[item]].Thousandths;

    private void Add(Supply supply, int sign) => _off[supply.Item] += sign * supply.Quantity.Thousandths;
}
