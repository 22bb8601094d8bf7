using System.ComponentModel;
using System.Text.Json;
using GridActors.Core.Bulletins;
using GridActors.Core.Households;
using GridActors.Core.Plans;
using GridActors.Core.Records;
using GridActors.Core.Totals;
using GridActors.Core.Units;
using GridActors.Gateway.Answers;
using GridActors.Gateway.OpenApi;
using GridActors.Gateway.Villages;
using GridActors.Journaling.Ports;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GridActors.Gateway.Plans;

/// <summary>How far a sweep 摸排 has come, village by village, and which households it has not reached.</summary>
internal static class CoverageRoutes
{
    public static void MapCoverage(this IEndpointRouteBuilder api)
    {
        api.MapRead("/units/{id}/coverage", GetAsync)
            .Describe("How far a round of the sweep has come, village by village, a page at a time", "getCoverage")
            .Answers<CoverageShape>().Fails(400, 404, 503);
        api.MapRead("/units/{id}/coverage/unreached", GetUnreachedAsync)
            .Describe("The households that a round of the sweep has not reached yet, a page at a time", "getUnreached")
            .Answers<UnreachedShape>().Fails(400, 404, 503);
    }

    private static async Task<IResult> GetAsync(
        string id,
        [Description("Which round; the latest without it.")] string? round,
        [Description("Only villages after this one: the next of the page before.")] string? after,
        [Description("Villages: 1 to 500; 100 without it.")] string? limit,
        IUnits units, IUnitDirectory directory, VillageWalk villages, PlansInForce plans, Calendar calendar,
        CancellationToken cancellation)
    {
        var (problem, asked) = await AskedAsync(id, round, after, limit, units, directory, cancellation);
        if (problem is not null)
        {
            return problem;
        }

        var (head, totals, _, page) = asked!;

        var standing = await plans.ReadAsync(head, cancellation);
        var number = asked.Round ?? RoundNow(standing.Sweeps, totals);
        var below = plans.Below(head, standing);
        var list = new List<(VillageCoverage Village, Sweep? Sweep)>();
        UnitId? next = null;
        if (UnitKindRules.IsArea(head.Kind))
        {
            var indicator = Coverage.IndicatorOf(number);
            await foreach (var village in villages.BelowAsync(head, page.After, cancellation))
            {
                if (list.Count == page.Limit)
                {
                    next = list[^1].Village.Unit.Id;
                    break;
                }

                var ofVillage = await below.AboveAsync(village.Head, cancellation); // no village starts a sweep
                list.Add((Coverage.Of(village, village.Totals.Running, indicator), ofVillage.SweepOf(number)));
            }
        }

        var sweep = standing.SweepOf(number);
        return new JsonAnswer(json => Write(json, head.Unit, number, sweep, totals, list, next, calendar));
    }

    private static async Task<IResult> GetUnreachedAsync(
        string id,
        [Description("Which round; the latest without it.")] string? round,
        [Description("Only what comes after this unit: the next of the page before.")] string? after,
        [Description("Households: 1 to 500; 100 without it. A page may be short and have a next all the same.")]
        string? limit,
        IUnits units, IUnitDirectory directory, UnreachedHouseholds unreached, PlansInForce plans,
        CancellationToken cancellation)
    {
        var (problem, asked) = await AskedAsync(id, round, after, limit, units, directory, cancellation);
        if (problem is not null)
        {
            return problem;
        }

        var (head, totals, _, page) = asked!;

        var number = asked.Round ?? RoundNow((await plans.ReadAsync(head, cancellation)).Sweeps, totals);
        var (households, next) = await unreached.PageAsync(head, number, page.After, page.Limit, cancellation);
        return new JsonAnswer(json =>
        {
            json.WriteStartObject();
            json.WriteString("unit", head.Unit.Value);
            json.WriteNumber("round", number);
            json.WriteStartArray("households");
            foreach (var household in households)
            {
                json.WriteStartObject();
                json.WriteString("unit", household.Unit.Value);
                json.WriteString("name", household.Name);
                json.WriteString("parent", household.Parent?.Value);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteString("next", next?.Value);
            json.WriteEndObject();
        });
    }

    /// <summary>What both routes are asked, or what is wrong with it.</summary>
    private static async Task<(IResult? Problem, Question? Asked)> AskedAsync(
        string id, string? round, string? after, string? limit, IUnits units, IUnitDirectory directory,
        CancellationToken cancellation)
    {
        if (!UnitId.TryParse(id, out var unit))
        {
            return (Problem.BadUnitId(), null);
        }

        if (!QueryValues.TryWhole(round, 0, 1, Surveys.RoundMax, out var number))
        {
            return (Problem.BadQuery(nameof(round), $"a whole number from 1 to {Surveys.RoundMax}"), null);
        }

        if (VillagePage.Read(after, limit, out var page) is { } problem)
        {
            return (problem, null);
        }

        return await directory.FindAsync(unit, cancellation) is { } head
            && await units.TotalsAsync(unit, cancellation) is { } subtree
            ? (null, new Question(head, subtree.Totals.Running, number > 0 ? (int)number : null, page))
            : (Problem.UnknownUnit(id), null);
    }

    /// <summary>The latest that was started; where nobody said so, the latest in which somebody was surveyed.</summary>
    private static int RoundNow(IReadOnlyList<Sweep> sweeps, Bucket totals) =>
        Math.Max(1, Math.Max(
            sweeps.Count > 0 ? sweeps.Max(sweep => sweep.Round) : 1,
            Coverage.RoundsIn(totals).Select(pair => pair.Round).LastOrDefault()));

    private static void Write(
        Utf8JsonWriter json, UnitId unit, int round, Sweep? sweep, Bucket totals,
        List<(VillageCoverage, Sweep?)> villages, UnitId? next, Calendar calendar)
    {
        var surveyed = Coverage.IndicatorOf(round) is { } indicator ? totals[indicator] : default;
        json.WriteStartObject();
        json.WriteString("unit", unit.Value);
        json.WriteNumber("round", round);
        json.WriteString("due", DueOf(sweep, calendar));
        json.WritePropertyName("surveyed");
        TotalsJson.WriteAmount(json, surveyed);
        json.WriteStartArray("villages");
        foreach (var (village, ofVillage) in villages)
        {
            json.WriteStartObject();
            json.WriteString("unit", village.Unit.Id.Value);
            json.WriteString("kind", UnitKindRules.NameOf(village.Unit.Kind));
            json.WriteString("name", village.Unit.Name);
            json.WriteNumber("households", village.Households);
            json.WriteNumber("surveyed", village.Surveyed);
            if (village.Share is { } share)
            {
                json.WriteNumber("share", share);
            }
            else
            {
                json.WriteNull("share");
            }

            json.WriteString("due", DueOf(ofVillage, calendar));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("next", next?.Value);
        json.WriteEndObject();
    }

    private static string? DueOf(Sweep? sweep, Calendar calendar) =>
        sweep?.Due is { } due ? Times.Iso(due.In(calendar), calendar) : null;

    /// <param name="Round">Null: the latest.</param>
    private sealed record Question(UnitHead Head, Bucket Totals, int? Round, VillagePage Page);
}
