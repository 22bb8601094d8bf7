using GridActors.Grains.Upkeep;
using GridActors.Postgres;
using Orleans.Configuration;

namespace GridActors.Silo.Hosting;

/// <summary>Membership, reminders and grain storage in the cluster's database, in the schema of Orleans' own.</summary>
internal static class ClusterTables
{
    private const string Invariant = "Npgsql";

    public static ISiloBuilder UseClusterTables(this ISiloBuilder silo, SiloSettings settings)
    {
        var connectionString = ConnectionString(settings);
        return silo
            .Configure<ClusterOptions>(options => Name(options, settings))
            .UseAdoNetClustering(options =>
            {
                options.Invariant = Invariant;
                options.ConnectionString = connectionString;
            })
            .AddAdoNetGrainStorage(UpkeepStorage.Name, options =>
            {
                options.Invariant = Invariant;
                options.ConnectionString = connectionString;
            })
            .UseAdoNetReminderService(options =>
            {
                options.Invariant = Invariant;
                options.ConnectionString = connectionString;
            });
    }

    public static IClientBuilder UseClusterTables(this IClientBuilder client, SiloSettings settings) => client
        .Configure<ClusterOptions>(options => Name(options, settings))
        .UseAdoNetClustering(options =>
        {
            options.Invariant = Invariant;
            options.ConnectionString = ConnectionString(settings);
        });

    private static void Name(ClusterOptions options, SiloSettings settings) =>
        (options.ClusterId, options.ServiceId) = (settings.Cluster, "gridactors");

    private static string ConnectionString(SiloSettings settings) =>
        ClusterSchema.ConnectionString(settings.ConnectionString);
}
