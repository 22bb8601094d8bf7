using GridActors.Core.Records;

namespace GridActors.Core.Reports;

/// <summary>The villages' daily reports 日报告.</summary>
public static class ReportFeature
{
    public static readonly Feature Feature = new()
    {
        Topics = [new("reports", "日报告", "Daily reports")],
        Records = [new ReportSubmitType()],
        Indicators = [ReportSubmitType.Count],
        Compared = [ReportSubmitType.Count],
        Aspects = [AspectType.Of<DailyReports>("reports")],
    };
}
