using System.Collections.Immutable;
using System.Text.Json.Serialization;
using GridActors.Core.Records;
using GridActors.Core.Totals;
using GridActors.Core.Units;

namespace GridActors.Core.Reports;

/// <summary>
/// What a report said of its day, kept beside it in the journal: what came in later shows as the difference.
/// </summary>
/// <param name="Version">The subtree's; entries that it did not contain are what came later.</param>
/// <param name="Counts">Net contributions of the day.</param>
/// <param name="Levels">How things stood at the end of the day, as far as it was known.</param>
public sealed record ReportedDay(
    long Version,
    [property: JsonConverter(typeof(BucketConverter))] Bucket Counts,
    [property: JsonConverter(typeof(BucketConverter))] Bucket Levels);

/// <summary>One day that was reported.</summary>
/// <param name="Version">The entry whose outcome holds the figures.</param>
public sealed record DailyReport(Moment At, DateOnly Date, long Version) : ITold;

/// <summary>The days that a village has reported.</summary>
public sealed record DailyReports : IAspect
{
    /// <summary>Ascending by when they were submitted.</summary>
    public ImmutableArray<DailyReport> Submitted { get; init; } = [];

    public DailyReport? Of(DateOnly date)
    {
        for (var i = Submitted.Length - 1; i >= 0; i--)
        {
            if (Submitted[i].Date == date)
            {
                return Submitted[i];
            }
        }

        return null;
    }
}
