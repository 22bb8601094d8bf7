using GridActors.Postgres;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;

namespace GridActors.Cluster.Tests.Faults;

/// <summary>A client of the cluster's grains, as a county's own program is one.</summary>
internal static class ClusterClient
{
    public static async Task<IHost> ConnectAsync(string database)
    {
        var client = new HostBuilder()
            .ConfigureLogging(logging => logging.SetMinimumLevel(LogLevel.Error))
            .UseOrleansClient(orleans => orleans
                .Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = ("gridactors", "gridactors"))
                .UseAdoNetClustering(options =>
                {
                    options.Invariant = "Npgsql";
                    options.ConnectionString = ClusterSchema.ConnectionString(database);
                }))
            .Build();
        await client.StartAsync();
        return client;
    }
}
