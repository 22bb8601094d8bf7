using System.Collections.Frozen;
using GridActors.Core.Records;
using GridActors.Core.Totals;

namespace GridActors.Core.Households;

/// <summary>What isolation 隔离 counts.</summary>
public static class IsolationIndicators
{
    public const string Central = "central";

    public static readonly Vocabulary Kinds = Vocabulary.Of(
        ("home", "居家隔离", "at home"), (Central, "集中隔离", "central"), ("medical", "医学观察", "under medical observation"));

    public static readonly Vocabulary Sites = Vocabulary.Of(
        ("township", "乡镇", "township"), ("county", "县", "county"), ("other", "其他", "other"));

    public static readonly IndicatorFamily ByKind = IndicatorFamily.Level(
        "isolated.", "isolation", "{0}", "Isolated {0}", "person", Kinds);

    public static readonly IndicatorFamily BySite = IndicatorFamily.Level(
        "isolated.central.", "isolation", "集中隔离·{0}隔离点", "Isolated central, {0} site", "person", Sites);

    public static readonly FrozenDictionary<string, IndicatorFamily> ByClass = Kinds.Terms.ToFrozenDictionary(
        kind => kind.Code,
        kind => IndicatorFamily.Level(
            $"isolated.{kind.Code}.", "isolation", kind.Zh + "·{0}返乡",
            $"Isolated {kind.En}, returnees: {{0}}", "person", Origin.Classes));

    public static readonly Indicator Started =
        Indicator.Flow("isolations", "isolation", "新增隔离", "Isolations started", "person");

    public static readonly Indicator Ended =
        Indicator.Flow("isolations.ended", "isolation", "解除隔离", "Isolations ended", "person");
}
