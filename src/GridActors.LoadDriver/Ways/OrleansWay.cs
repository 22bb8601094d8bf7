using GridActors.Client;
using GridActors.GrainInterfaces.Units;
using GridActors.GrainInterfaces.Wire;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GridActors.LoadDriver.Ways;

/// <summary>Grain calls of a client, as an app of one's own would make them.</summary>
internal sealed class OrleansWay : IWay
{
    private readonly IHost _host;
    private readonly IGrainFactory _grains;

    private OrleansWay(IHost host) => (_host, _grains) = (host, host.Services.GetRequiredService<IGrainFactory>());

    public static async Task<OrleansWay> ConnectAsync(string database, string cluster, CancellationToken cancellation)
    {
        var host = new HostBuilder()
            .ConfigureLogging(logging => logging.AddFilter(null, LogLevel.Error))
            .UseOrleansClient(client => client.UseGridActors(database, cluster))
            .Build();
        await host.StartAsync(cancellation);
        return new OrleansWay(host);
    }

    public async Task<IReadOnlyList<RecordStatus>> PostAsync(
        string unit, IReadOnlyList<ReadOnlyMemory<byte>> records, CancellationToken cancellation)
    {
        try
        {
            var results = await _grains.GetGrain<ICheckpointGrain>(unit)
                .PostAsync(new RecordEnvelope(records)).WaitAsync(cancellation);
            return Array.ConvertAll(results, result => result.Status);
        }
        catch (Exception) when (!cancellation.IsCancellationRequested)
        {
            // A silo that is gone, a call that took too long: nothing is known of these records.
            return HttpWay.Unanswered(records.Count);
        }
    }

    public async Task<TotalsSeen?> TotalsAsync(string unit, CancellationToken cancellation)
    {
        try
        {
            var totals = await _grains.GetGrain<IAreaGrain>(unit).GetTotalsAsync().WaitAsync(cancellation);
            return totals is null
                ? null
                : TotalsSeen.Of(
                    Of(totals.Running).ToDictionary(), totals.Days.SelectMany(day => Of(day.Counts)));
        }
        catch (Exception) when (!cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    private static IEnumerable<KeyValuePair<string, decimal>> Of(Figures figures) =>
        figures.Flows.Concat(figures.Levels);
}
