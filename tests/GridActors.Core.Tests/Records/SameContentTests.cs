using System.Text;
using GridActors.Core.Records;

namespace GridActors.Core.Tests.Records;

/// <summary>Row 15: the same identity with other content is told from a mere retry.</summary>
public sealed class SameContentTests
{
    [Theory]
    [InlineData("""{"a":1,"b":{"c":[1,2]}}""", """{ "b": { "c": [1, 2] }, "a": 1 }""")]
    [InlineData("""{"a":36.5}""", """{"a":36.50}""")]
    [InlineData("""{"a":5}""", """{"a":5.0}""")]
    [InlineData("""{"a":"\u4e2d"}""", """{"a":"中"}""")]
    public void Layout_order_of_fields_and_spelling_of_numbers_do_not_matter(string one, string other) =>
        Assert.True(Same(one, other));

    [Theory]
    [InlineData("""{"a":1}""", """{"a":2}""")]
    [InlineData("""{"a":"1"}""", """{"a":1}""")]
    [InlineData("""{"a":[1,2]}""", """{"a":[2,1]}""")]
    [InlineData("""{"a":1}""", """{"a":1,"b":1}""")]
    [InlineData("""{"a":"x"}""", """{"a":"x "}""")]
    [InlineData("""{"at":"2020-02-01T08:00:00+08:00"}""", """{"at":"2020-02-01T00:00:00Z"}""")]
    public void Anything_else_does(string one, string other) => Assert.False(Same(one, other));

    [Fact]
    public void Sent_again_it_is_a_duplicate_and_with_other_content_it_is_refused_and_the_first_stays()
    {
        var unit = UnitUnderTest.Checkpoint().Accept("02-01 06:00", "checkpoint.open");
        var first = unit.Json("02-01 08:00", "passage", """{"direction":"in","outcome":"pass","people":2}""", "gate", 7);
        Assert.Equal("accepted", unit.Send(first).Status);
        var (version, totals) = (unit.Version, unit.Shown());
        Assert.Equal("duplicate", unit.Send(first).Status);
        Assert.Equal("duplicate", unit.Send(first.Replace(":", " : ")
            .Replace("2020-02-01T08 : 00 : 00+08 : 00", "2020-02-01T08:00:00+08:00")).Status);
        Assert.Equal("id-reused", unit.Send(first.Replace("\"people\":2", "\"people\":3")).Refusal!.Code);
        Assert.Equal("id-reused", unit.Send(first.Replace("T08:00", "T09:00")).Refusal!.Code);
        Assert.Equal((version, totals), (unit.Version, unit.Shown()));
    }

    [Fact]
    public void A_refusal_consumes_nothing_and_the_same_identity_is_judged_afresh()
    {
        var unit = UnitUnderTest.Checkpoint();
        const string Passage = """{"direction":"in","outcome":"pass"}""";
        Assert.Equal("closed", unit.Tell("02-01 08:00", "passage", Passage, "gate", 7).Refusal!.Code);
        unit.Accept("02-01 06:00", "checkpoint.open");
        Assert.Equal("accepted", unit.Tell("02-01 08:30", "passage", Passage, "gate", 7).Status);
        Assert.Equal(1, unit["passages.in"]);
    }

    private static bool Same(string one, string other) =>
        RecordReader.SameContent(Encoding.UTF8.GetBytes(one), Encoding.UTF8.GetBytes(other));
}
