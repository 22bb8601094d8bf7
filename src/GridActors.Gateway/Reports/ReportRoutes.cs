using System.ComponentModel;
using System.Text.Json;
using GridActors.Core.Bulletins;
using GridActors.Core.Records;
using GridActors.Core.Totals;
using GridActors.Core.Units;
using GridActors.Gateway.Answers;
using GridActors.Gateway.OpenApi;
using GridActors.Gateway.Villages;
using GridActors.Journaling.Ports;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GridActors.Gateway.Reports;

/// <summary>Who has reported a day, what was reported, and what has changed since.</summary>
internal static class ReportRoutes
{
    public static void MapReports(this IEndpointRouteBuilder api) =>
        api.MapRead("/units/{id}/reports", GetAsync)
            .Describe(
                "The villages' reports of a day as submitted, those missing, and what has changed since; of a village "
                + "itself the corrections one by one", "getReports")
            .Answers<ReportsShape>().Fails(400, 404, 503);

    private static async Task<IResult> GetAsync(
        string id,
        [Description("Not after today; today without it.")] string? day,
        [Description("Only villages after this one: the next of the page before.")] string? after,
        [Description("Villages: 1 to 500; 100 without it.")] string? limit,
        IUnitDirectory directory, VillageWalk villages, VillageReports reports, Calendar calendar, FieldTime time,
        CancellationToken cancellation)
    {
        if (!UnitId.TryParse(id, out var unit))
        {
            return Problem.BadUnitId();
        }

        if (!QueryValues.TryDayUntil(calendar.DayOf(time.Now), day, out var date))
        {
            return Problem.BadQuery(nameof(day), QueryValues.DayUntilToday);
        }

        if (VillagePage.Read(after, limit, out var page) is { } problem)
        {
            return problem;
        }

        if (await directory.FindAsync(unit, cancellation) is not { } head)
        {
            return Problem.UnknownUnit(id);
        }

        var list = new List<(VillageReport Report, VillageCorrections? Corrections)>();
        UnitId? next = null;
        if (UnitKindRules.IsArea(head.Kind))
        {
            await foreach (var village in villages.BelowAsync(head, page.After, cancellation))
            {
                if (village.Head.Kind != UnitKind.Village)
                {
                    continue;
                }

                if (list.Count == page.Limit)
                {
                    next = list[^1].Report.Village.Head.Unit;
                    break;
                }

                var report = await reports.ReadAsync(village, date, cancellation);
                var corrections = report.Entry is not null && head.Kind == UnitKind.Village
                    ? await reports.CorrectionsAsync(report, date, cancellation)
                    : null;
                list.Add((report, corrections));
            }
        }

        return new JsonAnswer(json => Write(json, unit, date, list, next, calendar));
    }

    private static void Write(
        Utf8JsonWriter json, UnitId unit, DateOnly day, List<(VillageReport, VillageCorrections?)> list, UnitId? next,
        Calendar calendar)
    {
        json.WriteStartObject();
        json.WriteString("unit", unit.Value);
        json.WriteString("day", QueryValues.Of(day));
        json.WriteStartArray("reports");
        foreach (var (report, corrections) in list)
        {
            json.WriteStartObject();
            json.WriteString("unit", report.Village.Head.Unit.Value);
            json.WriteString("name", report.Village.Head.Name);
            json.WriteString("state", report.Entry is not null ? "in" : report.Owes ? "missing" : "notDue");
            if (report is { Entry: { } entry, Submitted: { } submitted })
            {
                json.WriteString("submitted", Times.Iso(entry.Record.At, calendar));
                json.WriteString("by", entry.Record.By);
                json.WriteString("source", entry.Record.Id.Source);
                json.WriteString("remarks", report.Remarks);
                json.WriteNumber("version", submitted.Version);
                json.WritePropertyName("counts");
                TotalsJson.WriteBucket(json, submitted.Counts);
                json.WritePropertyName("levels");
                TotalsJson.WriteBucket(json, submitted.Levels);
                BulletinJson.WriteCorrections(json, corrections ?? new VillageCorrections(
                    new BulletinUnit(report.Village.Head.Unit, UnitKind.Village, report.Village.Head.Name),
                    entry.Record.At, report.Changed, Corrections: null, IsCut: false));
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("next", next?.Value);
        json.WriteEndObject();
    }
}
