using System.Text;
using GridActors.Core.Totals;
using GridActors.Postgres.Writing;

namespace GridActors.Postgres.Reading;

/// <summary>
/// Makes totals of stored rows, and equal ones only once: most households of a village count the same, so that reading
/// them parses a few texts, and holding them costs a few objects.
/// </summary>
internal sealed class SharedTotals
{
    private readonly Dictionary<string, Bucket> _buckets = [];
    private readonly Dictionary<string, DailyTotals> _totals = [];
    private readonly List<(int Day, string Counts)> _rows = [];
    private readonly StringBuilder _key = new();

    public void Add(int day, string counts) => _rows.Add((day, counts));

    /// <summary>The totals of the rows added since the last call.</summary>
    public DailyTotals Take()
    {
        if (_rows.Count == 0)
        {
            return DailyTotals.Zero;
        }

        _key.Clear();
        foreach (var (day, counts) in _rows)
        {
            _key.Append(day).Append(counts);
        }

        var key = _key.ToString();
        if (!_totals.TryGetValue(key, out var totals))
        {
            _totals[key] = totals = Make();
        }

        _rows.Clear();
        return totals;
    }

    private DailyTotals Make()
    {
        var running = Bucket.Empty;
        var days = new List<DayBucket>(_rows.Count);
        foreach (var (day, counts) in _rows)
        {
            if (day == TotalsColumns.Running)
            {
                running = Parsed(counts);
            }
            else
            {
                days.Add(new DayBucket(Days.OfNumber(day), Parsed(counts)));
            }
        }

        return DailyTotals.Of(running, days);
    }

    private Bucket Parsed(string counts)
    {
        if (!_buckets.TryGetValue(counts, out var bucket))
        {
            _buckets[counts] = bucket = TotalsJson.ReadBucket(Encoding.UTF8.GetBytes(counts));
        }

        return bucket;
    }
}
