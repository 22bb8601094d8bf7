using GridActors.Core.Records;

namespace GridActors.Core.Units;

/// <summary>
/// Folds a unit's whole journal without the entries in <paramref name="without"/>, one entry at a time so that no
/// history need fit in memory. Asked to <paramref name="judge"/>, it also decides every later record again and names
/// those that would have been refused.
/// </summary>
public sealed class Refold(IReadOnlySet<long> without, bool judge, Calendar calendar)
{
    /// <summary>Naming a few is enough to act on.</summary>
    private const int DependentsMax = 5;

    private readonly List<RecordId> _dependents = [];

    public UnitImage Image { get; } = new();

    public IReadOnlyList<RecordId> Dependents => _dependents;

    public void Add(Entry entry)
    {
        Image.Advance(entry);
        if (entry.Outcome is { Voids: not null } outcome)
        {
            // Its target is left out of this fold already; only the mark remains.
            Image.MarkVoid(outcome);
        }
        else if (!without.Contains(entry.Version))
        {
            if (judge && _dependents.Count < DependentsMax && Refuses(entry))
            {
                _dependents.Add(entry.Record.Id);
                return;
            }

            Image.ReplayStanding(entry, calendar);
        }

        Image.Settle();
    }

    private bool Refuses(Entry entry)
    {
        if (entry.Record.Type is MessageType message)
        {
            // Taken is taken: the sender was told so, and has it no more.
            return entry.Outcome?.Returned is null && message.WhyReturned(Image.State) is not null;
        }

        if (entry.Record.Type.IsSystem)
        {
            return false;
        }

        var facts = new Facts(entry.Received, calendar, TimeSpan.MaxValue) { IsReplay = true };
        return UnitDecider.DecideNew(Image.State, entry.Record, facts).Refusal is not null;
    }
}
