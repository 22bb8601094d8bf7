using GridActors.Core.Records;
using GridActors.Core.Totals;
using GridActors.Core.Units;

namespace GridActors.Core.Tests.Records;

public sealed class CatalogueTests
{
    private static readonly Catalogue Standard = Catalogue.Standard;

    private static IEnumerable<Indicator> Declared =>
        Standard.Indicators.Concat(Standard.Families.Where(family => !family.IsOpen).SelectMany(family => family.Members));

    [Fact]
    public void Record_types_indicators_and_families_are_the_approved_ones()
    {
        var types = Standard.RecordTypes
            .Select(type => $"record {type.Name} at {type.Kinds}{(type.IsSystem ? ", system" : "")}{(type.StandsAlone ? ", alone" : "")}");
        var indicators = Declared.Select(indicator => Line(indicator.Code, indicator.IsLevel, indicator.Unit, indicator.Zh, indicator.En));
        var open = Standard.Families.Where(family => family.IsOpen)
            .Select(family => Line($"{family.Prefix}*", family.IsLevel, family.Unit, family.Zh, family.En));
        Approved.Match("catalogue.txt", string.Join('\n', types.Concat(indicators).Concat(open).Order(StringComparer.Ordinal)) + "\n");
    }

    [Fact]
    public void Refusal_codes_are_the_approved_ones()
    {
        // Every constant whose value looks like a code, in Core: the general ones and those of single record types.
        var codes = typeof(RefusalCodes).Assembly.GetTypes()
            .Where(type => type == typeof(RefusalCodes) || type.IsSubclassOf(typeof(RecordType)))
            .SelectMany(type => type.GetFields().Where(field => field.IsLiteral && field.FieldType == typeof(string)))
            .Select(field => (string)field.GetRawConstantValue()!)
            .Where(code => !code.Contains('.'))
            .Distinct().Order(StringComparer.Ordinal);
        Approved.Match("refusals.txt", string.Join('\n', codes) + "\n");
    }

    [Fact]
    public void No_code_is_declared_twice()
    {
        var twice = Declared.GroupBy(indicator => indicator.Code).Where(group => group.Count() > 1).Select(group => group.Key);
        Assert.Empty(twice);
        var prefixes = Standard.Families.Where(family => family.IsOpen).Select(family => family.Prefix).ToList();
        Assert.Equal(prefixes.Distinct(), prefixes);
    }

    [Fact]
    public void No_open_family_can_take_the_code_of_another_indicator()
    {
        foreach (var family in Standard.Families.Where(family => family.IsOpen))
        {
            Assert.DoesNotContain(Declared, indicator => indicator.Code.StartsWith(family.Prefix, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Every_indicator_has_both_languages_a_unit_and_a_topic_that_is_declared()
    {
        var topics = Standard.Topics.Select(topic => topic.Code).ToHashSet();
        Assert.All(Declared, indicator =>
        {
            Assert.Matches(@"\p{IsCJKUnifiedIdeographs}", indicator.Zh);
            Assert.DoesNotMatch(@"[\p{IsCJKUnifiedIdeographs}{}]", indicator.En);
            Assert.DoesNotContain("{", indicator.Zh);
            Assert.NotEmpty(indicator.En);
            Assert.NotEmpty(indicator.Unit);
            Assert.Contains(indicator.Topic, topics);
            Assert.Matches("^[a-z][A-Za-z0-9.-]*$", indicator.Code);
        });
        Assert.All(Standard.Families, family => Assert.Contains(family.Topic, topics));
        Assert.All(Standard.Topics, topic => Assert.True(topic.Zh.Length > 0 && topic.En.Length > 0));
    }

    [Fact]
    public void Names_for_people_differ_between_codes_of_one_topic()
    {
        foreach (var name in new Func<Indicator, string>[] { indicator => indicator.Zh, indicator => indicator.En })
        {
            var same = Declared.GroupBy(indicator => (indicator.Topic, name(indicator))).Where(group => group.Count() > 1);
            Assert.Empty(same.Select(group => string.Join(" = ", group)));
        }
    }

    [Fact]
    public void Every_indicator_is_found_by_its_code_and_every_type_by_its_name()
    {
        Assert.All(Declared, indicator => Assert.Same(indicator, IndicatorCodes.Find(indicator.Code)));
        Assert.All(Standard.RecordTypes, type => Assert.Same(type, Standard.FindType(type.Name)));
        Assert.Null(Standard.FindType("Passage"));
    }

    [Fact]
    public void Every_aspect_has_one_stable_name()
    {
        Assert.Equal(
            [
                "alerts", "checkpoint", "closures", "contacts", "gatherings", "hazards", "household", "needs", "notices", "outbox", "quotas",
                "registration", "reports", "shifts", "staff", "stocks", "surveys", "sweeps", "tallies", "teams", "voids", "watch",
            ],
            Standard.Aspects.Select(aspect => aspect.Name).Order(StringComparer.Ordinal));
        var aspects = typeof(IAspect).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(IAspect)) && type.IsClass);
        Assert.Equal(aspects.ToHashSet(), Standard.Aspects.Select(aspect => aspect.Type).ToHashSet());
    }

    private static string Line(string code, bool isLevel, string unit, string zh, string en) =>
        $"{(isLevel ? "level" : "flow")} {code} [{unit}] {zh} | {en}";
}
