namespace GridActors.Benchmarks.Lines;

/// <summary>
/// All lines in turn, several rounds: what the machine does meanwhile falls on all of them. A line that cannot be
/// prepared here, or fails, is left out with its reason; the others go on.
/// </summary>
internal static class Rounds
{
    /// <returns>False when a line failed in a round: it lost its totals, or broke off.</returns>
    public static async Task<bool> RunAsync(IReadOnlyList<Line> lines, int rounds, TimeSpan duration, TimeSpan warmUp)
    {
        foreach (var line in lines)
        {
            Console.WriteLine($"warming up: {line.FullName}");
            await TryAsync(line, () => line.LoadAsync(warmUp));
        }

        var failedBefore = lines.Count(line => line.Failure is not null);
        for (var round = 1; round <= rounds; round++)
        {
            foreach (var line in lines.Where(line => line.Failure is null))
            {
                await TryAsync(line, async () =>
                {
                    var sample = await line.LoadAsync(duration);
                    line.Samples.Add(sample);
                    Console.WriteLine($"round {round}: {line.FullName}: {sample}");
                });
            }
        }

        return lines.Count(line => line.Failure is not null) == failedBefore;
    }

    private static async Task TryAsync(Line line, Func<Task> run)
    {
        try
        {
            await run();
            await line.CheckAsync();
        }
        catch (Exception failure)
        {
            line.Failure = failure.Message;
            Console.WriteLine($"left out: {line.FullName}: {failure.Message}");
        }
    }
}
