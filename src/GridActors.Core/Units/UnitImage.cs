using GridActors.Core.Alerts;
using GridActors.Core.Records;
using GridActors.Core.Totals;

namespace GridActors.Core.Units;

/// <summary>
/// A unit in memory: the fold of its journal up to <see cref="Version"/>. Changed only by the entries of its journal,
/// in their order; when an append fails it is thrown away and folded anew, never patched.
/// </summary>
public sealed class UnitImage
{
    private Contributions? _pending; // of a batch; a unit waits longer for the next than it works on one

    public UnitImage()
        : this(0, UnitState.Unregistered, DailyTotals.Zero, new SeenRecords())
    {
    }

    internal UnitImage(long version, UnitState state, DailyTotals totals, SeenRecords seen) =>
        (Version, State, Totals, Seen) = (version, state, totals, seen);

    public long Version { get; private set; }

    public UnitState State { get; private set; }

    /// <summary>The unit's own totals; complete after <see cref="Settle"/>.</summary>
    public DailyTotals Totals { get; private set; }

    internal SeenRecords Seen { get; }

    public bool HasSeen(RecordId id) => Seen.Contains(id);

    /// <summary>
    /// Applies an entry that was just decided. Its contributions are gathered; call <see cref="Settle"/> after the
    /// batch.
    /// </summary>
    public void Apply(Entry entry, VoidedFact? voided, Calendar calendar)
    {
        Advance(entry);
        ReplayStanding(entry, calendar);
        if (voided?.Without is { } without)
        {
            State = RecordVoidType.Mark(without.State, entry.Outcome!);
        }
    }

    /// <summary>
    /// Applies an entry read back from the journal. False, with nothing changed, when it voids an entry that later
    /// state depends on: then the unit must be folded from its beginning, without that entry.
    /// </summary>
    public bool TryReplay(Entry entry, Calendar calendar)
    {
        if (entry.Outcome is { Refold: true })
        {
            return false;
        }

        Apply(entry, null, calendar);
        return true;
    }

    /// <summary>
    /// Adds the gathered contributions to <see cref="Totals"/>; once a batch, because it copies buckets.
    /// </summary>
    public void Settle()
    {
        if (_pending is { } gathered)
        {
            Totals = Totals.Plus(gathered);
            _pending = null;
        }
    }

    /// <summary>
    /// Takes an entry into account that does not count: its identity stays used, its version stays taken.
    /// </summary>
    internal void Advance(Entry entry)
    {
        if (entry.Version != Version + 1)
        {
            throw new InvalidOperationException(
                $"Entry {entry.Version} of {entry.Record.Unit} cannot follow version {Version}.");
        }

        Version = entry.Version;
        entry.Record.Arrival = entry.Version;
        if (entry.Record.Id.Source != RecordReader.SystemSource)
        {
            Seen.Add(entry.Record.Id);
        }
    }

    internal void MarkVoid(Outcome outcome) => State = RecordVoidType.Mark(State, outcome);

    internal void ReplayStanding(Entry entry, Calendar calendar)
    {
        var gathered = _pending ??= new Contributions();
        State = entry.Record.Type.Evolve(State, entry, gathered, calendar);
        if (gathered.TakeAlerts() is { Count: > 0 } changes)
        {
            var alerts = State.GetToChange<AlertBook>(gathered, calendar);
            State = State.With(alerts.With(changes, gathered, calendar));
        }
    }
}
