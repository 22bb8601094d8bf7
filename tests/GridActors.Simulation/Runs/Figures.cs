using System.Text;
using GridActors.Simulation.Counties;
using GridActors.Simulation.Faults;

namespace GridActors.Simulation.Runs;

/// <summary>What many seeds add up to.</summary>
internal sealed class Figures(ulong first)
{
    private readonly long[] _faults = new long[Enum.GetValues<FaultKind>().Length];
    private readonly List<Outcome> _failed = [];
    private readonly Lock _gate = new();

    public long Seeds { get; private set; }

    public long Steps { get; private set; }

    public long Records { get; private set; }

    public long Entries { get; private set; }

    public long Looks { get; private set; }

    public long Breaches { get; private set; }

    public TimeSpan Simulated { get; private set; }

    public TimeSpan Took { get; set; }

    /// <summary>Types of which at least one record is in a journal.</summary>
    public HashSet<string> Types { get; } = [];

    public long Of(FaultKind kind) => _faults[(int)kind];

    public IReadOnlyList<Outcome> Failed => _failed;

    /// <summary>False when the seed failed.</summary>
    public bool Add(Outcome outcome)
    {
        lock (_gate)
        {
            Seeds++;
            Steps += outcome.Steps;
            Records += outcome.Records;
            Entries += outcome.Entries;
            Looks += outcome.Looks;
            Breaches += outcome.Breaches;
            Simulated += outcome.Simulated;
            Types.UnionWith(outcome.Types);
            for (var kind = 0; kind < _faults.Length; kind++)
            {
                _faults[kind] += outcome.Faults[kind];
            }

            if (outcome.Violation is not null)
            {
                _failed.Add(outcome);
            }

            return outcome.Violation is null;
        }
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        text.AppendLine($"{Seeds:N0} seeds from {first} in {Took.TotalSeconds:N1} s, {Seeds / Took.TotalSeconds:N0} a second");
        text.AppendLine($"  {Simulated.TotalHours:N0} h simulated, {Steps:N0} steps, {Records:N0} records, {Entries:N0} entries");
        text.AppendLine($"  properties looked at {Looks:N0} times");
        var missing = Makers.Written.Except(Types).Order().ToList();
        text.AppendLine(
            $"  {Types.Count} record types in the journals{(missing.Count == 0 ? ", all" : $"; none of: {string.Join(", ", missing)}")}");
        foreach (var kind in Enum.GetValues<FaultKind>())
        {
            text.AppendLine($"  {_faults[(int)kind],12:N0}  {kind}");
        }

        foreach (var property in _failed.GroupBy(outcome => outcome.Violation!.Property))
        {
            text.AppendLine($"  {property.Key.Name}: {property.Count()} seeds, {string.Join(' ', property.Take(8).Select(it => it.Seed))}");
        }

        return text.Append($"{_failed.Count} failed").ToString();
    }
}
