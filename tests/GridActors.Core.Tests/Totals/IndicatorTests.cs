using GridActors.Core.Totals;

namespace GridActors.Core.Tests.Totals;

public sealed class IndicatorTests
{
    [Fact]
    public void One_code_is_one_indicator_in_the_whole_process() =>
        Assert.Same(
            Indicator.Flow("test.one", "test", "一", "one", "record"), Indicator.Flow("test.one", "test", "一", "one", "record"));

    [Fact]
    public void A_code_cannot_be_both_a_flow_and_a_level()
    {
        Indicator.Flow("test.flow-only", "test", "流", "flow", "record");
        Assert.Throws<InvalidOperationException>(() => Indicator.Level("test.flow-only", "test", "流", "flow", "record"));
    }

    [Fact]
    public void A_member_of_an_open_family_is_found_by_its_code_before_any_record_used_it()
    {
        var found = IndicatorCodes.Find("returnees.from.4201") ?? IndicatorCodes.Find(Standard("returnees.from.4201"));
        Assert.NotNull(found);
        Assert.False(found.IsLevel);
        Assert.Contains("4201", found.En);
    }

    [Fact]
    public void A_code_that_nobody_declared_is_not_found()
    {
        Standard("");
        Assert.Null(IndicatorCodes.Find("returnees.from."));
        Assert.Null(IndicatorCodes.Find("passages.code.purple"));
        Assert.Null(IndicatorCodes.Find(""));
    }

    [Fact]
    public void A_code_that_is_only_in_stored_totals_is_one_flow_of_no_topic_and_is_not_found_by_asking()
    {
        Standard("");
        var kept = IndicatorCodes.OfTotals("newer.vaccinations");
        Assert.Same(kept, IndicatorCodes.OfTotals("newer.vaccinations"));
        Assert.Equal(("newer.vaccinations", false, ""), (kept.Code, kept.IsLevel, kept.Topic));
        Assert.Null(IndicatorCodes.Find("newer.vaccinations"));
        Assert.Same(IndicatorCodes.Find("passages.people"), IndicatorCodes.OfTotals("passages.people"));
    }

    [Fact]
    public void Indicators_defined_at_once_from_many_threads_stay_one_each()
    {
        var family = IndicatorFamily.Flow("test.many.", "test", "{0}", "{0}", "record");
        var found = new Indicator[4_000];
        Parallel.For(0, found.Length, i => found[i] = family.Of((i % 500).ToString()));
        Assert.Equal(500, found.Distinct().Count());
        Assert.All(found, indicator => Assert.Same(indicator, Indicator.ById(indicator.Id)));
    }

    private static string Standard(string code)
    {
        _ = GridActors.Core.Records.Catalogue.Standard;
        return code;
    }
}
