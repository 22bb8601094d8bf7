using System.Text;
using GridActors.Core.Records;
using GridActors.Core.Tallies;
using GridActors.Core.Totals;

namespace GridActors.Core.Tests.Tallies;

public sealed class TallyTests
{
    [Fact]
    public void A_level_goes_up_and_down_and_never_below_zero_at_any_time()
    {
        var unit = UnitUnderTest.Village().Accept("02-05 09:00", "tally", """{"code":"bedsReady","count":10}""");
        Assert.Equal("data.count", unit.Refuse("below-zero", "02-04 09:00", "tally", """{"code":"bedsReady","count":-1}""").Field);
        unit.Accept("02-07 09:00", "tally", """{"code":"bedsReady","count":-8}""");
        Assert.Equal((2, 10), (unit["tally.bedsReady"], unit.LevelAt("02-06", "tally.bedsReady")));
        unit.Refuse("below-zero", "02-06 09:00", "tally", """{"code":"bedsReady","count":-3}"""); // would fail the 7th
        unit.Accept("02-06 09:00", "tally", """{"code":"bedsReady","count":-2}""");
        Assert.Equal("has-dependents", unit.Void(2).Refusal!.Code);
        Assert.Equal("accepted", unit.Void(4).Status);
        Assert.Equal(8, unit["tally.bedsReady"]);
    }

    [Theory]
    [InlineData("""{"code":"cows","count":1}""", "unknown-code", "data.code")]
    [InlineData("""{"code":"masksSewn","count":-1}""", "bad-number", "data.count")]
    [InlineData("""{"code":"masksSewn","count":0}""", "bad-number", "data.count")]
    [InlineData("""{"code":"bedsReady","count":0}""", "bad-number", "data.count")]
    [InlineData("""{"code":"bedsReady","count":1.5}""", "bad-number", "data.count")]
    [InlineData("""{"code":"bedsReady"}""", "missing-field", "data.count")]
    public void What_is_wrong_is_told_with_its_field(string data, string code, string field) =>
        Assert.Equal(field, UnitUnderTest.Village().Refuse(code, "02-03 09:00", "tally", data).Field);

    [Fact]
    public void Declared_codes_are_indicators_of_their_kind()
    {
        Assert.True(UnitUnderTest.Code("tally.bedsReady").IsLevel);
        Assert.False(UnitUnderTest.Code("tally.masksSewn").IsLevel);
        Assert.Contains(UnitUnderTest.Catalogue.Indicators, indicator => indicator.Code == "tally.masksSewn");
    }

    [Fact]
    public void What_was_counted_stays_readable_when_the_catalogue_no_longer_declares_it()
    {
        var before = TallyCatalogue.Parse("""[{"code":"goats","kind":"flow","zh":"羊","en":"Goats","unit":"goat"}]"""u8.ToArray());
        var json = new UnitUnderTest().Json("02-01 09:00", "tally", """{"code":"goats","count":3}""", "office", 2);
        var reader = new RecordReader(Catalogue.StandardWith(TallyCatalogue.Empty), UnitUnderTest.Shanghai);
        var image = new Core.Units.UnitImage();
        var register = new UnitUnderTest().Json(
            "02-01 08:00", "unit.register", """{"kind":"village","name":"甲","parent":"township"}""", "office", 1);
        foreach (var (version, text) in new[] { (1L, register), (2L, json) })
        {
            var stored = new Core.Units.StoredEntry(
                version, new RecordId("office", version), default, Encoding.UTF8.GetBytes(text), default);
            Assert.True(image.TryReplay(reader.ReadStored(stored), UnitUnderTest.Shanghai));
        }

        image.Settle();
        Assert.Equal(3, image.Totals.Running[before.Find("goats")!].Units);
    }

    [Theory]
    [InlineData("""{"code":"a"}""", "not a JSON array")]
    [InlineData("[1]", "entry 1 is not an object")]
    [InlineData("[", "not JSON")]
    [InlineData("""[{"code":"A1","kind":"flow","zh":"甲","en":"A","unit":"a"}]""", "code 'A1'")]
    [InlineData("""[{"code":"a","kind":"sum","zh":"甲","en":"A","unit":"a"}]""", "entry 1: kind is one of flow, level")]
    [InlineData("""[{"code":"a","kind":"flow","en":"A","unit":"a"}]""", "entry 1: zh is missing")]
    [InlineData("""[{"code":"a","kind":"flow","zh":"甲","en":"A","unit":"a","x":1}]""", "no field x")]
    [InlineData(
        """[{"code":"twice","kind":"flow","zh":"甲","en":"A","unit":"a"},{"code":"twice","kind":"flow","zh":"乙","en":"B","unit":"a"}]""",
        "entry 2: code 'twice' stands twice")]
    public void A_catalogue_file_that_is_not_one_is_refused_with_the_reason(string file, string reason) =>
        Assert.Contains(reason, Assert.Throws<FormatException>(() => TallyCatalogue.Parse(Encoding.UTF8.GetBytes(file))).Message);
}
