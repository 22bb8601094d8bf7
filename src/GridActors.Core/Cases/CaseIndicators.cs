using System.Collections.Frozen;
using GridActors.Core.Totals;

namespace GridActors.Core.Cases;

/// <summary>What cases 病例 count.</summary>
public static class CaseIndicators
{
    public const string Recovered = "recovered";

    public static readonly Vocabulary Statuses = Vocabulary.Of(
        ("exposed", "一般接触者", "exposed"),
        ("closeContact", "密切接触者", "close contacts"),
        ("coTraveller", "同乘人员", "co-travellers"),
        ("suspected", "疑似病例", "suspected"),
        ("confirmed", "确诊病例", "confirmed"),
        (Recovered, "治愈病例", "recovered"));

    public static readonly Vocabulary Origins = Vocabulary.Of(
        ("imported", "输入", "imported"), ("local", "本地", "local"), ("onward", "续发", "onward"));

    public static readonly IndicatorFamily ByStatus = IndicatorFamily.Level(
        "cases.", "cases", "{0}", "Cases: {0}", "person", Statuses);

    public static readonly IndicatorFamily Reported = IndicatorFamily.Flow(
        "cases.reported.", "cases", "报告{0}", "Cases reported: {0}", "record", Statuses);

    public static readonly FrozenDictionary<string, IndicatorFamily> ReportedByOrigin =
        Statuses.Terms.ToFrozenDictionary(
            status => status.Code,
            status => IndicatorFamily.Flow(
                $"cases.reported.{status.Code}.", "cases", $"报告{status.Zh}·{{0}}",
                $"Cases reported: {status.En}, {{0}}", "record", Origins));

    public static readonly Indicator Transferred =
        Indicator.Level("cases.transferred", "cases", "已转运人员", "Cases transferred", "person");
}
