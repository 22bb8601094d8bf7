using System.Collections.Immutable;
using System.Globalization;
using GridActors.Core.Alerts;
using GridActors.Core.Totals;
using GridActors.Core.Units;

namespace GridActors.Core.Bulletins;

internal sealed class EnglishWording : Wording
{
    internal override string ReportsTopic => "Daily reports";

    internal override string AlertsTopic => "Alerts";

    internal override string OnTheDay => "On the day: ";

    internal override string InAll => "In all: ";

    internal override string Nothing => "Nothing was recorded.";

    internal override string UnitColumn => "Unit";

    internal override string Of(Term term) => term.En;

    internal override string NameOf(Indicator indicator) => indicator.En;

    internal override string Title(Bulletin bulletin) =>
        bulletin.Unit.Shown
        + (bulletin.Above.LastOrDefault() is { } above ? $", {above.Shown}" : "") + ": daily bulletin";

    internal override string Standing(Bulletin bulletin) =>
        bulletin.Day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)
        + (bulletin.IsOver
            ? ", as of midnight"
            : bulletin.AsOf.ToString("', as of' HH:mm", CultureInfo.InvariantCulture));

    internal override string AtItsEnd(Bulletin bulletin) => bulletin.IsOver ? "At the end of the day: " : "So far: ";

    internal override string Heading(string topic) => $"{topic.ToUpperInvariant()}. ";

    internal override string Paragraph(IReadOnlyList<string> sentences) => string.Join(' ', sentences);

    internal override string Sentence(string opening, ImmutableArray<Item> items) => $"{opening}{List(items, "")}.";

    internal override string Coverage(RoundCoverage coverage)
    {
        var share = coverage.Share is { } known ? $" ({Percent(known)})" : "";
        var behind = coverage.Behind.IsEmpty
            ? ""
            : "; not complete: " + string.Join(", ", coverage.Behind.Take(BulletinText.NamedMax).Select(village =>
                $"{village.Unit.Shown} {Whole(village.Surveyed)} of {Whole(village.Households)}"))
                + Rest(coverage.Behind.Length);
        return $"Round {coverage.Round}: {Whole(coverage.Surveyed)} of {Whole(coverage.Households)} households"
            + $"{share}{behind}.";
    }

    internal override IEnumerable<string> Alerts(Bulletin bulletin)
    {
        var alerts = bulletin.Alerts;
        if (!alerts.Opened.IsEmpty)
        {
            var named = alerts.OpenedButLateReports.ToList();
            var late = alerts.Opened.Length - named.Count;
            var all = named.Take(BulletinText.NamedMax).Select(Named)
                .Concat(late > 0 ? [$"report late {Whole(late)}"] : []);
            yield return $"Opened on the day: {Whole(alerts.Opened.Length)}{(alerts.IsCut ? " or more" : "")}: "
                + $"{string.Join("; ", all)}{Rest(named.Count)}.";
        }

        var dealt = new[]
            {
                ("acknowledged and not closed yet", alerts.Acknowledged.Length), ("closed", alerts.Closed.Length),
            }
            .Where(pair => pair.Item2 > 0).Select(pair => $"{pair.Item1} {Whole(pair.Item2)}").ToList();
        if (dealt.Count > 0)
        {
            yield return $"Dealt with on the day: {string.Join(", ", dealt)}.";
        }
    }

    internal override IEnumerable<string> Reports(Bulletin bulletin)
    {
        if (bulletin.HasTooManyVillages)
        {
            yield return "Too many villages for one bulletin: their reports and the coverage stand in those of the "
                + "areas below.";
        }

        if (bulletin.Reports is not { } reports)
        {
            yield break;
        }

        if (reports.Due > 0)
        {
            yield return bulletin.Unit.Kind == UnitKind.Village
                ? reports.In > 0 ? "The day's report is in." : "The day's report is not in."
                : $"{Whole(reports.In)} of {Whole(reports.Due)} villages have reported"
                    + (reports.Missing.IsEmpty
                        ? "."
                        : "; missing: "
                            + string.Join(", ", reports.Missing.Take(BulletinText.NamedMax).Select(unit => unit.Shown))
                            + $"{Rest(reports.Missing.Length)}.");
        }

        if (reports.RemarksInAll > 0)
        {
            yield return bulletin.Unit.Kind == UnitKind.Village
                ? $"Remarks: {reports.Remarks[0].Shown}."
                : $"Remarks of {Whole(reports.RemarksInAll)} villages: "
                    + string.Join("; ", reports.Remarks.Take(BulletinText.NamedMax)
                        .Select(remark => $"{remark.Village.Shown} \"{remark.Shown}\""))
                    + $"{Rest(reports.RemarksInAll)}.";
        }

        if (reports.Corrected.IsEmpty)
        {
            yield break;
        }

        var since = reports.Corrected.Sum(village => village.Corrections?.Length ?? 0);
        yield return bulletin.Unit.Kind == UnitKind.Village
            ? $"{Whole(since)} records of the day came in after the report."
            : since > 0
                ? $"{Whole(since)}{(reports.IsCut ? " or more" : "")} records of the day came in after the reports of "
                    + $"{Whole(reports.Corrected.Length)} villages."
                : $"The figures of {Whole(reports.Corrected.Length)} villages differ from their reports.";
        var mistakes = reports.Mistakes.ToList();
        if (mistakes.Count > 0)
        {
            yield return $"Of these {Whole(mistakes.Count)} corrected the report: "
                + string.Join("; ", mistakes.Take(BulletinText.NamedMax)
                    .Select(mistake => $"{mistake.Village.Shown}, {Corrected(mistake.Correction)}"))
                + $"{Rest(mistakes.Count)}.";
        }
    }

    internal override string LeftOut(int children) => $"{Whole(children)} more units below are not listed.";

    internal override string ChildrenHeading(UnitKind kind) => kind switch
    {
        UnitKind.County => "COUNTIES",
        UnitKind.Community => "COMMUNITIES",
        _ => $"{UnitKindRules.Names.Terms[(int)kind].En.ToUpperInvariant()}S",
    };

    internal override string Most(Indicator indicator, IEnumerable<(string Name, Amount Amount)> ranked) =>
        $"{indicator.En}{(indicator.IsLevel ? "" : " in all")}, most: "
        + string.Join(", ", ranked.Select(unit => $"{unit.Name} {Number(unit.Amount)}")) + ".";

    internal override string ColumnOf(Indicator indicator) => indicator.En + (indicator.IsLevel ? "" : " (day/all)");

    protected override string Number(Amount amount) => amount.Units.ToString("#,##0.###", CultureInfo.InvariantCulture);

    private static string Whole(long number) => number.ToString("#,##0", CultureInfo.InvariantCulture);

    private static string Rest(int all) =>
        all > BulletinText.NamedMax ? $" and {all - BulletinText.NamedMax} more" : "";

    private static string Named(BulletinAlert alert)
    {
        var cause = alert.Standing.Alert;
        var (kind, particulars) = (AlertKinds.Names.Find(cause.Kind)?.En ?? cause.Kind, AlertWords.En(cause));
        return $"{alert.Unit.Shown}, {kind}{(particulars.Length > 0 ? $" ({particulars})" : "")}";
    }

    private static string Corrected(Correction correction)
    {
        var received = correction.Received.ToString("d MMM HH:mm", CultureInfo.InvariantCulture);
        var source = correction.Id.Source;
        var who = Entered.Of(correction.By is null ? source : $"{correction.By} ({source})");
        return correction.Reason is null
            ? $"{who} on {received}: entered late: {RecordWords.En(correction.Type)}"
            : $"{who} on {received}: taken back: {RecordWords.En(correction.Type)}: "
                + $"\"{Entered.Of(correction.Reason)}\"";
    }

    /// <summary>What the names of neighbours begin with is said once: publicity: letters 18,000, banners 350.</summary>
    private string List(ImmutableArray<Item> items, string head)
    {
        var text = new System.Text.StringBuilder();
        var said = head;
        foreach (var (item, left, isNext) in Cut(items))
        {
            var name = item.Indicator.En;
            if (isNext)
            {
                var key = item.Indicator.Key?.En ?? name;
                text.Append(", ").Append(key).Append(char.IsAsciiDigit(key[^1]) ? ": " : " ");
                text.Append(Number(item.Amount));
                text.Append(left > 0 ? $" and {left} more" : "");
                continue;
            }

            var start = StartOf(name);
            var isSame = said.Length > 0 && name.StartsWith(said, StringComparison.Ordinal);
            text.Append(text.Length == 0 ? "" : isSame || start.Length == 0 ? ", " : "; ");
            text.Append(isSame ? name[said.Length..] : Lower(name));
            said = start.Length > 0 ? start : head;
            text.Append(char.IsAsciiDigit(name[^1]) ? ": " : " ").Append(Number(item.Amount));
            text.Append(Measures.English(item.Indicator.Unit));
            if (!item.Parts.IsEmpty)
            {
                text.Append(" (").Append(Parts(item)).Append(')');
            }

            text.Append(left > 0 ? $" and {left} more" : "");
        }

        return text.ToString();
    }

    private string Parts(Item item)
    {
        // Parts repeat the whole's name: "Isolated at home, returnees: Wuhan" under "Isolated at home".
        foreach (var divider in new[] { ": ", ", " })
        {
            var head = item.Indicator.En + divider;
            if (item.Parts.All(part => part.Indicator.En.StartsWith(head, StringComparison.Ordinal)))
            {
                return List(item.Parts, head);
            }
        }

        return List(item.Parts, StartOf(item.Parts[0].Indicator.En));
    }

    private static string StartOf(string name) =>
        name.IndexOf(": ", StringComparison.Ordinal) is > 0 and var colon ? name[..(colon + 2)] : "";

    private static string Lower(string name) =>
        name.Length > 1 && char.IsLower(name[1]) ? char.ToLowerInvariant(name[0]) + name[1..] : name;
}
