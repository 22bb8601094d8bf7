using System.ComponentModel;
using System.Text.Json;
using GridActors.Core.Records;
using GridActors.Core.Units;
using GridActors.Gateway.Answers;
using GridActors.Gateway.OpenApi;
using GridActors.Gateway.Units;
using GridActors.Journaling.Ports;
using GridActors.Journaling.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GridActors.Gateway.Tasks;

/// <summary>What is to be done at a unit and all below it.</summary>
internal static class TaskRoutes
{
    public static void MapTasks(this IEndpointRouteBuilder api) =>
        api.MapRead("/units/{id}/tasks", GetAsync)
            .Describe(
                "What is to be done at a unit and all below it, unit by unit, a page at a time; with the first page "
                + "what sweeps and quotas ask of the first 200 villages and the areas they stand in", "getTasks")
            .Answers<TasksShape>().Fails(400, 404, 503);

    private static async Task<IResult> GetAsync(
        string id,
        [Description("When, with its offset; now without it. Not before now.")] string? at,
        [Description("Only units after this one: the next of the page before.")] string? after,
        [Description("Units, each with all its tasks: 1 to 1000; 100 without it.")] string? limit,
        UnitTasks tasks, PlanTasks plans, IUnitDirectory directory, UnitNames names, Calendar calendar, FieldTime time,
        CancellationToken cancellation)
    {
        if (!UnitId.TryParse(id, out var unit))
        {
            return Problem.BadUnitId();
        }

        if (!QueryValues.TryInstant(at, time.Now, out var instant))
        {
            return Problem.BadQuery(nameof(at), QueryValues.Instant);
        }

        UnitId? last = null;
        if (after is not null)
        {
            if (!UnitId.TryParse(after, out var place))
            {
                return Problem.BadQuery(nameof(after), "the next of another page");
            }

            last = place;
        }

        if (!QueryValues.TryWhole(limit, GatewayLimits.TaskPageDefault, 1, GatewayLimits.TaskPageMax, out var count))
        {
            return Problem.BadQuery(nameof(limit), $"a whole number from 1 to {GatewayLimits.TaskPageMax}");
        }

        if (await directory.FindAsync(unit, cancellation) is not { } head)
        {
            return Problem.UnknownUnit(id);
        }

        var page = await tasks.ListAsync(unit, instant, last, (int)count, cancellation);
        if (last is null)
        {
            // What follows from plans comes with the first page; each later one is of units that wait for something.
            page = page with { Tasks = [.. await plans.ListAsync(head, instant, cancellation), .. page.Tasks] };
        }

        var called = await names.OfAsync(page.Tasks.Select(task => task.Unit), cancellation);
        return new JsonAnswer(json => Write(json, unit, instant, page, called, calendar));
    }

    private static void Write(
        Utf8JsonWriter json, UnitId unit, DateTimeOffset at, TaskPage page, Dictionary<UnitId, UnitHead> names,
        Calendar calendar)
    {
        json.WriteStartObject();
        json.WriteString("unit", unit.Value);
        json.WriteString("at", Times.Iso(at, calendar));
        json.WriteStartArray("tasks");
        foreach (var (of, task) in page.Tasks)
        {
            json.WriteStartObject();
            json.WriteString("unit", of.Value);
            json.WriteString("kind", task.Kind);
            json.WriteString("subject", task.Subject);
            json.WriteString("text", task.Text);
            json.WriteString("from", Times.Iso(task.From, calendar));
            json.WriteString("due", Times.Iso(task.Due, calendar));
            UnitNames.Write(json, of, names);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("next", page.Next?.Value);
        json.WriteEndObject();
    }
}
