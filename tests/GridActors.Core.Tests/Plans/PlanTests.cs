using GridActors.Core.Plans;
using GridActors.Core.Records;

namespace GridActors.Core.Tests.Plans;

public sealed class PlanTests
{
    [Fact]
    public void A_sweep_adds_nothing_and_what_was_said_last_of_a_round_stands()
    {
        var unit = UnitUnderTest.Township();
        var before = unit.Shown();
        unit.Accept("02-03 09:00", "sweep.start", """{"round":1,"due":"2020-02-05"}""")
            .Accept("02-01 09:00", "sweep.start", """{"round":1}""")
            .Accept("02-02 09:00", "sweep.start", """{"round":2}""");
        Assert.Equal(before, unit.Shown());
        var sweeps = unit.State.Get<Sweeps>();
        Assert.Equal(new DueTime(null, new DateOnly(2020, 2, 5)), sweeps.Of(1)!.Due);
        Assert.Null(sweeps.Of(2)!.Due);
        Assert.Null(sweeps.Of(3));
        UnitUnderTest.Village().Refuse("wrong-kind", "02-01 09:00", "sweep.start", """{"round":1}""");
        unit.Refuse("bad-number", "02-01 09:00", "sweep.start", """{"round":0}""");
    }

    [Fact]
    public void A_quota_adds_nothing_and_the_last_of_an_indicator_and_a_kind_of_unit_stands()
    {
        var unit = UnitUnderTest.Village();
        var before = unit.Shown();
        unit.Accept("02-03 09:00", "quota.set", """{"indicator":"surveys","count":2,"per":"household"}""")
            .Accept("02-02 09:00", "quota.set", """{"indicator":"surveys","count":1,"per":"household"}""")
            .Accept("02-04 09:00", "quota.set", """{"indicator":"patrols","count":3,"per":"day"}""");
        Assert.Equal(before, unit.Shown());
        Assert.Equal(
            ["surveys 2 household", "patrols 3 day"],
            unit.State.Get<Quotas>().Standing.Select(quota => $"{quota.Indicator} {quota.Count} {quota.Per}"));
        Assert.Equal(
            "data.indicator",
            unit.Refuse("unknown-code", "02-04 09:00", "quota.set", """{"indicator":"cows","count":1,"per":"grid"}""").Field);
        unit.Refuse("bad-value", "02-04 09:00", "quota.set", """{"indicator":"surveys","count":1,"per":"week"}""");
    }
}
