using GridActors.Core.Totals;

namespace GridActors.Core.Tests.Totals;

/// <summary>One signed contribution of the model.</summary>
public readonly record struct Step(DateOnly Day, Indicator Indicator, long Thousandths);

/// <summary>The model that totals are compared with: a dictionary, and sums by looking at everything.</summary>
public static class NaiveTotals
{
    private static readonly Indicator[] Indicators =
    [
        Indicator.Flow("test.flow.a", "test", "甲", "a", "record"),
        Indicator.Flow("test.flow.b", "test", "乙", "b", "record"),
        Indicator.Level("test.level.a", "test", "丙", "c", "record"),
        Indicator.Level("test.level.b", "test", "丁", "d", "record"),
    ];

    static NaiveTotals()
    {
        foreach (var indicator in Indicators)
        {
            IndicatorCodes.Declare(indicator);
        }
    }

    public static Indicator Flow => Indicators[0];

    public static Indicator Level => Indicators[2];

    /// <summary>Few days and few values, so that days meet and sums cancel out often.</summary>
    public static Step[] Steps(Random chance) =>
    [
        .. Enumerable.Range(0, chance.Next(40)).Select(_ => new Step(
            new DateOnly(2020, 2, 27).AddDays(chance.Next(5)),
            chance.Of(Indicators),
            chance.Of(-1_000L, 1_000, 1_000, -500, 500, 1, 2_000))),
    ];

    public static Contributions Gathered(IEnumerable<Step> steps)
    {
        var contributions = new Contributions();
        foreach (var step in steps)
        {
            contributions.Add(step.Day, step.Indicator, new Amount(step.Thousandths));
        }

        return contributions;
    }

    /// <summary>The same lines as <see cref="UnitUnderTest.Show"/> makes of totals.</summary>
    public static string Show(IEnumerable<Step> steps)
    {
        Step[] all = [.. steps];
        var days = all.GroupBy(step => (step.Day, step.Indicator))
            .Select(group => (Key: $"{group.Key.Day:yyyy-MM-dd} {group.Key.Indicator}", Sum: group.Sum(step => step.Thousandths)));
        var running = all.GroupBy(step => step.Indicator)
            .Select(group => (Key: $"in all {group.Key}", Sum: group.Sum(step => step.Thousandths)));
        return string.Join(
            '\n',
            days.Concat(running).Where(line => line.Sum != 0).Select(line => $"{line.Key} {new Amount(line.Sum)}")
                .Order(StringComparer.Ordinal));
    }
}
