using GridActors.Client;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GridActors.Cluster.Tests.Faults;

/// <summary>A client of the cluster's grains, as a county's own program is one.</summary>
internal static class ClusterClient
{
    public static async Task<IHost> ConnectAsync(string database)
    {
        var client = new HostBuilder()
            .ConfigureLogging(logging => logging.SetMinimumLevel(LogLevel.Error))
            .UseOrleansClient(orleans => orleans.UseGridActors(database))
            .Build();
        await client.StartAsync();
        return client;
    }
}
