using System.ComponentModel;
using System.Text;
using GridActors.Core.Bulletins;
using GridActors.Core.Records;
using GridActors.Core.Units;
using GridActors.Gateway.Answers;
using GridActors.Gateway.OpenApi;
using GridActors.Journaling.Ports;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GridActors.Gateway.Bulletins;

/// <summary>A unit's day in words, as figures, or as rows.</summary>
internal static class BulletinRoutes
{
    private const string PlainText = "text/plain; charset=utf-8";
    private const string Rows = "text/csv; charset=utf-8";

    public static void MapBulletin(this IEndpointRouteBuilder api) =>
        api.MapRead("/units/{id}/bulletin", GetAsync)
            .Describe("The bulletin 通报 of a unit's day, as text, JSON or CSV", "getBulletin")
            .Answers<BulletinShape>("application/json", "text/plain", "text/csv").Fails(400, 404, 503);

    private static async Task<IResult> GetAsync(
        string id,
        [Description("Not after today; today without it.")] string? day,
        [Description("zh or en; zh without it.")] string? lang,
        [Description("text, json or csv; text without it.")] string? format,
        BulletinSource source, Calendar calendar, FieldTime time, CancellationToken cancellation)
    {
        if (!UnitId.TryParse(id, out var unit))
        {
            return Problem.BadUnitId();
        }

        var now = time.Now;
        if (!QueryValues.TryDayUntil(calendar.DayOf(now), day, out var date))
        {
            return Problem.BadQuery(nameof(day), QueryValues.DayUntilToday);
        }

        if (lang is not (null or "zh" or "en"))
        {
            return Problem.BadQuery(nameof(lang), "zh or en");
        }

        if (format is not (null or "text" or "json" or "csv"))
        {
            return Problem.BadQuery(nameof(format), "text, json or csv");
        }

        var words = lang == "en" ? Wording.English : Wording.Chinese;
        return await source.ReadAsync(unit, date, now, cancellation) is not { } bulletin
            ? Problem.UnknownUnit(id)
            : format switch
            {
                "json" => new JsonAnswer(json => BulletinJson.Write(json, bulletin, words)),
                "csv" => new TextAnswer(BulletinCsv.Write(bulletin, words), Rows),
                _ => new TextAnswer(BulletinText.Write(bulletin, words), PlainText),
            };
    }

    private sealed class TextAnswer(string text, string contentType) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) =>
            JsonAnswer.SendAsync(httpContext, Encoding.UTF8.GetBytes(text), contentType);
    }
}
