using System.Text;
using FsCheck;
using FsCheck.Fluent;
using GridActors.Core.Records;

namespace GridActors.Core.Tests.Records;

/// <summary>Whatever bytes come in, reading answers and never throws.</summary>
public sealed class AnyBytesTests
{
    private static readonly RecordReader Reader = new(Catalogue.Standard, UnitUnderTest.Shanghai);

    private static readonly string[] Names =
    [
        "source", "seq", "unit", "at", "by", "type", "data", "person", "id", "idType", "name", "phone", "direction", "people",
        "temperature", "code", "from", "place", "class", "outcome", "kind", "days", "members", "categories", "round", "persons",
        "parent", "tier", "reason", "session", "symptoms", "arrived", "\\ud800", "b\\u0079", "", "空",
    ];

    private static readonly string[] Values =
    [
        "null", "true", "false", "0", "-0", "1", "1.5", "-1", "1e400", "-1e400", "1e-400", "9007199254740993", "0.1000",
        "79228162514264337593543950336", "\"\"", "\" \"", "\"\\u0000\"", "\"\\ud800\"", "\"\\udfff\\ud800\"", "\"u-1\"", "\"in\"",
        "\"pass\"", "\"green\"", "\"home\"", "\"hubei\"", "\"household\"", "\"2020-02-01\"", "\"2020-02-01T08:10:00+08:00\"",
        "\"9999-12-31T23:59:59-12:00\"", "\"0001-01-01T00:00:00+14:00\"", "\"张三\"", "[]", "{}", "[null]", "[\"lowIncome\"]",
        "[[[[[[[[[[]]]]]]]]]]",
    ];

    [Fact]
    public void Random_bytes_are_refused() =>
        Properties.Hold(
            Properties.FromSeed(chance =>
            {
                var bytes = new byte[chance.Next(60)];
                chance.NextBytes(bytes);
                return bytes;
            }),
            bytes => Assert.NotNull(Reader.Read(bytes).Refusal),
            tests: 1_000);

    [Fact]
    public void A_record_with_bytes_changed_is_read_or_refused() =>
        Properties.Hold(
            Properties.FromSeed(chance =>
            {
                var bytes = Encoding.UTF8.GetBytes(Sensible(chance, chance.Of([.. Catalogue.Standard.RecordTypes]).Name));
                for (var change = chance.Next(4); change > 0; change--)
                {
                    bytes[chance.Next(bytes.Length)] =
                        chance.Of((byte)chance.Next(256), (byte)'"', (byte)'{', (byte)'}', (byte)',', (byte)'\\');
                }

                return bytes;
            }),
            AssertReadOrRefused,
            tests: 3_000);

    [Fact]
    public void A_record_of_known_names_and_odd_values_is_read_or_refused() =>
        Properties.Hold(
            Properties.FromSeed(chance => Sensible(chance, chance.Of([.. Catalogue.Standard.RecordTypes]).Name)),
            json => AssertReadOrRefused(Encoding.UTF8.GetBytes(json)),
            tests: 5_000);

    [Fact]
    public void Any_two_records_can_be_compared() =>
        Properties.Hold(
            Properties.FromSeed(chance => (One: Sensible(chance, "passage"), Other: Sensible(chance, "passage"))),
            pair =>
            {
                var (one, other) = (Encoding.UTF8.GetBytes(pair.One), Encoding.UTF8.GetBytes(pair.Other));
                if (Reader.Read(one).Record is not null)
                {
                    // Only what was once accepted is compared with, and only what was read.
                    Assert.True(RecordReader.SameContent(one, one.ToArray()));
                }

                if (Reader.Read(one).Record is not null && Reader.Read(other).Record is not null)
                {
                    Assert.Equal(RecordReader.SameContent(one, other), RecordReader.SameContent(other, one));
                }
            },
            tests: 2_000);

    private static void AssertReadOrRefused(byte[] bytes)
    {
        var result = Reader.Read(bytes);
        Assert.True(result.Record is null != result.Refusal is null);
        if (result.Refusal is { } refusal)
        {
            Assert.NotEmpty(refusal.Code);
            Assert.NotEmpty(refusal.Message);
        }
    }

    /// <summary>Mostly well-formed: a right head, and data of names and values that mean something somewhere.</summary>
    private static string Sensible(Random chance, string type)
    {
        var head = new[]
        {
            "\"source\":\"t\"", "\"seq\":1", "\"unit\":\"u-1\"", "\"at\":\"2020-02-01T08:10:00+08:00\"", $"\"type\":\"{type}\"",
        };
        var fields = head.Where(_ => chance.Next(40) > 0).Append($"\"data\":{Object(chance, 0)}");
        return "{" + string.Join(',', chance.Next(5) == 0 ? fields.Append(Field(chance, 0)) : fields) + "}";
    }

    private static string Object(Random chance, int depth) =>
        "{" + string.Join(',', Enumerable.Range(0, chance.Next(6)).Select(_ => Field(chance, depth))) + "}";

    private static string Field(Random chance, int depth) =>
        $"\"{chance.Of(Names)}\":{(depth < 3 && chance.Next(4) == 0 ? Object(chance, depth + 1) : chance.Of(Values))}";
}
