using System.CommandLine;
using GridActors.Client;
using GridActors.CommandLine.Commands;
using GridActors.CommandLine.Hosting;
using GridActors.Core.Records;
using GridActors.Grains;
using GridActors.Journaling.Loop;
using GridActors.Journaling.Ports;
using GridActors.Journaling.Recounts;
using GridActors.Postgres;
using GridActors.Silo.Hosting;

namespace GridActors.Silo.Commands;

/// <summary>
/// <c>verify</c>: recounts every total from the journal, at one moment, and compares it with what is stored and with
/// what the running cluster serves.
/// </summary>
internal static class VerifyCommand
{
    /// <summary>A silo that starts is there within seconds; Orleans itself looks for one for three minutes.</summary>
    private static readonly TimeSpan ClusterPatience = TimeSpan.FromSeconds(20);

    public static Command Create()
    {
        var data = CommonOptions.Data(".");
        var settings = CommonOptions.Settings();
        var tallies = CommonOptions.Tallies();
        var wait = CommonOptions.Wait();
        var command = new Command(
            "verify", "Recounts every total of a running cluster at one moment; exit 1 if any differs.")
        {
            data, settings, tallies, wait,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var silo = SiloSettings.From(CommonOptions.Read(
                parsed.GetValue(data)!, parsed.GetValue(settings), parsed.GetValue(tallies)));
            try
            {
                return await RunAsync(silo, TimeSpan.FromSeconds(parsed.GetValue(wait)), cancellation);
            }
            catch (Exception failure) when (failure is InvalidOperationException or JournalUnavailableException)
            {
                // Not reached, not migrated, of another time zone: nothing is known of the totals, and it says why.
                throw new OptionsException(failure.Message);
            }
        });
        return command;
    }

    private static async Task<int> RunAsync(SiloSettings silo, TimeSpan wait, CancellationToken cancellation)
    {
        await using var journal = await PostgresJournal.OpenAsync(silo.Journal);
        using var client = Connect(silo, journal);
        await ReachAsync(client, silo.Cluster, cancellation);
        var progress = new Progress<long>(units =>
            Console.Error.WriteLine(FormattableString.Invariant($"{units:N0} units")));
        var ports = client.Services.GetRequiredService<UnitPorts>();
        var recount = new LiveRecount(
            async () => ports.On(await PostgresJournal.OpenMomentAsync(silo.Journal)), TimeProvider.System)
        {
            Patience = wait,
            AsksWhatIsServed = true,
        };
        var result = await recount.RunAsync(progress, cancellation);
        await client.StopAsync(CancellationToken.None);
        return RecountReport.Print(result);
    }

    private static async Task ReachAsync(IHost client, string cluster, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(ClusterPatience);
        try
        {
            await client.StartAsync(patience.Token);
        }
        catch (Exception failure) when (
            !cancellation.IsCancellationRequested
            && (failure is OrleansException || patience.IsCancellationRequested))
        {
            throw new OptionsException(
                $"no silo of the cluster '{cluster}' is reached: verify asks the running cluster what it serves");
        }
    }

    private static IHost Connect(SiloSettings silo, PostgresJournal journal) => new HostBuilder()
        .ConfigureLogging(logging => logging.SetMinimumLevel(LogLevel.Error))
        .UseOrleansClient(client => client.UseGridActors(silo.ConnectionString, silo.Cluster))
        .ConfigureServices(services => services
            .AddSingleton<IUnitStore>(journal)
            .AddSingleton<IUnitLog, UnitLog>()
            .AddSingleton(silo.Catalogue)
            .AddSingleton(new Calendar(silo.TimeZone))
            .AddGridActorsUnits(silo.Units, silo.Waiting))
        .Build();
}
