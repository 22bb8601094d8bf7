using GridActors.LoadDriver.Ledgers;
using GridActors.LoadDriver.Measurements;

namespace GridActors.LoadDriver.Ways;

/// <summary>A unit's running totals as far as they are compared.</summary>
/// <param name="Marks">Records of each of <see cref="Mark.All"/>, in their order.</param>
/// <param name="Others">
/// By indicator, what a run must leave as it was: figures that none of its records counts in, and how far those that
/// follow from <paramref name="Counts"/>, or from their days, are from it.
/// </param>
internal readonly record struct TotalsSeen(
    Counts Counts, long OpenGates, IReadOnlyList<long> Marks, IReadOnlyDictionary<string, decimal> Others)
{
    private static readonly string[] s_counted =
        ["passages.in", "passages.out", "passages.people", "duty.onNow", .. Mark.All.Select(mark => mark.Indicator)];

    /// <summary>Go on by the clock, or as the tree arrives above, whatever is entered.</summary>
    private static readonly string[] s_moving = ["duty.minutes", "alerts.", "units."];

    /// <summary>Of each passage one.</summary>
    private static readonly string[][] s_ways =
    [
        ["passages.pass", "passages.held", "passages.turnedBack", "passages.transferred"],
        ["passages.code.green", "passages.code.yellow", "passages.code.none"],
    ];

    /// <param name="running">Levels and flows alike.</param>
    /// <param name="days">Contributions of every day.</param>
    public static TotalsSeen Of(
        IReadOnlyDictionary<string, decimal> running, IEnumerable<KeyValuePair<string, decimal>> days)
    {
        long[] marks = [.. Mark.All.Select(mark => Value(mark.Indicator))];
        var counts = new Counts(
            Value("passages.in"), Value("passages.out"), Value("passages.people"), Value("duty.onNow"), marks.Sum());
        var others = new Dictionary<string, decimal>();
        foreach (var (code, value) in running)
        {
            Add(code, value);
            Add($"days of {code}", -value);
        }

        foreach (var (code, value) in days)
        {
            Add($"days of {code}", value);
        }

        foreach (var way in s_ways)
        {
            others[way[0]] = way.Sum(Value) - counts.Passages;
        }

        foreach (var code in s_counted)
        {
            others.Remove(code);
        }

        return new TotalsSeen(counts, Value("checkpoints.open"), marks, others);

        long Value(string code) => (long)running.GetValueOrDefault(code);

        void Add(string code, decimal value)
        {
            if (!s_moving.Any(moving => code.Contains(moving, StringComparison.Ordinal)))
            {
                others[code] = others.GetValueOrDefault(code) + value;
            }
        }
    }

    /// <summary>What is not as it was: each figure with how much it is more now.</summary>
    public IReadOnlyDictionary<string, decimal> OthersSince(TotalsSeen before)
    {
        var (now, then) = (Others, before.Others);
        return now.Keys.Union(then.Keys)
            .Select(code => (Code: code, More: now.GetValueOrDefault(code) - then.GetValueOrDefault(code)))
            .Where(figure => figure.More != 0)
            .ToDictionary(figure => figure.Code, figure => figure.More);
    }
}
