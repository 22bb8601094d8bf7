using System.Text.Json;
using GridActors.Core.Totals;
using GridActors.Core.Units;
using GridActors.Journaling.Ports;
using GridActors.Journaling.Recounts;
using GridActors.CommandLine.Demo;

namespace GridActors.Standalone.Tests.Scenarios;

public sealed class LanCountyTests(LanCountyRun run) : IClassFixture<LanCountyRun>
{
    public static IEnumerable<object[]> Figures =>
        LanCountyFigures.All.Select(figure => new object[] { figure.Unit, figure.Indicator, figure.Value });

    [Fact]
    public void Every_unit_is_registered()
    {
        Assert.Empty(run.Import.Failures);
        Assert.Equal(run.County.Units.Count, run.Import.Registered);
    }

    [Fact]
    public void Every_record_is_accepted()
    {
        Assert.Empty(run.System.Failures);
        Assert.Equal(run.Records.Count, run.Answers.Count);
        Assert.All(run.Answers, answer => Assert.Equal(new Answer(AnswerStatus.Accepted), answer));
    }

    [Theory]
    [MemberData(nameof(Figures))]
    public async Task The_townships_figures_come_out(string unit, string indicator, decimal value) =>
        Assert.Equal(value, new Figure(unit, indicator, value).In(await run.TotalsAsync(unit)));

    [Fact]
    public async Task The_county_counts_what_was_sent()
    {
        var county = (await run.TotalsAsync(LanCounty.County)).Running;

        Assert.Equal(run.Sent("passage"), ValueOf(county, "passages.in") + ValueOf(county, "passages.out"));
        Assert.Equal(run.Sent("passage", data => data.TryGetProperty("vehicle", out _)), ValueOf(county, "passages.vehicles"));
        Assert.Equal(run.Sent("passage", data => data.TryGetProperty("outsider", out _)), ValueOf(county, "passages.outsiders"));
        Assert.Equal(run.Sent("passage", IsTurnedBack), ValueOf(county, "passages.turnedBack"));
        Assert.Equal(run.Sent("household.survey"), ValueOf(county, "surveys"));
        Assert.Equal(run.Sent("returnee.register"), ValueOf(county, "returnees"));
        Assert.Equal(run.Sent("isolation.start"), ValueOf(county, "isolations"));
        Assert.Equal(run.Sent("health.check"), ValueOf(county, "checks"));

        static bool IsTurnedBack(JsonElement data) => data.GetProperty("outcome").GetString() == "turnedBack";
    }

    [Fact]
    public async Task Every_area_is_its_own_and_its_childrens_sum()
    {
        foreach (var area in await AreasAsync())
        {
            var view = await run.System.Units.ChildrenAsync(area, default);
            var sum = new Dictionary<Indicator, decimal>();
            foreach (var (indicator, amount) in view!.Children.SelectMany(child => child.Totals.Running.Amounts)
                .Concat(view.Own.Totals.Running.Amounts))
            {
                sum[indicator] = sum.GetValueOrDefault(indicator) + amount.Units;
            }

            Assert.Equal(view.Own.Version + view.Children.Sum(child => child.Version), view.Subtree.Version);
            Assert.Equal(
                sum.Where(pair => pair.Value != 0).OrderBy(pair => pair.Key.Code, StringComparer.Ordinal)
                    .Select(pair => (pair.Key.Code, pair.Value)),
                view.Subtree.Totals.Running.Amounts.OrderBy(pair => pair.Key.Code, StringComparer.Ordinal)
                    .Select(pair => (pair.Key.Code, pair.Value.Units)));
        }
    }

    [Fact]
    public async Task No_level_is_below_zero_at_the_end_of_any_day()
    {
        foreach (var area in await AreasAsync())
        {
            var totals = await run.TotalsAsync(area.Value);
            Assert.All(totals.Days, day => Assert.All(
                totals.LevelsAt(day.Day).Amounts, pair => Assert.True(pair.Value.Units > 0, $"{area} {day.Day} {pair.Key}")));
        }
    }

    [Fact]
    public async Task Sent_again_everything_is_a_duplicate_and_changes_nothing()
    {
        var before = await run.System.Units.TotalsAsync(LanCountyRun.CountyId, default);

        var answers = await run.System.PostAsync(run.Records);

        Assert.All(answers, answer => Assert.Equal(AnswerStatus.Duplicate, answer.Status));
        await run.System.ConvergedAsync();
        var after = await run.System.Units.TotalsAsync(LanCountyRun.CountyId, default);
        Assert.Equal(before!.Version, after!.Version);
        Assert.True(before.Totals.SameAs(after.Totals));
    }

    [Fact]
    public async Task A_recount_finds_no_difference()
    {
        var result = await new Recount(run.System.Units.Ports).RunAsync(null, default);

        Assert.Empty(result.Differences);
        Assert.Empty(result.WrongVersions);
        Assert.Equal(run.County.Units.Count, result.Units);
        Assert.True(result.Entries > run.Records.Count + run.County.Units.Count);
    }

    private static decimal ValueOf(Bucket totals, string code) => totals[IndicatorCodes.Find(code)!].Units;

    private async Task<IEnumerable<UnitId>> AreasAsync() =>
        (await run.System.HeadsAsync()).Where(head => UnitKindRules.IsArea(head.Kind)).Select(head => head.Unit);
}
