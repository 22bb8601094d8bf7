using GridActors.Core.Totals;
using GridActors.Core.Units;
using GridActors.Journaling.Ports;
using GridActors.Journaling.Tests.Hosting;

namespace GridActors.Journaling.Tests.Recounts;

public sealed class RecountTests
{
    private readonly TestUnits _units = new();

    public RecountTests()
    {
        _units.Import("c,县,county,", "k,卡,checkpoint,c");
        _units.Accept("k", "checkpoint.open", "{}");
        _units.Converge();
    }

    [Fact]
    public void True_totals_show_no_difference_and_the_recount_says_what_it_covered()
    {
        var result = _units.Recount();

        Assert.Empty(result.Differences);
        Assert.Empty(result.WrongVersions);
        Assert.Equal((2, 3), (result.Units, result.Entries));
        Assert.True(result.Figures > 0);
    }

    [Fact]
    public void A_falsified_total_is_named_with_its_unit_day_and_indicator()
    {
        var open = IndicatorCodes.Find("checkpoints.open")!;
        var forged = new Contributions();
        forged.Add(new DateOnly(2020, 2, 1), open, 7);
        var totals = DailyTotals.Zero.Plus(forged);
        var record = _units.Make("k", "checkpoint.open", "{}", seq: 2);
        _units.Run(() => _units.Store.AppendAsync(new Append
        {
            Unit = UnitId.Parse("k"),
            Key = _units.Run(() => _units.Store.LoadAsync(UnitId.Parse("k")).AsTask()).Key,
            ExpectedVersion = 2,
            Entries = [new StoredEntry(3, record.Id, TestUnits.Morning, record.Utf8, default)],
            Running = totals.Running,
            ChangedDays = totals.Days,
        }).AsTask());
        _units.Kill();
        _units.Heal();

        var differences = _units.Recount().Differences;

        Assert.Contains(differences, difference => difference is { Indicator: "checkpoints.open", Where: "own" }
            && difference.Unit.Value == "k" && difference.Found == Amount.Of(7) && difference.Recounted == Amount.Of(1));
        Assert.Contains(differences, difference => difference.Where == "subtree" && difference.Unit.Value == "c");
    }
}
