using GridActors.Core.Records;
using GridActors.Core.Totals;
using GridActors.Core.Units;
using GridActors.Journaling.Ports;

namespace GridActors.Simulation.Properties;

/// <summary>A unit as its raw journal says: folded entry by entry, without snapshots, at every version it ever had.</summary>
internal sealed class UnitTruth
{
    private readonly List<DailyTotals> _totals = [DailyTotals.Zero];
    private readonly Dictionary<RecordId, Entry> _byId = [];
    private readonly HashSet<long> _voided = [];

    public List<Entry> Entries { get; } = [];

    public UnitImage Image { get; private set; } = new();

    public long Version => Entries.Count;

    public Registration Registration => Image.State.Registration;

    /// <summary>Parents that it left, with the version that it left with.</summary>
    public Dictionary<UnitId, long> Left { get; } = [];

    public UnitId? Parent => Registration is { Exists: true, Parent: { } parent } ? UnitId.Parse(parent) : null;

    public DailyTotals? TotalsAt(long version) => version < _totals.Count ? _totals[(int)version] : null;

    public Entry? Find(RecordId id) => _byId.GetValueOrDefault(id);

    public bool IsVoided(Entry entry) => _voided.Contains(entry.Version);

    /// <summary>False when its identity is there already.</summary>
    public bool Add(Entry entry, Calendar calendar)
    {
        Entries.Add(entry);
        if (entry.Outcome is { Voids: { } target })
        {
            _voided.Add(target);
        }

        if (Image.TryReplay(entry, calendar))
        {
            Image.Settle();
        }
        else
        {
            var refold = new Refold(_voided, judge: false, calendar);
            Entries.ForEach(refold.Add);
            Image = refold.Image;
        }

        _totals.Add(Image.Totals);
        return entry.Record.Id.Source == RecordReader.SystemSource || _byId.TryAdd(entry.Record.Id, entry);
    }
}

/// <summary>What the raw journals say, kept beside the system from the very bytes that were committed.</summary>
internal sealed class Truth
{
    private readonly Calendar _calendar;
    private readonly RecordReader _reader;
    private readonly SupplyBalance _supplies;
    private readonly SortedDictionary<UnitId, UnitTruth> _units = new(
        Comparer<UnitId>.Create((left, right) => string.CompareOrdinal(left.Value, right.Value)));

    public Truth(Catalogue catalogue, Calendar calendar)
    {
        (_calendar, _reader) = (calendar, new RecordReader(catalogue, calendar));
        _supplies = new SupplyBalance(this);
    }

    public IReadOnlyDictionary<UnitId, UnitTruth> Units => _units;

    public long Entries { get; private set; }

    /// <summary>Passages of somebody who was under isolation orders, as they were known.</summary>
    public long Breaches { get; private set; }

    /// <summary>Types of which at least one record is in a journal.</summary>
    public HashSet<string> Types { get; } = [];

    public UnitTruth Of(UnitId unit)
    {
        if (!_units.TryGetValue(unit, out var truth))
        {
            _units.Add(unit, truth = new UnitTruth());
        }

        return truth;
    }

    /// <summary>Takes an append that the journal has just committed; what is wrong with it, if anything.</summary>
    public (Property Property, string What)? Commit(Append append)
    {
        var truth = Of(append.Unit);
        var (before, totalsBefore, versionBefore) = (truth.Parent, truth.Image.Totals, (int)truth.Version);
        foreach (var stored in append.Entries)
        {
            if (stored.Version != truth.Version + 1)
            {
                return (Property.OneWriter, $"{append.Unit} took {stored.Version} after {truth.Version}");
            }

            var entry = _reader.ReadStored(stored);
            if (WrongOfSystem(entry, truth.Image.State) is { } wrong)
            {
                return wrong;
            }

            Entries++;
            Types.Add(entry.Record.Type.Name);
            Breaches += entry.Outcome?.Breaches is null ? 0 : 1;
            if (!truth.Add(entry, _calendar))
            {
                return (Property.CountedOnce, $"{append.Unit} has {stored.Id} twice, again as {stored.Version}");
            }
        }

        if (_supplies.Take(totalsBefore, truth.Image.Totals, truth.Entries[versionBefore..]) is { } off)
        {
            return (Property.SuppliesAreKept, $"{append.Unit} {truth.Version}: {off}");
        }

        if (before is { } left && truth.Parent != left)
        {
            truth.Left[left] = truth.Version;
        }

        if (truth.Parent is { } parent)
        {
            truth.Left.Remove(parent);
        }

        var wake = truth.Image.State.WakeAt(_calendar);
        return wake != append.NextDue
            ? (Property.DeadlineIsKept, $"{append.Unit} stored {append.NextDue:O}, the fold says {wake:O}")
            : null;
    }

    /// <summary>The system writes only what something open asks for: a deadline, a message nobody has answered for.</summary>
    private (Property Property, string What)? WrongOfSystem(Entry entry, UnitState before) => entry.Record.Data switch
    {
        TimePassed when !(before.NextDue(_calendar) <= entry.Record.At) =>
            (Property.DeadlineIsKept, $"{entry.Record.Unit} was told the time, due was {before.NextDue(_calendar):O}"),
        Settlement settled when before.Get<Outbox>().Find(settled.To, settled.Number) is null =>
            (Property.CountedOnce, $"{entry.Record.Unit} settled message {settled.Number} to {settled.To} again"),
        _ => null,
    };
}
