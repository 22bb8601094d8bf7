using System.Data.Common;
using Orleans.Configuration;

namespace GridActors.Client;

/// <summary>How an app of one's own reaches a cluster.</summary>
public static class ClientBuilderExtensions
{
    private const string Schema = "orleans";

    /// <summary>
    /// A silo that is told to stop takes no more calls, and answers that it still owes a client can be lost with it.
    /// With Orleans' own minute a client goes on calling a silo that has gone, and each such call fails only after its
    /// whole time.
    /// </summary>
    private static readonly TimeSpan SilosKnownFor = TimeSpan.FromSeconds(3);

    /// <summary>Longer than silos wait for one another (16 s): a client hears what became of its call.</summary>
    private static readonly TimeSpan AnswerPatience = TimeSpan.FromSeconds(20);

    /// <summary>
    /// Finds the cluster's silos in its database, as they find one another, and keeps to those that are up.
    /// </summary>
    /// <param name="database">
    /// Connection string of the cluster's PostgreSQL database, as the silos have it. The client's user only needs to
    /// read the schema <c>orleans</c>.
    /// </param>
    /// <param name="cluster"><c>Cluster:Id</c> of the silos.</param>
    public static IClientBuilder UseGridActors(
        this IClientBuilder client, string database, string cluster = ClusterIds.Default) => client
        .Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (cluster, ClusterIds.Service))
        .Configure<GatewayOptions>(options => options.GatewayListRefreshPeriod = SilosKnownFor)
        .Configure<ClientMessagingOptions>(options => options.ResponseTimeout = AnswerPatience)
        .UseAdoNetClustering(options =>
        {
            options.Invariant = "Npgsql";
            options.ConnectionString = new DbConnectionStringBuilder
            {
                ConnectionString = database,
                ["Search Path"] = Schema,
            }.ConnectionString;
        });
}
