using Xunit.Abstractions;

namespace GridActors.Standalone.Tests.Kills;

/// <summary>
/// A row of the list of faults: how long it is kept up (tests/faults.sh runs the full length, the suite a shorter one),
/// and where its result is written down.
/// </summary>
internal static class FaultRow
{
    /// <summary>For what a system does by itself. Long, because it may share its machine with many others.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(180);

    private static readonly Lock Writing = new();

    private static bool IsFull => Environment.GetEnvironmentVariable("GRIDACTORS_FAULTS") == "full";

    public static TimeSpan Length(int shortSeconds, int fullSeconds) =>
        TimeSpan.FromSeconds(IsFull ? fullSeconds : shortSeconds);

    /// <summary>Called when all has been judged: a row that is written down has passed.</summary>
    /// <param name="row">Number in the list, first; several where one run judges them together.</param>
    /// <param name="host">What it was done to.</param>
    public static void Passed(ITestOutputHelper output, string row, string host, string done, string measured)
    {
        var line = $"| {row} | {host} | {done} | {measured} |";
        output.WriteLine(line);
        if (Environment.GetEnvironmentVariable("GRIDACTORS_FAULT_TABLE") is { Length: > 0 } table)
        {
            lock (Writing)
            {
                File.AppendAllText(table, line + "\n");
            }
        }
    }
}
