using System.Diagnostics;
using GridActors.LoadDriver.Ledgers;
using GridActors.LoadDriver.Trees;
using GridActors.LoadDriver.Ways;

namespace GridActors.LoadDriver.Loads;

/// <summary>A unit whose totals are not what the ledger says.</summary>
/// <param name="Others">Figures beside these that no record of the run explains, with how much they are more.</param>
internal sealed record Difference(
    string Unit, Counts? Seen, Counts Expected, IReadOnlyDictionary<string, decimal> Others);

/// <summary>Holds every unit's totals to the ledger: gates, villages, townships and the county.</summary>
internal sealed class TotalsCheck(CountyTree tree, IWay way, TimeSpan patience)
{
    private const int ReadsInFlight = 32;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private static readonly Dictionary<string, decimal> s_none = [];

    private readonly (string Unit, int[] Gates)[] _units =
        [.. tree.Sums().Select(unit => (unit.Unit, unit.Gates.ToArray()))];

    /// <summary>
    /// What earlier runs left in the totals, once all that was opened has arrived in them: nothing is under way then.
    /// </summary>
    /// <exception cref="HttpRequestException">They do not come up in time.</exception>
    public async Task<TotalsSeen[]> ReadAsync(CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            var seen = await ReadAllAsync(cancellation);
            var missing = seen.Index().FirstOrDefault(
                unit => unit.Item is not { } totals || !IsSettled(totals, _units[unit.Index].Gates, seen), (-1, null));
            if (missing.Item1 < 0)
            {
                return Array.ConvertAll(seen, totals => totals!.Value);
            }

            if (watch.Elapsed > patience)
            {
                var (unit, gates) = _units[missing.Item1];
                throw new HttpRequestException(
                    $"{unit} does not show its gates' sum: "
                    + $"{missing.Item2?.OpenGates.ToString() ?? "unknown how many"} are open, "
                    + $"{gates.Length} of this run; where an earlier run made more, take its --gates, --villages and "
                    + "--townships, or another --county");
            }

            await Task.Delay(Pause, cancellation);
        }
    }

    /// <summary>Waits for the totals to come up, and returns what differs when patience is over.</summary>
    public async Task<IReadOnlyList<Difference>> CompareAsync(
        TotalsSeen[] before, Ledger ledger, CancellationToken cancellation)
    {
        var expected = _units.Select((unit, i) => before[i].Counts + ledger.Of(unit.Gates)).ToArray();
        var watch = Stopwatch.StartNew();
        while (true)
        {
            var seen = await ReadAllAsync(cancellation);
            Difference[] differences =
            [
                .. seen.Select((totals, i) => new Difference(
                        _units[i].Unit, totals?.Counts, expected[i], totals?.OthersSince(before[i]) ?? s_none))
                    .Where(unit => unit.Seen != unit.Expected || unit.Others.Count > 0),
            ];
            if (differences.Length == 0 || watch.Elapsed > patience)
            {
                return differences;
            }

            await Task.Delay(Pause, cancellation);
        }
    }

    /// <summary>Shows its gates as open, and what they show themselves. Gates come first, in their order.</summary>
    private static bool IsSettled(TotalsSeen totals, int[] gates, TotalsSeen?[] seen) =>
        totals.OpenGates == gates.Length
        && totals.Counts == gates.Aggregate(default(Counts), (sum, gate) => sum + (seen[gate]?.Counts ?? default));

    private async Task<TotalsSeen?[]> ReadAllAsync(CancellationToken cancellation)
    {
        var seen = new TotalsSeen?[_units.Length];
        await Parallel.ForAsync(
            0, _units.Length,
            new ParallelOptions { MaxDegreeOfParallelism = ReadsInFlight, CancellationToken = cancellation },
            async (i, token) => seen[i] = await way.TotalsAsync(_units[i].Unit, token));
        return seen;
    }
}
