using GridActors.Client;
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
        var connectionString = ClusterSchema.ConnectionString(settings.ConnectionString);
        return silo
            .Configure<ClusterOptions>(options =>
                (options.ClusterId, options.ServiceId) = (settings.Cluster, ClusterIds.Service))
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
}
