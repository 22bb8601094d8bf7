using System.Net;
using System.Text.Json;
using GridActors.Core.Records;
using GridActors.Gateway;
using GridActors.Gateway.Health;
using GridActors.Journaling.Ports;
using GridActors.Journaling.Tasks;
using GridActors.Journaling.Traces;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GridActors.Standalone.Tests.Scenarios;

/// <summary>The gateway in front of a scenario, to read what an office would read.</summary>
internal sealed class ScenarioGateway : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _http;

    private ScenarioGateway(WebApplication app) => (_app, _http) = (
        app,
        new HttpClient
        {
            BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()),
        });

    public static async Task<ScenarioGateway> StartAsync(ScenarioSystem system, TimeProvider time)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0").UseGatewayKestrel();
        builder.Services
            .AddSingleton<IUnits>(system.Units)
            .AddSingleton<IJournal>(system.Store)
            .AddSingleton<IUnitDirectory>(system.Store)
            .AddSingleton<ILateEntries>(system.Store)
            .AddSingleton<IAlerts>(system.Store)
            .AddSingleton(new UnitTasks(system.Units.Ports))
            .AddSingleton(new UnitStates(system.Units.Ports))
            .AddSingleton(new TraceSearch(system.Units.Ports))
            .AddSingleton<IUnitImport>(system.Import)
            .AddSingleton(Catalogue.Standard)
            .AddSingleton(system.Calendar)
            .AddSingleton(time)
            .AddGridActorsGateway();
        var app = builder.Build();
        app.MapGridActors();
        app.Services.GetRequiredService<Readiness>().IsReady = true;
        await app.StartAsync();
        return new ScenarioGateway(app);
    }

    public async Task<BulletinRead> BulletinAsync(string unit, string day)
    {
        var address = $"api/units/{unit}/bulletin?day={day}";
        return new BulletinRead(
            JsonDocument.Parse(await ReadAsync($"{address}&format=json")).RootElement,
            await ReadAsync(address), await ReadAsync($"{address}&lang=en"), await ReadAsync($"{address}&format=csv"));
    }

    public async Task<JsonElement> JsonAsync(string path) => JsonDocument.Parse(await ReadAsync(path)).RootElement;

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
    }

    private async Task<string> ReadAsync(string path)
    {
        using var answer = await _http.GetAsync(path);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path}: {text}");
        return text;
    }
}

/// <summary>One bulletin in its four forms.</summary>
internal sealed record BulletinRead(JsonElement Json, string Chinese, string English, string Rows)
{
    /// <summary>What the unit's figure comes to at the end of the day; 0 where the bulletin names none.</summary>
    public decimal Total(string code) => Json.GetProperty("topics").EnumerateArray()
        .SelectMany(topic => topic.GetProperty("figures").EnumerateArray())
        .Where(figure => figure.GetProperty("code").GetString() == code)
        .Select(figure => figure.TryGetProperty("level", out var level) ? level : figure.GetProperty("running"))
        .Select(value => value.GetDecimal()).SingleOrDefault();

    /// <summary>Both texts say it, and so do the figures and the rows.</summary>
    public void States(string code, decimal value, string chinese, string english)
    {
        Assert.Equal(value, Total(code));
        Assert.Contains(chinese, Chinese);
        Assert.Contains(english, English);
        var row = Rows.Split("\r\n").First(row => row.Contains($",{code},", StringComparison.Ordinal)).Split(',');
        Assert.Contains(value.ToString(System.Globalization.CultureInfo.InvariantCulture), row[^2..]);
    }
}
