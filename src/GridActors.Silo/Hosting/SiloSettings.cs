using System.Net;
using GridActors.Client;
using GridActors.CommandLine.Commands;
using GridActors.Core.Records;
using GridActors.Grains.Units;
using GridActors.Journaling.Loop;
using GridActors.Journaling.Ports;
using GridActors.Postgres;

namespace GridActors.Silo.Hosting;

/// <summary>One silo's place in its cluster; from the command line, the environment or a settings file.</summary>
internal sealed record SiloSettings
{
    /// <summary>Each is a connection of its own, and PostgreSQL has 100 of them unless told otherwise.</summary>
    private const int WritersMax = 64;

    /// <summary>Orleans looks for idle grains once a minute, and starts with no age that is as short.</summary>
    private const int IdleMinutesMin = 2;

    private const int IdleMinutesMax = 366 * 24 * 60;

    /// <summary>The one database of the cluster, in Npgsql's form.</summary>
    public required string ConnectionString { get; init; }

    /// <summary>The zone whose days count; fixed once the database is migrated.</summary>
    public required TimeZoneInfo TimeZone { get; init; }

    /// <summary>What can be recorded and counted; the same in every silo of a cluster.</summary>
    public required Catalogue Catalogue { get; init; }

    public required string Cluster { get; init; }

    /// <summary>Address under which the other silos and clients reach this one.</summary>
    public required IPAddress Address { get; init; }

    /// <summary>The address under which it is reached may be of a network that this machine does not see.</summary>
    public IPAddress ListensOn => IPAddress.IsLoopback(Address) ? Address : IPAddress.Any;

    public required int SiloPort { get; init; }

    public required int GatewayPort { get; init; }

    public required UnitOptions Units { get; init; }

    public required GrainUnitsOptions Waiting { get; init; }

    public required int Writers { get; init; }

    /// <summary>The secret of the index of traces, the same in every silo; null: the one in the database.</summary>
    public required byte[]? TracesKey { get; init; }

    /// <summary>A unit untouched for so long leaves memory.</summary>
    public required TimeSpan IdleAfter { get; init; }

    public PostgresJournalOptions Journal => new()
    {
        ConnectionString = ConnectionString,
        TimeZoneId = TimeZone.Id,
        Writers = Writers,
        TracesKey = TracesKey,
    };

    /// <summary>The database as the settings say.</summary>
    /// <exception cref="OptionsException">It is not there, or is not as this program needs it.</exception>
    public async Task<PostgresJournal> OpenJournalAsync()
    {
        try
        {
            return await PostgresJournal.OpenAsync(Journal);
        }
        catch (Exception failure) when (failure is InvalidOperationException or JournalUnavailableException)
        {
            // No connection string, not migrated, of a newer version, of another time zone, away: it says which.
            throw new OptionsException(failure.Message);
        }
    }

    /// <exception cref="OptionsException">A setting is missing or not what it should be.</exception>
    public static SiloSettings From(IConfiguration settings)
    {
        var read = Read(settings);
        return read.SiloPort != read.GatewayPort
            ? read
            : throw new OptionsException(
                $"Cluster:SiloPort and Cluster:GatewayPort are two ports, not both {read.SiloPort}");
    }

    // A setting that is there and empty is one that somebody's script did not fill in.
    private static SiloSettings Read(IConfiguration settings) => new()
    {
        ConnectionString = settings.GetConnectionString("GridActors") is { } database
            && !string.IsNullOrWhiteSpace(database)
                ? database
                : throw new OptionsException(
                    "say which database: --set ConnectionStrings:GridActors=…, or ConnectionStrings__GridActors "
                    + "in the environment"),
        TimeZone = settings.TimeZone(),
        Catalogue = settings.Catalogue(),
        Cluster = settings["Cluster:Id"] switch
        {
            null => ClusterIds.Default,
            var text when string.IsNullOrWhiteSpace(text) => throw new OptionsException("Cluster:Id is empty"),
            var text => text,
        },
        Address = settings["Cluster:Address"] switch
        {
            null => IPAddress.Loopback,
            var text when IPAddress.TryParse(text, out var address) => IsReached(address)
                ? address
                : throw new OptionsException(
                    $"Cluster:Address is where other silos reach this one; nobody is reached at {address}"),
            var text => throw new OptionsException($"Cluster:Address is an IP address, not '{text}'"),
        },
        SiloPort = settings.Whole("Cluster:SiloPort", 11111, max: IPEndPoint.MaxPort),
        GatewayPort = settings.Whole("Cluster:GatewayPort", 30000, max: IPEndPoint.MaxPort),
        Units = new UnitOptions { AcceptBack = settings.AcceptBack() },
        Waiting = new GrainUnitsOptions
        {
            WaitingRecordsMax = settings.Whole("Memory:WaitingRecordsMax", new GrainUnitsOptions().WaitingRecordsMax),
        },
        Writers = settings.Whole("Journal:Writers", 2, max: WritersMax),
        TracesKey = settings.TracesKey(),
        IdleAfter = TimeSpan.FromMinutes(
            settings.Whole("Memory:IdleMinutes", 15, IdleMinutesMin, IdleMinutesMax)),
    };

    private static bool IsReached(IPAddress address) =>
        !address.Equals(IPAddress.Any) && !address.Equals(IPAddress.IPv6Any) && !address.Equals(IPAddress.None);
}
