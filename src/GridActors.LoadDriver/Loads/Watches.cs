using System.Diagnostics;
using System.Text;
using GridActors.GrainInterfaces.Wire;
using GridActors.LoadDriver.Profiles;
using GridActors.LoadDriver.Trees;

namespace GridActors.LoadDriver.Loads;

/// <summary>Those who stand at the gates: they open them, and are relieved at once when a shift ends.</summary>
internal sealed class Watches(CountyTree tree, Delivery delivery, string run)
{
    private const int GatesAtOnce = 64;

    /// <summary>Opens every gate, with one worker on duty.</summary>
    /// <exception cref="HttpRequestException">A gate does not open.</exception>
    public Task OpenAsync(DateTimeOffset at, CancellationToken cancellation) => AtEveryGateAsync(
        async (unit, token) =>
        {
            var answers = await delivery.KeepAsync(
                unit,
                [Record(unit, 1, at, "checkpoint.open", "{}"), Record(unit, 2, at, "shift.signIn", Worker(0))],
                token);
            if (answers.Contains(RecordStatus.Refused))
            {
                throw new HttpRequestException($"{unit} does not open");
            }
        },
        cancellation);

    /// <summary>At each change of shifts the next worker signs in at every gate, the one before signs out.</summary>
    public async Task RelieveAsync(
        Profile profile, TimeSpan duration, Stopwatch run, CancellationToken stop, CancellationToken cancellation)
    {
        foreach (var (shift, part) in profile.ShiftChanges.Index())
        {
            var wait = (duration * part) - run.Elapsed;
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            if (stop.IsCancellationRequested)
            {
                return;
            }

            var at = DateTimeOffset.UtcNow;
            await AtEveryGateAsync(
                (unit, token) => delivery.KeepAsync(
                    unit,
                    [
                        Record(unit, 3 + (2 * shift), at, "shift.signIn", Worker(shift + 1)),
                        Record(unit, 4 + (2 * shift), at, "shift.signOut", Worker(shift)),
                    ],
                    token),
                cancellation);
        }
    }

    private string Worker(int shift) => $$"""{"worker":"{{run}}-{{shift}}"}""";

    private ReadOnlyMemory<byte> Record(string unit, int seq, DateTimeOffset at, string type, string data) =>
        Encoding.UTF8.GetBytes(
            $$"""
            {"source":"{{run}}","seq":{{seq}},"unit":"{{unit}}","at":"{{at:O}}","type":"{{type}}","data":{{data}}}
            """);

    private Task AtEveryGateAsync(Func<string, CancellationToken, Task> work, CancellationToken cancellation) =>
        Parallel.ForAsync(
            0, tree.Gates,
            new ParallelOptions { MaxDegreeOfParallelism = GatesAtOnce, CancellationToken = cancellation },
            async (gate, token) => await work(tree.Gate(gate), token));
}
