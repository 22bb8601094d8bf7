using GridActors.Core.Records;

namespace GridActors.Core.Tests.Records;

public sealed class MomentTests
{
    [Fact]
    public void Records_are_ordered_by_time()
    {
        var at = UnitUnderTest.Instant("02-01 08:00");

        Assert.True(new Moment(at, 9, "a", 9) < new Moment(at.AddTicks(1), 1, "a", 1));
        Assert.True(new Moment(at.AddTicks(1), 1, "b", 1) > new Moment(at, 9, "a", 9));
    }

    [Fact]
    public void Of_one_instant_one_source_is_ordered_by_number_whatever_arrived_first()
    {
        var at = UnitUnderTest.Instant("02-01 08:00");

        Assert.True(new Moment(at, 1, "a", 7) < new Moment(at, 2, "a", 3));
        Assert.True(new Moment(at, 2, "a", 3) >= new Moment(at, 2, "a", 3));
    }

    [Fact]
    public void Of_one_instant_several_sources_are_ordered_by_arrival()
    {
        var at = UnitUnderTest.Instant("02-01 08:00");

        Assert.True(new Moment(at, 9, "z", 1) < new Moment(at, 1, "a", 2));
        Assert.True(new Moment(at, 1, "a", long.MaxValue) > new Moment(at, 9, "z", 2));
    }

    [Fact]
    public void The_same_instant_written_with_another_offset_is_the_same_time()
    {
        var here = UnitUnderTest.Instant("02-01 08:00");
        var (one, other) = (new Moment(here, 1, "a", 1), new Moment(here.ToUniversalTime(), 1, "a", 1));
        Assert.True(one == other && one >= other && one <= other);
    }
}
