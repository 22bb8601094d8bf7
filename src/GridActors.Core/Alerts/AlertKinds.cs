using GridActors.Core.Totals;

namespace GridActors.Core.Alerts;

/// <summary>What alerts are about, and the levels that count the open ones.</summary>
public static class AlertKinds
{
    public const string Fever = "fever";
    public const string MissedCheck = "missedCheck";
    public const string Case = "case";
    public const string TestPositive = "testPositive";
    public const string TestOverdue = "testOverdue";
    public const string Incident = "incident";
    public const string RedCode = "redCode";
    public const string Unmanned = "unmanned";
    public const string ShiftEmpty = "shiftEmpty";
    public const string LowStock = "lowStock";
    public const string ReportLate = "reportLate";
    public const string GatheringOver = "gatheringOver";
    public const string HazardOverdue = "hazardOverdue";
    public const string NoticeOverdue = "noticeOverdue";
    public const string IsolationBreach = "isolationBreach";

    public static readonly Vocabulary Names = Vocabulary.Of(
        (Fever, "发热", "fever"),
        (MissedCheck, "漏测", "check missed"),
        (Case, "病例", "case"),
        (TestPositive, "核酸阳性", "test positive"),
        (TestOverdue, "核酸逾期", "test overdue"),
        (Incident, "异常情况", "incident"),
        (RedCode, "红码", "red code"),
        (Unmanned, "卡点无人值守", "checkpoint unmanned"),
        (ShiftEmpty, "排班空岗", "shift not taken"),
        (LowStock, "物资不足", "low stock"),
        (ReportLate, "日报未报", "report late"),
        (GatheringOver, "聚集超员", "gathering above plan"),
        (HazardOverdue, "隐患逾期", "hazard overdue"),
        (NoticeOverdue, "通知未签收", "notice not acknowledged"),
        (IsolationBreach, "违反隔离", "isolation broken"));

    public static readonly Indicator Open =
        Indicator.Level("alerts.open", "alerts", "未处理预警", "Alerts open", "alert");

    public static readonly IndicatorFamily OpenByKind =
        IndicatorFamily.Level("alerts.open.", "alerts", "{0}预警", "Alerts open: {0}", "alert", Names);
}
