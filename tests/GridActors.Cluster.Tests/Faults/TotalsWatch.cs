using System.Text.Json;
using GridActors.Standalone.Tests.Kills;

namespace GridActors.Cluster.Tests.Faults;

/// <summary>
/// Reads one area again and again, at every silo, as its dashboards do: whatever happens to reports on their way up, no
/// silo may ever answer less than it answered before.
/// </summary>
internal sealed class TotalsWatch(string unit, Func<IReadOnlyList<string>> addresses, string? token)
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(200);

    private readonly Dictionary<string, (long Version, decimal People)> _seen = [];

    public int Reads { get; private set; }

    public List<string> StepsBack { get; } = [];

    public async Task RunAsync(CancellationToken stop)
    {
        using var http = LedgerCheck.Client(token, TimeSpan.FromSeconds(5));
        while (!stop.IsCancellationRequested)
        {
            foreach (var address in addresses())
            {
                await ReadAsync(http, address);
            }

            await Task.Delay(Pace, CancellationToken.None);
        }
    }

    private async Task ReadAsync(HttpClient http, string address)
    {
        try
        {
            using var answer = await http.GetAsync($"{address}/api/units/{unit}/totals");
            if (!answer.IsSuccessStatusCode)
            {
                return;
            }

            using var totals = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
            var flows = totals.RootElement.GetProperty("flows");
            var now = (
                Version: totals.RootElement.GetProperty("version").GetInt64(),
                People: flows.TryGetProperty("passages.people", out var people) ? people.GetDecimal() : 0);
            var before = _seen.GetValueOrDefault(address);
            if (now.Version < before.Version || now.People < before.People)
            {
                StepsBack.Add($"{address} answered {unit} {before}, then {now}");
            }

            _seen[address] = now;
            Reads++;
        }
        catch (HttpRequestException)
        {
            // Gone, or cut off: it answers nothing, which is right.
        }
        catch (TaskCanceledException)
        {
            // Stopped: likewise.
        }
    }
}
