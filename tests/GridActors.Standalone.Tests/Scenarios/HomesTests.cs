using System.Text.Json;

namespace GridActors.Standalone.Tests.Scenarios;

/// <summary>Fuzhai's households, played once for all tests that look at the outcome.</summary>
public sealed class FuzhaiRun : IAsyncLifetime
{
    internal HomesRun Homes { get; } = new(FuzhaiHomes.Plan());

    public Task InitializeAsync() => Homes.PlayAsync();

    public Task DisposeAsync() => Homes.StopAsync();
}

/// <summary>Yanbian's.</summary>
public sealed class YanbianRun : IAsyncLifetime
{
    internal HomesRun Homes { get; } = new(YanbianHomes.Plan());

    public Task InitializeAsync() => Homes.PlayAsync();

    public Task DisposeAsync() => Homes.StopAsync();
}

public sealed class FuzhaiHomesTests(FuzhaiRun run) : IClassFixture<FuzhaiRun>
{
    public static IEnumerable<object[]> Figures =>
        FuzhaiHomes.Figures.Select(figure => new object[] { figure.Indicator, figure.Value });

    [Theory]
    [MemberData(nameof(Figures))]
    public async Task The_townships_figures_come_out(string indicator, decimal value) =>
        Assert.Equal(value, await run.Homes.ValueAsync(FuzhaiHomes.Township, indicator));

    [Fact]
    public void Every_record_is_accepted() => run.Homes.AssertEveryRecordWasAccepted();

    [Fact]
    public async Task The_bulletins_of_both_winters_state_what_the_township_published()
    {
        await using var gateway = await run.Homes.GatewayAsync();
        var first = await gateway.BulletinAsync(FuzhaiHomes.Township, "2020-01-29");
        first.States("returnees", 1598, "返乡登记1598人次（武汉返乡210人、市外返乡1388人）", "returnees 1,598 (Wuhan 210, outside the city 1,388)");
        first.States("cases.reported.confirmed.imported", 7, "输入7次", "imported 7");
        Assert.Equal((0, 0), (first.Total("cases.reported.confirmed.onward"), first.Total("cases.reported.closeContact.onward")));
        var last = await gateway.BulletinAsync(FuzhaiHomes.Township, "2021-01-21");
        Assert.All(FuzhaiHomes.Figures, figure => Assert.Equal(figure, (figure.Indicator, last.Total(figure.Indicator))));
        last.States("migrants.phoned", 560, "已电话联系务工人员560人", "migrant workers phoned 560");
        last.States("migrants.visited", 560, "已上门走访务工人员560人", "migrant workers visited 560");
        last.States("visits.lowIncome", 126, "走访低保户126次", "low income 126");
        last.States("needs.resolved", 126, "已解决需求126件", "needs resolved 126");
    }

    [Fact]
    public async Task The_county_counts_what_was_sent()
    {
        foreach (var (type, indicator) in new[]
            {
                ("returnee.register", "returnees"), ("health.check", "checks"), ("visit", "visits"), ("delivery", "deliveries"),
                ("migrant.contact", "migrants.contacted"), ("test.result", "tests.done"), ("need.resolve", "needs.resolved"),
            })
        {
            Assert.Equal(run.Homes.Sent(type), await run.Homes.ValueAsync(FuzhaiHomes.County, indicator));
        }

        Assert.Equal(
            run.Homes.Sent("case.report", data => data.GetProperty("status").GetString() == "closeContact"),
            await run.Homes.ValueAsync(FuzhaiHomes.County, "cases.reported.closeContact"));
    }

    [Fact]
    public Task A_recount_finds_no_difference() => run.Homes.AssertARecountFindsNoDifferenceAsync();

    [Fact]
    public Task No_level_is_below_zero_at_the_end_of_any_day() => run.Homes.AssertNoLevelIsBelowZeroOnAnyDayAsync();
}

public sealed class YanbianHomesTests(YanbianRun run) : IClassFixture<YanbianRun>
{
    public static IEnumerable<object[]> Figures =>
        YanbianHomes.Figures.Select(figure => new object[] { figure.Unit, figure.Indicator, figure.Value });

    [Theory]
    [MemberData(nameof(Figures))]
    public async Task The_prefectures_figures_come_out(string unit, string indicator, decimal value) =>
        Assert.Equal(value, await run.Homes.ValueAsync(unit, indicator));

    [Fact]
    public void Every_record_is_accepted() => run.Homes.AssertEveryRecordWasAccepted();

    [Fact]
    public async Task Every_figure_stands_in_its_units_bulletin_of_4_February()
    {
        await using var gateway = await run.Homes.GatewayAsync();
        foreach (var unit in YanbianHomes.Figures.GroupBy(figure => figure.Unit))
        {
            var bulletin = await gateway.BulletinAsync(unit.Key, "2020-02-04");
            Assert.All(unit, figure => Assert.Equal(
                (figure.Indicator, figure.Value), (figure.Indicator, bulletin.Total(figure.Indicator))));
        }

        var prefecture = await gateway.BulletinAsync(YanbianHomes.Prefecture, "2020-02-04");
        prefecture.States("persons.checked", 71_046, "摸排71046人次", "person-checks 71,046");
        var nangou = await gateway.BulletinAsync(YanbianHomes.Nangou, "2020-02-04");
        nangou.States("persons.surveyed", 375, "已摸排174户、摸排375人", "households surveyed 174, persons surveyed 375");
        nangou.States("watch.pairs", 6, "结对监督6对", "watch pairs 6");
        nangou.States("cases.coTraveller", 6, "同乘人员6人", "co-travellers 6");
    }

    [Fact]
    public void Those_on_the_bus_are_told_by_their_trip() =>
        Assert.Equal(7, run.Homes.Sent("returnee.register", data => IsOnTheBus(data)));

    [Fact]
    public async Task The_prefecture_counts_what_was_sent() =>
        Assert.Equal(run.Homes.Sent("household.survey"), await run.Homes.ValueAsync(YanbianHomes.Prefecture, "surveys"));

    [Fact]
    public Task A_recount_finds_no_difference() => run.Homes.AssertARecountFindsNoDifferenceAsync();

    [Fact]
    public Task No_level_is_below_zero_at_the_end_of_any_day() => run.Homes.AssertNoLevelIsBelowZeroOnAnyDayAsync();

    private static bool IsOnTheBus(JsonElement data) => data.GetProperty("trip").GetString() == YanbianHomes.Trip;
}
