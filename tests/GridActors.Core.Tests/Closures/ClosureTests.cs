using GridActors.Core.Closures;

namespace GridActors.Core.Tests.Closures;

public sealed class ClosureTests
{
    public static TheoryData<string> Things => [.. AreaClosures.Things.Terms.Select(term => term.Code)];

    [Theory]
    [MemberData(nameof(Things))]
    public void Setting_and_lifting_count_once_however_often_they_are_repeated(string what)
    {
        var unit = UnitUnderTest.Township();
        var (order, code) = ($$"""{"what":"{{what}}"}""", $"closures.{what}");
        unit.Accept("02-01 09:00", "closure.lift", order);
        Assert.Equal(0, unit[code]);
        unit.Accept("02-03 09:00", "closure.set", order).Accept("02-04 09:00", "closure.set", order);
        Assert.Equal((1, 1), (unit[code], unit.On("02-03", code)));
        unit.Accept("02-02 09:00", "closure.set", order); // came in late
        Assert.Equal((1, 1, 0), (unit[code], unit.On("02-02", code), unit.On("02-03", code)));
        unit.Accept("02-05 09:00", "closure.lift", order).Accept("02-06 09:00", "closure.lift", order);
        Assert.Equal((0, -1), (unit[code], unit.On("02-05", code)));
    }

    [Fact]
    public void What_one_source_lifted_after_it_had_set_it_is_lifted_whatever_another_sent_of_the_same_instant_in_between()
    {
        var unit = UnitUnderTest.Village();
        const string Market = """{"what":"market"}""";
        Assert.Equal("accepted", unit.Tell("02-01 08:00", "closure.lift", Market, "a", 2).Status);
        Assert.Equal("accepted", unit.Tell("02-01 08:00", "closure.lift", Market, "b", 1).Status);
        Assert.Equal("accepted", unit.Tell("02-01 08:00", "closure.set", Market, "a", 1).Status);
        Assert.Equal(0, unit["closures.market"]);
        Assert.Equal(unit.Shown(), unit.Reload().Shown());
    }

    [Fact]
    public void An_areas_closures_end_with_it()
    {
        var unit = UnitUnderTest.Village().Accept("02-01 09:00", "closure.set", """{"what":"market"}""")
            .Accept("02-10 09:00", "unit.close");
        Assert.Equal((0, -1), (unit["closures.market"], unit.On("02-10", "closures.market")));
        unit.Accept("02-05 09:00", "closure.set", """{"what":"road"}"""); // first heard of after the closing
        Assert.Equal((0, 1, -1), (unit["closures.road"], unit.On("02-05", "closures.road"), unit.On("02-10", "closures.road")));
    }
}
