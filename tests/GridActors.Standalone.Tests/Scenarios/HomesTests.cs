using System.Text.Json;
using GridActors.Core.Units;

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
    public void Those_on_the_bus_are_told_by_their_trip() =>
        Assert.Equal(7, run.Homes.Sent("returnee.register", data => IsOnTheBus(data)));

    [Fact]
    public async Task The_villagers_who_shared_the_trip_with_the_case_are_traced_home()
    {
        var onTheBus = await run.Homes.OnTripAsync(YanbianHomes.Trip);
        Assert.Equal(7, onTheBus.Count);
        var sick = Assert.Single(onTheBus, person => person.Case == "confirmed");
        Assert.Null(sick.Isolation);
        var villagers = onTheBus.Where(person => person != sick).ToList();
        Assert.All(villagers, villager =>
        {
            Assert.StartsWith(YanbianHomes.Nangou, villager.Unit!.Value.Value);
            Assert.Equal("coTraveller", villager.Case);
            Assert.Equal(("home", villager.Unit), (villager.Isolation!.Kind, (UnitId?)villager.Isolation.Unit));
        });
        Assert.Equal(6, villagers.Select(villager => villager.Unit).Distinct().Count());
    }

    [Fact]
    public async Task The_prefecture_counts_what_was_sent() =>
        Assert.Equal(run.Homes.Sent("household.survey"), await run.Homes.ValueAsync(YanbianHomes.Prefecture, "surveys"));

    [Fact]
    public Task A_recount_finds_no_difference() => run.Homes.AssertARecountFindsNoDifferenceAsync();

    [Fact]
    public Task No_level_is_below_zero_at_the_end_of_any_day() => run.Homes.AssertNoLevelIsBelowZeroOnAnyDayAsync();

    private static bool IsOnTheBus(JsonElement data) => data.GetProperty("trip").GetString() == YanbianHomes.Trip;
}
