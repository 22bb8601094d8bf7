using System.Text.Json;
using GridActors.Standalone.Tests.Kills;

namespace GridActors.Cluster.Tests.Faults;

/// <summary>
/// Reads one area again and again, at every silo, as its dashboards do: whatever happens to reports on their way up, no
/// silo may ever answer less than it answered before. Only where a silo is lost, and the area with it, may its successor
/// lag until it has healed; after that it must not have lost anything either.
/// </summary>
internal sealed class TotalsWatch(string unit, Func<IReadOnlyList<string>> addresses, string? token)
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(200);

    /// <summary>Until the others agree that a silo is gone, and 30 s for healing.</summary>
    private static readonly TimeSpan Healing = TimeSpan.FromSeconds(60);

    private readonly Dictionary<string, (long Version, decimal People)> _seen = [];
    private readonly HashSet<string> _gone = [];
    private DateTime _healedAt = DateTime.MinValue;

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
            Reads++;
            _gone.Remove(address);
            if (now.Version < before.Version || now.People < before.People)
            {
                if (DateTime.UtcNow < _healedAt)
                {
                    return;
                }

                StepsBack.Add($"{address} answered {unit} {before}, then {now}");
            }

            _seen[address] = now;
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException)
        {
            // Gone, cut off or stopped: it answers nothing, which is right.
            if (_gone.Add(address))
            {
                _healedAt = DateTime.UtcNow + Healing;
            }
        }
    }
}
