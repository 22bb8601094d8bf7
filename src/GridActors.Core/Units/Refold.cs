using GridActors.Core.Records;

namespace GridActors.Core.Units;

/// <summary>
/// Folds a unit's whole journal without the entries in <paramref name="without"/>, one entry at a time so that no
/// history need fit in memory. Asked to <paramref name="judge"/>, it also decides every later record again and names
/// those that would have been refused. One that is refused waits for those after it, as a device would send it again:
/// it may need what arrived later only because the record left out had arrived before.
/// </summary>
public sealed class Refold(IReadOnlySet<long> without, bool judge, Calendar calendar)
{
    /// <summary>Where so many wait for a record, they need that one; who can do without is not looked for.</summary>
    private const int WaitingMax = 200;

    private readonly List<Entry> _waiting = [];

    public UnitImage Image { get; } = new();

    /// <summary>
    /// False when a record that waited was replayed after its place: then the image serves to judge only. The unit
    /// goes on with the fold in the order of the journal, which is what every later load will see.
    /// </summary>
    public bool IsInOrder { get; private set; } = true;

    /// <summary>The first of them, in their order; complete after <see cref="Complete"/>.</summary>
    public IReadOnlyList<RecordId> Dependents => [.. _waiting.Select(entry => entry.Record.Id)];

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
            if (judge && _waiting.Count < WaitingMax && Refuses(entry))
            {
                _waiting.Add(entry);
                return;
            }

            Image.ReplayStanding(entry, calendar);
        }

        Image.Settle();
    }

    /// <summary>Call after the last entry: decides again what was refused on the way.</summary>
    public void Complete()
    {
        while (_waiting.Count is > 0 and < WaitingMax && _waiting.RemoveAll(TryReplay) > 0)
        {
        }

        Image.Settle();
    }

    private bool TryReplay(Entry entry)
    {
        if (Refuses(entry))
        {
            return false;
        }

        Image.ReplayStanding(entry, calendar);
        IsInOrder = false;
        return true;
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
