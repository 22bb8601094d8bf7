using System.Diagnostics;
using GridActors.GrainInterfaces.Units;
using GridActors.GrainInterfaces.Wire;

namespace GridActors.Cluster.Benchmarks.Loads;

/// <summary>Sends the same records until all are kept, as a device does: what has no answer is not known to be lost.</summary>
internal static class Posting
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <exception cref="InvalidOperationException">One is refused, or was kept before although it was not sent.</exception>
    public static async Task KeepAsync(IUnitGrain unit, ReadOnlyMemory<byte>[] records)
    {
        var watch = Stopwatch.StartNew();
        for (var isAgain = false; ; isAgain = true)
        {
            if (await TryAsync(unit, records) is { } results && results.All(result => result.Status is not RecordStatus.Unavailable))
            {
                foreach (var result in results)
                {
                    if (result.Status != RecordStatus.Accepted && !(isAgain && result.Status == RecordStatus.Duplicate))
                    {
                        throw new InvalidOperationException($"{result} instead of accepted");
                    }
                }

                return;
            }

            if (watch.Elapsed > Patience)
            {
                throw new InvalidOperationException("no answer");
            }

            await Task.Delay(Pause);
        }
    }

    /// <returns>Null when no answer came.</returns>
    private static async Task<RecordResult[]?> TryAsync(IUnitGrain unit, ReadOnlyMemory<byte>[] records)
    {
        try
        {
            return await unit.PostAsync(new RecordEnvelope(records));
        }
        catch (Exception failure) when (failure is TimeoutException or Orleans.Runtime.OrleansException)
        {
            return null;
        }
    }
}
