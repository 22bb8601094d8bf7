using GridActors.Core.Totals;

namespace GridActors.Core.Tasks;

/// <summary>Something that is to be done at a unit.</summary>
/// <param name="Kind">One of <see cref="TaskKinds"/>.</param>
/// <param name="Subject">Whom or what it is about; empty when that is the unit itself.</param>
/// <param name="Text">The particulars; the kind's name says the rest.</param>
/// <param name="From">From when on it can be done.</param>
/// <param name="Due">Until when it should be; what is later stays a task as long as it still can be done.</param>
public sealed record UnitTask(string Kind, string Subject, string Text, DateTimeOffset From, DateTimeOffset Due);

/// <summary>What tasks are about.</summary>
public static class TaskKinds
{
    public const string Check = "check";
    public const string Release = "release";
    public const string Test = "test";
    public const string Report = "report";
    public const string Shift = "shift";
    public const string Quota = "quota";
    public const string Hazard = "hazard";
    public const string Survey = "survey";

    public static readonly Vocabulary Names = Vocabulary.Of(
        (Check, "健康监测", "health check"),
        (Release, "解除隔离", "release"),
        (Test, "核酸检测", "test"),
        (Report, "日报告", "daily report"),
        (Shift, "值班", "shift"),
        (Quota, "定额任务", "quota"),
        (Hazard, "隐患整改", "hazard to fix"),
        (Survey, "入户摸排", "survey"));
}
