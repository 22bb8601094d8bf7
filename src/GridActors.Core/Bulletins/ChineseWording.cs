using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using GridActors.Core.Alerts;
using GridActors.Core.Totals;
using GridActors.Core.Units;

namespace GridActors.Core.Bulletins;

/// <summary>As townships write it: 【…】, numerals, measure words.</summary>
internal sealed class ChineseWording : Wording
{
    /// <summary>Ends of names that are measure words: 摸排户次 of 12 reads 摸排12户次.</summary>
    private static readonly (string End, string Measure)[] Ends =
    [
        ("分钟数", "分钟"), ("人次", "人次"), ("户次", "户次"), ("班次", "班次"), ("人数", "人"), ("户数", "户"), ("次数", "次"),
        ("对数", "对"), ("数", "个"),
    ];

    private const string Checkpoint = "卡点";

    internal override string ReportsTopic => "日报告";

    internal override string AlertsTopic => "预警";

    internal override string OnTheDay => "当日";

    internal override string InAll => "累计";

    internal override string Nothing => "当日无记录。";

    internal override string UnitColumn => "单位";

    internal override string Of(Term term) => term.Zh;

    internal override string NameOf(Indicator indicator) => indicator.Zh;

    internal override string Title(Bulletin bulletin) =>
        $"{bulletin.Above.LastOrDefault()?.Shown}{bulletin.Unit.Shown}疫情防控工作通报";

    internal override string Standing(Bulletin bulletin) => bulletin.IsOver
        ? $"{DayOf(bulletin.Day)}（数据截至当日24时）"
        : $"{DayOf(bulletin.Day)}（数据截至{bulletin.AsOf.ToString("H时mm分", CultureInfo.InvariantCulture)}）";

    internal override string AtItsEnd(Bulletin bulletin) => bulletin.IsOver ? "截至当日24时" : "截至目前";

    internal override string Heading(string topic) => $"【{topic}】";

    internal override string Paragraph(IReadOnlyList<string> sentences) => string.Concat(sentences);

    internal override string Sentence(string opening, ImmutableArray<Item> items) =>
        $"{opening}，{List(items, head: null)}。";

