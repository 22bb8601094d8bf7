using System.Text;
using FsCheck;
using FsCheck.Fluent;
using GridActors.Core.Records;

namespace GridActors.Core.Tests.Records;

public sealed class SequenceSetTests
{
    [Fact]
    public void It_holds_exactly_what_was_added_whatever_the_numbering_and_the_order() =>
        Properties.Hold(Numbers(), CompareWithHashSet, tests: 400, Properties.Shorter);

    [Theory]
    [InlineData(new long[] { 63 })]
    [InlineData(new long[] { 64, 63, 65 })]
    [InlineData(new long[] { 127, 128, 1 })]
    [InlineData(new long[] { 10, 1, 2, 3, 4, 5, 6, 7, 8, 9 })]
    [InlineData(new long[] { 1, 2, 3, 5, 4, 64, 65, 6 })]
    [InlineData(new long[] { RecordReader.SeqMax, RecordReader.SeqMax - 1, 1, RecordReader.SeqMax - 64 })]
    public void Numbers_beside_the_edges_of_words_are_told_apart(long[] numbers) => CompareWithHashSet(numbers);

    [Fact]
    public void Every_prefix_with_one_gap_swallows_what_follows_once_the_gap_is_filled()
    {
        for (var gap = 1; gap <= 200; gap++)
        {
            for (var last = gap + 1; last <= 200; last += 13)
            {
                var set = new SequenceSet();
                foreach (var number in Enumerable.Range(1, last).Where(number => number != gap))
                {
                    Assert.True(set.Add(number));
                }

                Assert.False(set.Contains(gap));
                Assert.True(set.Add(gap));
                Assert.False(set.Contains(last + 1));
                Assert.InRange(Written(set).Length, 1, 3); // one number and no segment
            }
        }
    }

    [Fact]
    public void A_million_numbers_shuffled_end_in_a_few_bytes()
    {
        var set = new SequenceSet();
        var sizeMax = 0;
        var count = 0;
        foreach (var number in new Random(7).Shuffled(Enumerable.Range(1, 1_000_000)))
        {
            Assert.True(set.Add(number));
            if (++count % 100_000 == 0)
            {
                sizeMax = Math.Max(sizeMax, Written(set).Length);
            }
        }

        Assert.InRange(Written(set).Length, 1, 5);
        Assert.InRange(sizeMax, 1, 15_700 * 12); // a word of 64 numbers costs at most 12 bytes on the way
    }

    [Fact]
    public void Full_words_beyond_a_gap_join_into_one_run()
    {
        var set = new SequenceSet();
        foreach (var number in new Random(7).Shuffled(Enumerable.Range(64, 64 * 1_000)))
        {
            set.Add(number);
        }

        Assert.InRange(Written(set).Length, 1, 20);
        Assert.False(set.Contains(63));
        Assert.False(set.Contains(64 + (64 * 1_000)));
        Assert.False(set.Add(64 * 500));
    }

    [Fact]
    public void Nothing_is_in_an_empty_set_and_zero_and_below_are_never_in_one()
    {
        var set = new SequenceSet();
        Assert.False(set.Contains(1));
        set.Add(1);
        Assert.False(set.Contains(0));
        Assert.False(set.Contains(-1));
    }

    private static void CompareWithHashSet(long[] numbers)
    {
        var set = new SequenceSet();
        var model = new HashSet<long>();
        foreach (var number in numbers)
        {
            Assert.Equal(model.Contains(number), set.Contains(number));
            Assert.Equal(model.Add(number), set.Add(number));
        }

        CompareAround(model, set);
        var bytes = Written(set);
        var read = Read(bytes);
        Assert.Equal(bytes, Written(read));
        CompareAround(model, read);

        // What was read goes on like what was written.
        foreach (var number in numbers.Select(number => Math.Min(number + 1, RecordReader.SeqMax)))
        {
            Assert.Equal(model.Add(number), read.Add(number));
        }

        CompareAround(model, read);
    }

    private static void CompareAround(HashSet<long> model, SequenceSet set)
    {
        foreach (var number in model)
        {
            foreach (var near in (ReadOnlySpan<long>)[number - 64, number - 1, number, number + 1, number + 64])
            {
                if (model.Contains(near) != set.Contains(near))
                {
                    Assert.Fail($"{near}: {model.Contains(near)} in the model, {set.Contains(near)} in the set");
                }
            }
        }
    }

    /// <summary>Dense, gapped, scattered, huge, about the edges of words, and mixtures, each in an order of its own.</summary>
    private static Gen<long[]> Numbers() => Properties.FromSeed(chance =>
    {
        var numbers = new List<long>();
        for (var part = chance.Next(1, 4); part > 0; part--)
        {
            var start = chance.Of(
                1, 1, 1, 60, 64, 65, 127, 1_000, RecordReader.SeqMax - 400,
                chance.NextInt64(1, RecordReader.SeqMax - 400));
            var count = chance.Of(1, 3, 64, 70, 200, 330);
            var step = chance.Of(1, 1, 1, 1, 2, 63, 64, 65, 128);
            var keep = chance.Of(100, 100, 97, 50, 5);
            numbers.AddRange(Enumerable.Range(0, count).Where(_ => chance.Next(100) < keep)
                .Select(i => Math.Min(start + ((long)i * step), RecordReader.SeqMax)));
        }

        return chance.Next(4) switch
        {
            0 => numbers.ToArray(),
            1 => [.. numbers.OrderDescending()],
            2 => [.. chance.Shuffled(numbers), .. numbers.Take(20)],
            _ => chance.Shuffled(numbers),
        };
    });

    private static byte[] Written(SequenceSet set)
    {
        using var bytes = new MemoryStream();
        using (var writer = new BinaryWriter(bytes, Encoding.UTF8))
        {
            set.WriteTo(writer);
        }

        return bytes.ToArray();
    }

    private static SequenceSet Read(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes), Encoding.UTF8);
        var set = SequenceSet.ReadFrom(reader);
        Assert.Equal(bytes.Length, reader.BaseStream.Position);
        return set;
    }
}
