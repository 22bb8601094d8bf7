using System.Diagnostics;
using System.Globalization;
using GridActors.LoadDriver.Ledgers;
using GridActors.LoadDriver.Loads;
using Spectre.Console;

namespace GridActors.LoadDriver.Reports;

/// <summary>How the run goes while it goes: a line that changes on a terminal, else one every five seconds.</summary>
internal static class Progress
{
    private static readonly TimeSpan OnTerminal = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Elsewhere = TimeSpan.FromSeconds(5);

    /// <summary>Until cancelled.</summary>
    public static Task ShowAsync(
        Ledger ledger, Senders senders, Stopwatch run, CancellationToken cancellation) =>
        AnsiConsole.Profile.Capabilities.Interactive
            ? AnsiConsole.Status().StartAsync("...", status => TellAsync(
                OnTerminal, ledger, senders, run, line => status.Status(line), cancellation))
            : TellAsync(Elsewhere, ledger, senders, run, Console.WriteLine, cancellation);

    private static async Task TellAsync(
        TimeSpan pace, Ledger ledger, Senders senders, Stopwatch run, Action<string> tell,
        CancellationToken cancellation)
    {
        try
        {
            for (var (last, at) = (0L, run.Elapsed); ; )
            {
                await Task.Delay(pace, cancellation);
                var (acknowledged, now) = (ledger.Acknowledged, run.Elapsed);
                tell(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{now.TotalSeconds:N0} s: {(acknowledged - last) / (now - at).TotalSeconds:N0} records/s, "
                    + $"{acknowledged:N0} acknowledged, {senders.UnderWay} calls under way, "
                    + $"{ledger.Retries:N0} sent again"));
                (last, at) = (acknowledged, now);
            }
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }
    }
}
