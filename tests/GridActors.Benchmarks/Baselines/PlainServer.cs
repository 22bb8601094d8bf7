using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GridActors.Benchmarks.Baselines;

/// <summary>
/// A process of its own that takes the same requests the usual way: one endpoint that parses the JSON and, unless it
/// only parses, stores the record in plain SQLite under a lock around the one connection.
/// </summary>
internal static class PlainServer
{
    /// <param name="directory">Null: parse and answer, which no server of these requests can beat.</param>
    public static async Task RunAsync(string? directory)
    {
        using var plain = directory is null ? null : new PlainSqlite(directory);
        var turn = new Lock();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapPost("/api/records", (JsonElement record) =>
        {
            var (unit, source) = (Text(record, "unit"), Text(record, "source"));
            var (seq, at) = (record.GetProperty("seq").GetInt64(), Text(record, "at"));
            var data = record.GetProperty("data").GetRawText();
            if (plain is not null)
            {
                lock (turn)
                {
                    plain.Store(unit, source, seq, at, data);
                }
            }

            return TypedResults.Text($$"""{"source":"{{source}}","seq":{{seq}},"status":"accepted"}""", "application/json");
        });
        app.MapGet("/api/units/{id}/totals", () => TypedResults.Text("{}", "application/json"));
        await app.StartAsync();
        Console.WriteLine($"The baseline is ready: {app.Urls.First()}");
        await app.WaitForShutdownAsync();
    }

    private static string Text(JsonElement record, string name) => record.GetProperty(name).GetString()!;
}
