using System.Collections.Immutable;
using GridActors.Core.Records;

namespace GridActors.Core.Tests.Records;

public sealed class TimeLineTests
{
    [Fact]
    public void Of_one_instant_a_late_record_stands_before_its_sources_next_one_whatever_others_sent_in_between() =>
        Assert.Equal("a/1 a/2 b/1", Show(LineOf(At("a", 2, 1), At("b", 1, 2), At("a", 1, 3))));

    [Fact]
    public void Of_one_instant_those_of_several_sources_stand_in_the_order_of_arrival_as_long_as_each_sends_in_order() =>
        Assert.Equal("a/1 b/1 a/2", Show(LineOf(At("a", 1, 1), At("b", 1, 2), At("a", 2, 3))));

    [Fact]
    public void What_is_asked_just_before_a_record_is_what_stands_before_its_place_once_it_is_there()
    {
        var line = LineOf(At("a", 1, 1), At("a", 3, 2), At("b", 1, 3));
        var late = At("a", 2, long.MaxValue);
        Assert.Equal("a/1", Show([.. line.Before(late)]));
        Assert.Equal("a/1 a/2 a/3 b/1", Show(line.InsertByTime(late)));
        Assert.Equal("a/1 a/3 b/1", Show([.. line.Before(null)]));
    }

    [Fact]
    public void Whatever_arrives_after_whatever_one_order_holds() => Properties.Hold(
        Properties.FromSeed(Arrivals),
        arrivals =>
        {
            var line = LineOf(arrivals);
            var other = arrivals.Where((_, i) => i % 3 == 1).ToArray();
            foreach (var all in new[] { line, LineOf([.. arrivals.Except(other)]).MergeByTime(LineOf(other)) })
            {
                Assert.Equal(all.Order(ByText), arrivals.Order(ByText));
                Assert.Equal(all.Select(one => one.At), all.Select(one => one.At).Order());
                Assert.All(all.GroupBy(one => (one.At, one.Source)), own =>
                    Assert.Equal(own.Select(one => one.Seq), own.Select(one => one.Seq).Order()));
            }

            // Of two neighbours that both rules leave open, the one that arrived first stands first.
            Assert.All(line.Zip(line.Skip(1)), pair => Assert.True(
                pair.First < pair.Second || line.Any(own => own.Source == pair.First.Source && own.At == pair.First.At
                    && own.Seq > pair.First.Seq && own.Arrival < pair.First.Arrival)));
        });

    [Fact]
    public void Where_each_source_sends_in_order_the_line_is_that_of_time_and_arrival() => Properties.Hold(
        Properties.FromSeed(chance => Arrivals(chance).Select((one, i) => one with { Seq = i }).ToArray()),
        arrivals =>
        {
            var expected = arrivals.OrderBy(one => one.At).ThenBy(one => one.Arrival).ToArray();
            var others = arrivals.Where((_, i) => i % 2 == 1).ToArray();
            Assert.Equal(expected, LineOf(arrivals));
            Assert.Equal(expected, LineOf([.. arrivals.Except(others)]).MergeByTime(LineOf(others)));
        });

    private static readonly Comparer<Moment> ByText =
        Comparer<Moment>.Create((left, right) => string.CompareOrdinal(left.ToString(), right.ToString()));

    /// <summary>Few sources and instants, so that they meet.</summary>
    private static Moment[] Arrivals(Random chance) =>
    [
        .. chance.Shuffled(Enumerable.Range(1, chance.Next(2, 14))).Select((seq, i) =>
            At(chance.Of("a", "b", "c"), seq, i + 1) with { At = Hour(chance.Next(3)) }),
    ];

    private static Moment At(string source, long seq, long arrival) => new(Hour(0), seq, source, arrival);

    private static DateTimeOffset Hour(int hour) => UnitUnderTest.Instant("02-01 08:00").AddHours(hour);

    private static ImmutableArray<Moment> LineOf(params Moment[] arrivals) =>
        arrivals.Aggregate(ImmutableArray<Moment>.Empty, (line, one) => line.InsertByTime(one));

    private static string Show(IEnumerable<Moment> line) => string.Join(' ', line.Select(one => $"{one.Source}/{one.Seq}"));
}