    internal override string Coverage(RoundCoverage coverage)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"第{coverage.Round}轮摸排应摸{coverage.Households}户，");
        text.Append(CultureInfo.InvariantCulture, $"已摸{coverage.Surveyed}户");
        if (coverage.Share is { } share)
        {
            text.Append("，覆盖率").Append(Percent(share));
        }

        if (!coverage.Behind.IsEmpty)
        {
            text.Append("；尚未完成的有");
            text.AppendJoin('、', coverage.Behind.Take(BulletinText.NamedMax).Select(village =>
                $"{village.Unit.Shown}（{village.Surveyed}/{village.Households}户）"));
            text.Append(Rest(coverage.Behind.Length, "个村"));
        }

        return text.Append('。').ToString();
    }

    internal override IEnumerable<string> Alerts(Bulletin bulletin)
    {
        var alerts = bulletin.Alerts;
        if (!alerts.Opened.IsEmpty)
        {
            var named = alerts.OpenedButLateReports.ToList();
            var late = alerts.Opened.Length - named.Count;
            var all = named.Take(BulletinText.NamedMax).Select(Named)
                .Concat(late > 0 && named.Count <= BulletinText.NamedMax ? [$"日报未报{late}条"] : []);
            yield return $"当日新发预警{alerts.Opened.Length}条{(alerts.IsCut ? "以上" : "")}：{string.Join('；', all)}"
                + (named.Count > BulletinText.NamedMax ? $"等{alerts.Opened.Length}条。" : "。");
        }

        var dealt = new[] { ("签收尚未办结的", alerts.Acknowledged.Length), ("办结", alerts.Closed.Length) }
            .Where(pair => pair.Item2 > 0).Select(pair => $"{pair.Item1}预警{pair.Item2}条").ToList();
        if (dealt.Count > 0)
        {
            yield return $"当日{string.Join("，", dealt)}。";
        }
    }

    internal override IEnumerable<string> Reports(Bulletin bulletin)
    {
        if (bulletin.HasTooManyVillages)
        {
            yield return "所辖村过多，日报告与摸排覆盖情况未汇总，请看下级通报。";
        }

        if (bulletin.Reports is not { } reports)
        {
            yield break;
        }

        if (reports.Due > 0)
        {
            yield return bulletin.Unit.Kind == UnitKind.Village
                ? reports.In > 0 ? "本村日报告已提交。" : "本村日报告尚未提交。"
                : $"应报{reports.Due}个村，已报{reports.In}个村"
                    + (reports.Missing.IsEmpty
                        ? "。"
                        : $"；未报{reports.Missing.Length}个村："
                            + string.Join('、', reports.Missing.Take(BulletinText.NamedMax).Select(unit => unit.Shown))
                            + $"{Rest(reports.Missing.Length, "个村")}。");
        }

        if (reports.RemarksInAll > 0)
        {
            yield return bulletin.Unit.Kind == UnitKind.Village
                ? $"备注：{reports.Remarks[0].Shown}。"
                : $"{reports.RemarksInAll}个村有备注：" + string.Join("；", reports.Remarks.Take(BulletinText.NamedMax)
                    .Select(remark => $"{remark.Village.Shown}“{remark.Shown}”"))
                    + $"{Rest(reports.RemarksInAll, "个村")}。";
        }

        if (reports.Corrected.IsEmpty)
        {
            yield break;
        }

        var since = reports.Corrected.Sum(village => village.Corrections?.Length ?? 0);
        yield return (bulletin.Unit.Kind == UnitKind.Village ? "日报告" : $"{reports.Corrected.Length}个村日报告")
            + (since > 0 ? $"提交后又有当日记录{since}条{(reports.IsCut ? "以上" : "")}。" : "提交后数据有变动。");
        var mistakes = reports.Mistakes.ToList();
        if (mistakes.Count > 0)
        {
            yield return $"其中更正{mistakes.Count}条：" + string.Join("；", mistakes.Take(BulletinText.NamedMax)
                .Select(mistake => mistake.Village.Shown + Corrected(mistake.Correction)))
                + $"{Rest(mistakes.Count, "条")}。";
        }
    }

    internal override string LeftOut(int children) => $"另有{children}个下级单位未列出。";

    internal override string ChildrenHeading(UnitKind kind) => kind switch
    {
        UnitKind.Prefecture => "【各市州情况】",
        UnitKind.County => "【各县（市、区）情况】",
        UnitKind.Township => "【各乡镇（街道）情况】",
        UnitKind.Village => "【各村（社区）情况】",
        UnitKind.Grid => "【各网格情况】",
        UnitKind.Community => "【各小区情况】",
        UnitKind.Checkpoint => "【各卡点情况】",
        _ => "【各单位情况】",
    };

    internal override string Most(Indicator indicator, IEnumerable<(string Name, Amount Amount)> ranked) =>
        $"{(indicator.IsLevel ? "" : "累计")}{WithoutMeasure(indicator)}较多的有"
        + string.Join('、', ranked.Select(unit => $"{unit.Name}（{Number(unit.Amount)}{MeasureOf(indicator)}）")) + "。";

    internal override string ColumnOf(Indicator indicator) =>
        WithoutMeasure(indicator) + (indicator.IsLevel ? "" : "(当日/累计)");

    protected override string Number(Amount amount) => amount.ToString();

    private static string DayOf(DateOnly day) => $"{day.Year}年{day.Month}月{day.Day}日";

    private static string Rest(int all, string measure) => all > BulletinText.NamedMax ? $"等{all}{measure}" : "";

    private static string Named(BulletinAlert alert)
    {
        var cause = alert.Standing.Alert;
        var (name, kind) = (alert.Unit.Shown, AlertKinds.Names.Find(cause.Kind)?.Zh ?? cause.Kind);
        if (name.EndsWith(Checkpoint, StringComparison.Ordinal)
            && kind.StartsWith(Checkpoint, StringComparison.Ordinal))
        {
            kind = kind[Checkpoint.Length..]; // 村口卡点无人值守
        }

        var particulars = AlertWords.Zh(cause);
        return $"{name}{kind}{(particulars.Length > 0 ? $"（{particulars}）" : "")}";
    }

    private static string Corrected(Correction correction)
    {
        var received = correction.Received.ToString("M月d日H时mm分", CultureInfo.InvariantCulture);
        var source = correction.Id.Source;
        var who = Entered.Of(correction.By is null ? source : $"{correction.By}（{source}）");
        return correction.Reason is null
            ? $"由{who}于{received}补录{RecordWords.Zh(correction.Type)}记录"
            : $"由{who}于{received}撤销{RecordWords.Zh(correction.Type)}记录，事由“{Entered.Of(correction.Reason)}”";
    }

    private string List(ImmutableArray<Item> items, string? head) =>
        string.Join('、', Cut(items).Select(cut => Say(cut, head) + (cut.Left > 0 ? $"等另{cut.Left}项" : "")));

    private string Say(Told told, string? head)
    {
        var (item, name) = (told.Item, WithoutMeasure(told.Item.Indicator));
        if (head is not null && name.StartsWith(head + "·", StringComparison.Ordinal))
        {
            name = name[(head.Length + 1)..];
        }

        if (told.IsNext)
        {
            name = item.Indicator.Key?.Zh ?? name;
        }

        var has = char.IsAsciiDigit(name[^1]) ? "有" : "";
        var parts = item.Parts.IsEmpty ? "" : $"（{List(item.Parts, WithoutMeasure(item.Indicator))}）";
        return $"{name}{has}{Number(item.Amount)}{MeasureOf(item.Indicator)}{parts}";
    }

    private static string WithoutMeasure(Indicator indicator)
    {
        var end = Ends.FirstOrDefault(end => indicator.Zh.EndsWith(end.End, StringComparison.Ordinal)).End;
        return end is null || end.Length == indicator.Zh.Length ? indicator.Zh : indicator.Zh[..^end.Length];
    }

    private static string MeasureOf(Indicator indicator) =>
        Ends.FirstOrDefault(end => indicator.Zh.EndsWith(end.End, StringComparison.Ordinal)).Measure
        ?? Measures.Chinese(indicator.Unit);
}
