using GridActors.Core.Records;

namespace GridActors.Core.Tests.Records;

public sealed class MomentTests
{
    [Fact]
    public void Records_are_ordered_by_time_then_number_then_source()
    {
        var at = UnitUnderTest.Instant("02-01 08:00");
        Moment[] ordered =
        [
            new(at.AddTicks(-1), 9, "z"), new(at, 1, "b"), new(at, 2, "A"), new(at, 2, "a"), new(at, 2, "b"), new(at.AddTicks(1), 1, "a"),
        ];
        Assert.Equal(ordered, new Random(1).Shuffled(ordered).Order());
        for (var i = 1; i < ordered.Length; i++)
        {
            Assert.True(ordered[i - 1] < ordered[i] && ordered[i] > ordered[i - 1]);
            Assert.True(ordered[i - 1] <= ordered[i] && ordered[i] >= ordered[i - 1] && ordered[i] >= ordered[i]);
        }
    }

    [Fact]
    public void The_same_instant_written_with_another_offset_is_the_same_time()
    {
        var here = UnitUnderTest.Instant("02-01 08:00");
        Assert.Equal(0, new Moment(here, 1, "a").CompareTo(new Moment(here.ToUniversalTime(), 1, "a")));
    }
}
