using System.Text;
using GridActors.Core.Records;
using GridActors.Core.Units;
using GridActors.Journaling.Import;
using GridActors.Journaling.Loop;
using GridActors.Journaling.Memory;
using GridActors.Journaling.Ports;
using GridActors.Standalone.Hosting;

namespace GridActors.Standalone.Tests.Hosting;

/// <summary>Who is put away when memory is short.</summary>
public sealed class LocalUnitsTests
{
    private const string Village = "141127100001";
    private const int Households = 8;

    private static readonly DateTimeOffset s_today = DateTimeOffset.UtcNow;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Where_areas_hold_too_many_children_areas_go_and_households_stay()
    {
        using var stop = new CancellationTokenSource();
        var units = await StartAsync(new LocalUnitsOptions { HeldChildrenMax = 3, EvictPace = TimeSpan.FromMilliseconds(20) });
        Assert.True(units.ActiveCount > Households, "no area is in memory");

        var evicting = units.EvictAsync(stop.Token);
        var fewest = int.MaxValue;
        await UntilAsync(() => (fewest = Math.Min(fewest, units.ActiveCount)) <= Households + 2); // the village is gone
        await Task.Delay(TimeSpan.FromMilliseconds(200)); // ten rounds more
        Assert.InRange(Math.Min(fewest, units.ActiveCount), Households, Households + 2);
        Assert.Equal(Households, (await units.ChildrenAsync(UnitId.Parse(Village), default))!.Children.Count);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => evicting);
    }

    [Fact]
    public async Task Where_units_are_too_many_the_longest_idle_go()
    {
        using var stop = new CancellationTokenSource();
        var units = await StartAsync(new LocalUnitsOptions { ActiveUnitsMax = 4, EvictPace = TimeSpan.FromMilliseconds(20) });
        Assert.True(units.ActiveCount > 4);

        var evicting = units.EvictAsync(stop.Token);
        await UntilAsync(() => units.ActiveCount <= 4);
        Assert.Equal(AnswerStatus.Duplicate, await VisitAsync(units, 1));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => evicting);
    }

    /// <summary>A village of households that have all been visited, so that they and their areas are in memory.</summary>
    private static async Task<LocalUnits> StartAsync(LocalUnitsOptions options)
    {
        var calendar = new Calendar(TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));
        var units = new LocalUnits(
            Catalogue.Standard, calendar, new MemoryJournal(), TimeProvider.System, new NoLog(),
            new UnitOptions { AreaSavePace = TimeSpan.FromMilliseconds(100) }, options);
        List<UnitRow> rows =
        [
            new(1, "141127", "岚县", "county", null, null, null), new(2, "141127100", "东村镇", "township", "141127", null, null),
            new(3, Village, "东村", "village", "141127100", null, null),
            .. Enumerable.Range(1, Households).Select(i => new UnitRow(3 + i, Household(i), "户", "household", Village, null, null)),
        ];
        Assert.Empty((await new UnitImport(units.Ports).ImportAsync(rows, null, default)).Failures);
        for (var i = 1; i <= Households; i++)
        {
            Assert.Equal(AnswerStatus.Accepted, await VisitAsync(units, i));
        }

        await UntilAsync(() => units.ActiveCount == Households + 3);
        return units;
    }

    private static async Task<AnswerStatus> VisitAsync(LocalUnits units, int household)
    {
        var read = units.Ports.Reader.Read(Encoding.UTF8.GetBytes(
            $$$"""
            {"source":"phone","seq":1,"unit":"{{{Household(household)}}}","at":"{{{s_today:O}}}","by":"w","type":"visit",
            "data":{"purpose":"followUp"}}
            """));
        return (await units.PostAsync(UnitId.Parse(Household(household)), [read.Record!]))[0].Status;
    }

    private static string Household(int number) => $"{Village}-h{number}";

    private static async Task UntilAsync(Func<bool> isSo)
    {
        for (var end = DateTime.UtcNow + Patience; !isSo(); await Task.Delay(10))
        {
            Assert.True(DateTime.UtcNow < end, $"not within {Patience}");
        }
    }

    private sealed class NoLog : IUnitLog
    {
        public void BatchFailed(UnitId unit, int records, Exception reason) => Assert.Fail($"{reason}");

        public void ReportFailed(UnitId unit, UnitId parent, Exception reason) => Assert.Fail($"{reason}");

        public void SaveFailed(UnitId area, Exception reason) => Assert.Fail($"{reason}");

        public void TickFailed(UnitId unit, Exception reason) => Assert.Fail($"{reason}");

        public void RefreshFailed(UnitId area, Exception reason) => Assert.Fail($"{reason}");

        public void TracesNotFilled(Exception reason) => Assert.Fail($"{reason}");
    }
}
