using System.Text;
using System.Text.Json;
using GridActors.Core.Totals;

namespace GridActors.Core.Tests.Totals;

public sealed class DailyTotalsTests
{
    [Fact]
    public void Totals_equal_a_naive_recount_however_the_contributions_are_batched_and_ordered() =>
        Properties.Hold(
            Properties.FromSeed(chance => (Steps: NaiveTotals.Steps(chance), Seed: chance.Next())),
            scene =>
            {
                var chance = new Random(scene.Seed);
                var totals = DailyTotals.Zero;
                foreach (var batch in chance.Shuffled(scene.Steps).Chunk(chance.Next(1, 8)))
                {
                    totals = totals.Plus(NaiveTotals.Gathered(batch));
                }

                Assert.Equal(NaiveTotals.Show(scene.Steps), UnitUnderTest.Show(totals));
                Assert.True(totals.SameAs(DailyTotals.Zero.Plus(NaiveTotals.Gathered(scene.Steps))));
            },
            tests: 300,
            scene => Properties.Shorter(scene.Steps).Select(steps => (steps, scene.Seed)));

    [Fact]
    public void What_is_added_and_taken_back_leaves_nothing_behind() =>
        Properties.Hold(
            Properties.FromSeed(NaiveTotals.Steps),
            steps =>
            {
                var totals = DailyTotals.Zero.Plus(NaiveTotals.Gathered(steps));
                var reverse = new Contributions();
                reverse.AddDifference(totals, DailyTotals.Zero);
                var nothing = totals.Plus(reverse);
                Assert.True(nothing.SameAs(DailyTotals.Zero));
                Assert.Empty(nothing.Days);
                Assert.Equal(0, nothing.Running.Count);
            });

    [Fact]
    public void Days_that_count_alike_hold_one_bucket_however_they_came_about()
    {
        var totals = DailyTotals.Zero;
        for (var i = 0; i < 20; i++)
        {
            totals = totals.Plus(NaiveTotals.Gathered(
                [new(new DateOnly(2020, 2, 1).AddDays(i / 2), NaiveTotals.Flow, 1_000)]));
        }

        var read = DailyTotals.Of(totals.Running, totals.Days.Select(
            day => new DayBucket(day.Day, TotalsJson.ReadBucket("""{"test.flow.a":2}"""u8.ToArray()))));

        Assert.All(new[] { totals, read }, one =>
        {
            Assert.Equal(10, one.Days.Length);
            Assert.Single(one.Days.Select(day => day.Counts).Distinct(ReferenceEqualityComparer.Instance));
        });
    }

    [Fact]
    public void The_difference_of_two_totals_added_to_the_first_gives_the_second() =>
        Properties.Hold(
            Properties.FromSeed(chance => (One: NaiveTotals.Steps(chance), Other: NaiveTotals.Steps(chance))),
            pair =>
            {
                var one = DailyTotals.Zero.Plus(NaiveTotals.Gathered(pair.One));
                var other = one.Plus(NaiveTotals.Gathered(pair.Other)); // shares the buckets that did not change
                var unrelated = DailyTotals.Zero.Plus(NaiveTotals.Gathered(pair.Other));
                foreach (var target in new[] { other, unrelated })
                {
                    var difference = new Contributions();
                    difference.AddDifference(one, target);
                    Assert.Equal(UnitUnderTest.Show(target), UnitUnderTest.Show(one.Plus(difference)));
                }

                var projections = new Contributions();
                projections.AddDifference(NaiveTotals.Gathered(pair.One), NaiveTotals.Gathered(pair.Other));
                Assert.True(one.Plus(projections).SameAs(unrelated));
            });

    [Fact]
    public void The_levels_at_the_end_of_a_day_are_the_sum_of_all_contributions_up_to_it() =>
        Properties.Hold(
            Properties.FromSeed(NaiveTotals.Steps),
            steps =>
            {
                var totals = DailyTotals.Zero.Plus(NaiveTotals.Gathered(steps));
                for (var day = new DateOnly(2020, 2, 26); day < new DateOnly(2020, 3, 5); day = day.AddDays(1))
                {
                    var expected = DailyTotals.Zero.Plus(
                        NaiveTotals.Gathered(steps.Where(step => step.Day <= day && step.Indicator.IsLevel)));
                    Assert.True(expected.Running.SameAs(totals.LevelsAt(day)));
                }
            });

