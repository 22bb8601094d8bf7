using GridActors.Core.Records;
using GridActors.Core.Totals;
using GridActors.Core.Units;

namespace GridActors.Core.Reports;

/// <param name="Date">The day that is reported.</param>
public sealed record ReportSubmit(DateOnly Date, string? Remarks);

/// <summary>
/// <c>report.submit</c> 日报告: a village says that what was entered for a day is what happened; nothing at all is a
/// report too. The figures are those of its subtree as they stood, kept as the outcome.
/// </summary>
internal sealed class ReportSubmitType() : RecordType<ReportSubmit, DailyReports>("report.submit", UnitKinds.Village)
{
    public const string AlreadySubmitted = "already-submitted";

    public static readonly Indicator Count = Indicator.Flow("reports", "reports", "日报告", "Daily reports", "report");

    public override FactsNeeded Needs => FactsNeeded.Subtree;

    protected override ReportSubmit ReadData(Fields data) => new(data.Date("date"), data.OptionalText("remarks", 2000));

    protected override Decision Decide(DailyReports aspect, Record record, ReportSubmit data, Facts facts)
    {
        if (data.Date > record.Day)
        {
            return Decision.Refuse(RefusalCodes.BadValue, "data.date", $"{data.Date:yyyy-MM-dd} has not begun yet");
        }

        if (aspect.Of(data.Date) is not null)
        {
            return Decision.Refuse(
                AlreadySubmitted, "data.date",
                $"the report of {data.Date:yyyy-MM-dd} is in; what comes later corrects it");
        }

        if (facts.IsReplay)
        {
            return Decision.Accept;
        }

        var subtree = facts.Subtree
            ?? throw new InvalidOperationException("A report is decided on the subtree's totals.");
        return Decision.AcceptWith(new Outcome
        {
            Report = new ReportedDay(
                subtree.Version, subtree.Totals.Of(data.Date), subtree.Totals.LevelsAt(data.Date)),
        });
    }

    protected override DailyReports Evolve(
        DailyReports aspect, Record record, ReportSubmit data, Contributions totals, Calendar calendar)
    {
        totals.Add(record.Day, Count);
        var report = new DailyReport(Moment.Of(record), data.Date, record.Arrival);
        return aspect.With(report, totals, calendar);
    }
}
