using System.Text;
using GridActors.Core.Records;

namespace GridActors.Core.Tests.Records;

/// <summary>Ids that come again are one string in memory, and no id is ever taken for another.</summary>
public sealed class RecurringTextsTests
{
    /// <summary>Several times as many as there are places, so that most share theirs.</summary>
    private const int Ids = 40_000;

    private readonly RecordReader _reader = new(Catalogue.Standard, UnitUnderTest.Shanghai);

    [Fact]
    public void Records_that_say_the_same_hold_one_string()
    {
        Read("tablet-7", "141127100-c01", "worker-31", 1); // what comes once leaves nothing
        Read("tablet-7", "141127100-c01", "worker-31", 2);
        var (one, other) = (Read("tablet-7", "141127100-c01", "worker-31", 3), Read("tablet-7", "141127100-c01", "worker-31", 4));
        Assert.Same(one.Id.Source, other.Id.Source);
        Assert.Same(one.Unit.Value, other.Unit.Value);
        Assert.Same(one.By, other.By);
    }

    [Fact]
    public void Ids_that_share_a_place_are_told_apart()
    {
        var texts = Enumerable.Range(0, Ids).Select(i => i % 2 == 0 ? $"{i}" : $"设备{i}-of-some-village").ToArray();
        foreach (var text in texts.Concat(texts.Reverse()))
        {
            for (var time = 0; time < 3; time++)
            {
                var record = Read(text, "u-1", text, 1);
                Assert.Equal((text, text), (record.Id.Source, record.By));
            }
        }
    }

    [Fact]
    public void An_escaped_id_is_what_it_stands_for()
    {
        for (var time = 0; time < 4; time++)
        {
            Assert.Equal("tablet-7", Read("t\\u0061blet-7", "u-1", "w", 1).Id.Source);
            Assert.Equal("tablet-7", Read("tablet-7", "u-1", "w", 1).Id.Source);
        }
    }

    [Fact]
    public void What_was_kept_for_one_field_is_still_too_long_for_another()
    {
        var text = new string('x', 61); // a type has at most 60 characters, a worker 100
        Assert.Equal(text, Read("t", "u-1", text, 1).By);
        var type = _reader.Read(Encoding.UTF8.GetBytes(
            $$$"""{"source":"t","seq":1,"unit":"u-1","at":"2020-02-01T08:00:00+08:00","type":"{{{text}}}","data":{}}"""));
        Assert.Equal(("too-long", "type"), (type.Refusal!.Code, type.Refusal.Field));
    }

    [Fact]
    public async Task Many_threads_read_what_is_written()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(thread => Task.Run(() =>
        {
            for (var i = 0; i < Ids; i++)
            {
                var text = $"device-{(i * (thread + 7)) % Ids}";
                Assert.Equal(text, Read(text, "u-1", "w", 1).Id.Source);
            }
        })));
    }

    private GridActors.Core.Records.Record Read(string source, string unit, string by, long seq) => _reader.Read(Encoding.UTF8.GetBytes(
        $$$"""
        {"source":"{{{source}}}","seq":{{{seq}}},"unit":"{{{unit}}}","at":"2020-02-01T08:00:00+08:00","by":"{{{by}}}",
        "type":"unit.close","data":{}}
        """)).Record!;
}
