using GridActors.Core.Areas;
using GridActors.Core.Tests.Totals;
using GridActors.Core.Totals;
using GridActors.Core.Units;

namespace GridActors.Core.Tests.Areas;

public sealed class RollUpTests
{
    private static readonly UnitId Area = UnitId.Parse("area");
    private static readonly UnitId[] Children = [UnitId.Parse("c-1"), UnitId.Parse("c-2"), UnitId.Parse("c-3")];

    [Fact]
    public void Reports_in_any_order_and_any_number_end_in_the_sum_of_the_newest() =>
        Properties.Hold(
            Properties.FromSeed(chance => (Reports: Reports(chance), Own: NaiveTotals.Steps(chance), Seed: chance.Next())),
            scene =>
            {
                var chance = new Random(scene.Seed);
                var rollUp = new RollUp(Area);
                var known = new Dictionary<UnitId, Report>();
                var version = 0L;
                foreach (var report in chance.Shuffled(scene.Reports.Concat(scene.Reports)))
                {
                    var isNewer = report.Version > (known.GetValueOrDefault(report.Child)?.Version ?? 0);
                    Assert.Equal(isNewer, rollUp.Replace(new ChildTotals(report.Child, report.Version, Sum(report.Steps))));
                    known[report.Child] = isNewer ? report : known[report.Child];
                    if (chance.Next(3) == 0)
                    {
                        Assert.Equal(rollUp.Version, rollUp.Subtree.Version);
                        Assert.True(rollUp.Subtree.Version >= version, "the version went back");
                        version = rollUp.Subtree.Version;
                    }
                }

                rollUp.SetOwn(7, Sum(scene.Own));
                var all = scene.Own.Concat(known.Values.SelectMany(report => report.Steps));
                Assert.Equal(NaiveTotals.Show(all), UnitUnderTest.Show(rollUp.Subtree.Totals));
                Assert.Equal(7 + known.Values.Sum(report => report.Version), rollUp.Subtree.Version);
                Assert.Equal(known.Count, rollUp.Children.Count);
            },
            tests: 200,
            scene => Properties.Shorter(scene.Reports).Select(reports => (reports, scene.Own, scene.Seed)));

    [Fact]
    public void Own_totals_are_replaced_and_not_added()
    {
        var day = new DateOnly(2020, 2, 1);
        var rollUp = new RollUp(Area);
        rollUp.SetOwn(1, Sum([new(day, NaiveTotals.Flow, 1_000)]));
        rollUp.SetOwn(2, Sum([new(day, NaiveTotals.Flow, 2_000)]));
        Assert.Equal(2m, rollUp.Subtree.Totals.Running[NaiveTotals.Flow].Units);
        Assert.Equal(2, rollUp.Subtree.Version);
    }

    [Fact]
    public void An_older_report_changes_nothing_and_neither_does_the_same_again()
    {
        var day = new DateOnly(2020, 2, 1);
        var rollUp = new RollUp(Area);
        rollUp.Replace(new ChildTotals(Children[0], 5, Sum([new(day, NaiveTotals.Flow, 5_000)])));
        var before = rollUp.Subtree;
        Assert.False(rollUp.Replace(new ChildTotals(Children[0], 5, Sum([new(day, NaiveTotals.Flow, 9_000)]))));
        Assert.False(rollUp.Replace(new ChildTotals(Children[0], 4, DailyTotals.Zero)));
        Assert.Same(before, rollUp.Subtree);
    }

    [Fact]
    public void A_child_that_moved_away_counts_nothing_any_more_and_keeps_its_version()
    {
        var day = new DateOnly(2020, 2, 1);
        var rollUp = new RollUp(Area);
        rollUp.Replace(new ChildTotals(Children[0], 5, Sum([new(day, NaiveTotals.Flow, 5_000)])));
        rollUp.Replace(new ChildTotals(Children[0], 6, DailyTotals.Zero, HasMoved: true));
        Assert.False(rollUp.Replace(new ChildTotals(Children[0], 5, Sum([new(day, NaiveTotals.Flow, 5_000)]))));
        Assert.Equal(6, rollUp.Version);
        Assert.Empty(rollUp.Subtree.Totals.Days);
    }

    private static DailyTotals Sum(IEnumerable<Step> steps) => DailyTotals.Zero.Plus(NaiveTotals.Gathered(steps));

    /// <summary>Of each child some versions; a version always says the same.</summary>
    private static Report[] Reports(Random chance) =>
    [
        .. Children.SelectMany(child => Enumerable.Range(1, chance.Next(6))
            .Select(version => new Report(child, version * 3, NaiveTotals.Steps(chance)))),
    ];

    private sealed record Report(UnitId Child, long Version, Step[] Steps);
}
