namespace GridActors.Core.Tests.Watches;

public sealed class WatchTests
{
    [Fact]
    public void The_same_pair_again_adds_nothing()
    {
        var unit = UnitUnderTest.Household().Accept("02-03 09:00", "watch.pair", Watch("w-1", ",\"role\":\"partyMember\""))
            .Accept("02-04 09:00", "watch.pair", Watch("w-1"))
            .Accept("02-04 09:00", "watch.pair", Watch("w-2"));
        Assert.Equal(2, unit["watch.pairs"]);
        unit.Accept("02-05 09:00", "watch.end", Watch("w-1")).Accept("02-06 09:00", "watch.end", Watch("w-1"));
        Assert.Equal((1, -1, 0), (unit["watch.pairs"], unit.On("02-05", "watch.pairs"), unit.On("02-06", "watch.pairs")));
    }

    [Fact]
    public void An_end_that_comes_in_before_its_pairing_ends_it_all_the_same()
    {
        var unit = UnitUnderTest.Household().Accept("02-05 09:00", "watch.end", Watch("w-1"));
        Assert.Equal(0, unit["watch.pairs"]);
        unit.Accept("02-03 09:00", "watch.pair", Watch("w-1"));
        Assert.Equal((0, 1, -1), (unit["watch.pairs"], unit.On("02-03", "watch.pairs"), unit.On("02-05", "watch.pairs")));
    }

    [Fact]
    public void A_household_that_is_watched_does_not_close()
    {
        var unit = UnitUnderTest.Household().Accept("02-03 09:00", "watch.pair", Watch("w-1"));
        unit.Refuse("has-open-items", "02-04 09:00", "unit.close");
        unit.Accept("02-04 09:00", "watch.end", Watch("w-1")).Accept("02-04 10:00", "unit.close");
    }

    [Fact]
    public void Somebody_watches_a_household()
    {
        UnitUnderTest.Household().Refuse("missing-field", "02-03 09:00", "watch.pair");
        UnitUnderTest.Registered("institution").Refuse("wrong-kind", "02-03 09:00", "watch.pair", Watch("w-1"));
    }

    private static string Watch(string watcher, string more = "") => $$"""{"watcher":"{{watcher}}"{{more}}}""";
}
