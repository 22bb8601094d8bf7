using GridActors.Gateway.Access;
using GridActors.Gateway.Alerts;
using GridActors.Gateway.Answers;
using GridActors.Gateway.Bulletins;
using GridActors.Gateway.Health;
using GridActors.Gateway.History;
using GridActors.Gateway.Indicators;
using GridActors.Gateway.Live;
using GridActors.Gateway.OpenApi;
using GridActors.Gateway.Plans;
using GridActors.Gateway.Records;
using GridActors.Gateway.Reports;
using GridActors.Gateway.Tasks;
using GridActors.Gateway.Totals;
using GridActors.Gateway.Units;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace GridActors.Gateway;

public static class GatewayRoutes
{
    /// <summary>The whole public interface over HTTP: records.md's routes, the dashboard, OpenAPI.</summary>
    public static WebApplication MapGridActors(this WebApplication app)
    {
        app.UseProblems();
        app.UseRouting();
        app.UseAccessTokens();

        app.MapDashboard();
        app.MapHealth();
        app.MapGatewayOpenApi();

        var api = app.MapGroup("/api").RequireAccess();
        api.MapRecords();
        api.MapUnits();
        api.MapUnitImport();
        api.MapTotals();
        api.MapChildren();
        api.MapSeries();
        api.MapHistory();
        api.MapAlerts();
        api.MapTasks();
        api.MapBulletin();
        api.MapReports();
        api.MapCoverage();
        api.MapQuotas();
        api.MapLive();
        api.MapIndicators();
        return app;
    }

    /// <summary>
    /// A route that only reads. HEAD is answered like GET, without the body.
    /// </summary>
    internal static RouteHandlerBuilder MapRead(this IEndpointRouteBuilder routes, string pattern, Delegate handler) =>
        routes.MapMethods(pattern, ReadMethods, handler);

    private static readonly string[] ReadMethods = ["GET", "HEAD"];
}
