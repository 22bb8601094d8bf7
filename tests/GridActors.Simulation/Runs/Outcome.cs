using GridActors.Simulation.Properties;

namespace GridActors.Simulation.Runs;

/// <summary>What one seed came to.</summary>
/// <param name="Hash">Of everything that happened; two runs of one seed have the same.</param>
/// <param name="Types">Of which a record is in a journal at the end.</param>
/// <param name="Breaches">Passages of somebody under isolation orders.</param>
internal sealed record Outcome(
    ulong Seed, ulong Hash, Violation? Violation, long Steps, TimeSpan Simulated, long Records, long Entries, long Looks,
    IReadOnlyList<long> Faults, IReadOnlySet<string> Types, long Breaches)
{
    public static string CommandOf(ulong seed) => $"dotnet run --project tests/GridActors.Simulation -c Release -- --seed {seed}";

    public override string ToString() => Violation is null
        ? $"seed {Seed}: {Records} records, {Entries} entries, {Steps} steps, {Simulated.TotalHours:0.0} h, hash {Hash:x16}"
        : $"seed {Seed}: {Violation}\n  again: {CommandOf(Seed)} --trace";
}