    [Fact]
    public void Totals_are_immutable()
    {
        var day = new DateOnly(2020, 2, 29);
        var one = DailyTotals.Zero.Plus(NaiveTotals.Gathered([new(day, NaiveTotals.Flow, 1_000)]));
        _ = one.Plus(NaiveTotals.Gathered([new(day, NaiveTotals.Flow, 500), new(day.AddDays(-1), NaiveTotals.Level, 500)]));
        Assert.Equal(1m, one.Running[NaiveTotals.Flow].Units);
        Assert.Equal(1m, one.Of(day)[NaiveTotals.Flow].Units);
        Assert.Single(one.Days);
    }

    [Fact]
    public void Stored_days_are_read_back_as_they_were() =>
        Properties.Hold(
            Properties.FromSeed(NaiveTotals.Steps),
            steps =>
            {
                var totals = DailyTotals.Zero.Plus(NaiveTotals.Gathered(steps));
                var reader = new Utf8JsonReader(Written(json => TotalsJson.WriteDays(json, totals)));
                reader.Read();
                Assert.True(totals.SameAs(TotalsJson.ReadDays(ref reader)));

                var running = TotalsJson.ReadBucket(Written(json => TotalsJson.WriteBucket(json, totals.Running)));
                Assert.True(totals.Running.SameAs(running));
                var restored = DailyTotals.Of(running, totals.Days.Reverse());
                Assert.True(totals.SameAs(restored));
            });

    [Fact]
    public void What_another_version_of_the_program_counted_goes_through_all_sums_as_it_is()
    {
        var day = new DateOnly(2020, 2, 29);
        var read = TotalsJson.ReadBucket("""{"test.flow.a":1,"newer.litres":0.125,"newer.doses":4503599627370497}"""u8);
        var child = DailyTotals.Of(read, [new DayBucket(day, read)]);
        var sum = new Contributions();
        sum.AddDifference(DailyTotals.Zero, child);
        sum.AddDifference(DailyTotals.Zero, child);
        var area = DailyTotals.Zero.Plus(sum);

        var twice = """{"newer.doses":9007199254740994,"newer.litres":0.25,"test.flow.a":2}""";
        var written = Text(json => TotalsJson.WriteBucket(json, area.Running));
        Assert.Equal(twice, $"{{{string.Join(',', written[1..^1].Split(',').Order(StringComparer.Ordinal))}}}");
        Assert.Equal("{}", Text(json => TotalsJson.WriteBucket(json, area.LevelsAt(day))));

        var less = new Contributions();
        less.AddDifference(child, DailyTotals.Zero);
        Assert.True(child.SameAs(area.Plus(less)));
    }

    [Fact]
    public void A_sum_larger_than_any_single_amount_may_be_is_read_back()
    {
        var large = new Amount(long.MaxValue - 7);
        var bucket = DailyTotals.Zero
            .Plus(NaiveTotals.Gathered([new(default, NaiveTotals.Flow, large.Thousandths)])).Running;
        var read = TotalsJson.ReadBucket(Written(json => TotalsJson.WriteBucket(json, bucket)));
        Assert.Equal(large, read[NaiveTotals.Flow]);
    }

    [Fact]
    public void A_bucket_is_written_with_exact_numbers_levels_and_flows_apart_when_asked()
    {
        var bucket = DailyTotals.Zero.Plus(NaiveTotals.Gathered(
            [new(default, NaiveTotals.Flow, 2_005), new(default, NaiveTotals.Level, -3_000)])).Running;
        Assert.Equal("""{"test.flow.a":2.005,"test.level.a":-3}""", Text(json => TotalsJson.WriteBucket(json, bucket)));
        Assert.Equal("""{"test.flow.a":2.005}""", Text(json => TotalsJson.WriteBucket(json, bucket, levels: false)));
        Assert.Equal("""{"test.level.a":-3}""", Text(json => TotalsJson.WriteBucket(json, bucket, levels: true)));
    }

    [Theory]
    [InlineData("""{"no.such.indicator":0.0001}""")]
    [InlineData("""{"test.flow.a":0.0001}""")]
    [InlineData("""{"test.flow.a":1e300}""")]
    [InlineData("""{"test.flow.a":"1"}""")]
    [InlineData("[]")]
    public void What_is_no_bucket_is_not_read_as_one(string json)
    {
        NaiveTotals.Steps(new Random(1)); // declares the indicators
        Assert.Throws<JsonException>(() => TotalsJson.ReadBucket(Encoding.UTF8.GetBytes(json)));
    }

    private static string Text(Action<Utf8JsonWriter> write) => Encoding.UTF8.GetString(Written(write));

    private static byte[] Written(Action<Utf8JsonWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            write(json);
        }

        return bytes.ToArray();
    }
}
