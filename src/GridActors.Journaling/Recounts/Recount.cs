using GridActors.Core.Totals;
using GridActors.Core.Units;
using GridActors.Journaling.Loop;

namespace GridActors.Journaling.Recounts;

/// <summary>A figure that is not what the journals say.</summary>
/// <param name="Where"><c>own</c>: a unit's stored own totals; <c>subtree</c>: what is kept or served for it.</param>
public sealed record Difference(
    UnitId Unit, string Where, DateOnly Day, string Indicator, Amount Found, Amount Recounted);

/// <summary>What a recount covered and found.</summary>
/// <param name="Entries">Journal entries that were folded.</param>
public sealed record RecountResult(
    long Units, long Entries, long Figures, IReadOnlyList<Difference> Differences, IReadOnlyList<string> WrongVersions,
    IReadOnlyList<string> WrongListings)
{
    /// <summary>The moment that was recounted; null where nothing was written meanwhile.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>The roots of the tree, each with the version that its journals gave at that moment.</summary>
    public IReadOnlyList<(UnitId Root, long Version)> Roots { get; init; } = [];

    /// <summary>
    /// Areas that took records whenever they were looked at, so that their totals could not be compared.
    /// </summary>
    public IReadOnlyList<UnitId> Busy { get; init; } = [];
}

/// <summary>
/// Recounts every total, every alert, who has tasks and what can be traced from the journals alone: folds each
/// unit from its first entry, without snapshots, adds the results up the tree, and compares with what is stored and
/// what is served. For a system in which nothing is in flight; beside one that runs, <see cref="LiveRecount"/>.
/// </summary>
public sealed class Recount(UnitPorts ports)
{
    public async Task<RecountResult> RunAsync(IProgress<long>? progress, CancellationToken cancellation)
    {
        var findings = new Findings();
        var traces = new TraceRecount(ports, findings);
        var pass = new RecountPass(ports, findings) { Traces = traces };
        await pass.FoldAsync(progress, cancellation);
        await traces.CompareAsync(cancellation);
        foreach (var (area, sum) in pass.Areas)
        {
            await pass.CompareListingsAsync(area, sum, cancellation);
            if (await ports.Units.TotalsAsync(area, cancellation) is not { } served)
            {
                findings.WrongVersions.Add($"{area} is not served");
                continue;
            }

            if (served.Version != sum.Version)
            {
                findings.WrongVersions.Add($"{area} serves version {served.Version}, its journals hold {sum.Version}");
            }

            findings.Compare(area, "subtree", served.Totals, sum.Settle());
        }

        return findings.ToResult() with { Roots = pass.Roots };
    }
}
