using System.Text;
using GridActors.Core.Records;

namespace GridActors.Core.Tests.Records;

public sealed class SeenRecordsTests
{
    [Fact]
    public void Each_source_counts_for_itself_and_its_name_is_taken_to_the_letter()
    {
        var seen = new SeenRecords();
        seen.Add(new RecordId("tablet-1", 1));
        Assert.True(seen.Contains(new RecordId("tablet-1", 1)));
        Assert.False(seen.Contains(new RecordId("tablet-1", 2)));
        Assert.False(seen.Contains(new RecordId("Tablet-1", 1)));
        Assert.False(seen.Contains(new RecordId("tablet-2", 1)));
    }

    [Fact]
    public void What_was_seen_is_seen_after_writing_and_reading_and_the_bytes_do_not_depend_on_the_order() =>
        Properties.Hold(
            Properties.FromSeed(chance => (Seed: chance.Next(), Ids: Enumerable.Range(0, chance.Next(200))
                .Select(_ => new RecordId(
                    chance.Of("a", "b", "平板-7", "z z", $"s{chance.Next(60)}"),
                    chance.NextInt64(1, chance.Of(5, 100, 1L << 53))))
                .ToArray())),
            scene =>
            {
                var read = Read(Written(Seen(scene.Ids)));
                Assert.All(scene.Ids, id => Assert.True(read.Contains(id)));
                var known = scene.Ids.ToHashSet();
                Assert.All(
                    scene.Ids.Select(id => id with { Seq = id.Seq + 1 }),
                    id => Assert.Equal(known.Contains(id), read.Contains(id)));
                Assert.Equal(Written(Seen(scene.Ids)), Written(Seen(new Random(scene.Seed).Shuffled(scene.Ids))));
            });

    [Theory]
    [InlineData("b", "a")]
    [InlineData("a", "a")]
    public void Sources_that_are_not_in_their_order_are_no_set(string first, string second)
    {
        using var bytes = new MemoryStream();
        using (var writer = new BinaryWriter(bytes, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write7BitEncodedInt(2);
            foreach (var source in new[] { first, second })
            {
                writer.Write(source);
                new SequenceSet().WriteTo(writer);
            }
        }

        Assert.Throws<FormatException>(() => Read(bytes.ToArray()));
    }

    private static SeenRecords Seen(IEnumerable<RecordId> ids)
    {
        var seen = new SeenRecords();
        foreach (var id in ids)
        {
            seen.Add(id);
        }

        return seen;
    }

    private static byte[] Written(SeenRecords seen)
    {
        using var bytes = new MemoryStream();
        using (var writer = new BinaryWriter(bytes, Encoding.UTF8))
        {
            seen.WriteTo(writer);
        }

        return bytes.ToArray();
    }

    private static SeenRecords Read(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes), Encoding.UTF8);
        return SeenRecords.ReadFrom(reader);
    }
}
