using GridActors.Core.Households;
using GridActors.Core.Traces;
using GridActors.Core.Units;
using GridActors.Journaling.Loop;
using GridActors.Journaling.Ports;

namespace GridActors.Journaling.Recounts;

/// <summary>
/// Recounts the index of traces and the list of isolation orders. Beside the fold of each unit it adds up what that
/// unit's journal says; one way through the index takes that away again, and a second one names the rows of those units
/// for which something is left.
/// </summary>
internal sealed class TraceRecount(UnitPorts ports, Findings findings)
{
    private const int PageUnits = 1000;

    /// <summary>Units whose wrong rows are named one by one; bounds what is held of a broken index.</summary>
    private const int NamedUnitsMax = 100;

    private const int NamedRowsMax = 1_000;

    private readonly TraceSums _sums = new();
    private readonly UnitLoader _loader = new(ports);

    public void Expect(UnitId unit, Entry entry)
    {
        foreach (var row in RowsOf(unit, entry))
        {
            _sums.Expect(row);
        }
    }

    public void Expect(UnitId unit, Household household)
    {
        foreach (var row in RowsOf(unit, household))
        {
            _sums.Expect(row);
        }
    }

    public async Task CompareAsync(CancellationToken cancellation)
    {
        await ports.Store.VisitAsync(_sums.Find, _sums.Find, cancellation);
        await ForgetUntracedAsync(cancellation);
        foreach (var unit in findings.Unfolded)
        {
            _sums.Forget(unit); // of which only a part was expected
        }

        var wrong = _sums.Wrong;
        if (wrong.Count == 0)
        {
            return;
        }

        var named = wrong.Take(NamedUnitsMax).ToDictionary(unit => unit, _ => new Rows());
        await ports.Store.VisitAsync(
            row => named.GetValueOrDefault(row.Unit)?.Traces.Add(row),
            row => named.GetValueOrDefault(row.Unit)?.Stays.Add(row),
            cancellation);
        foreach (var (unit, found) in named)
        {
            await NameAsync(unit, found);
        }

        if (wrong.Count > named.Count)
        {
            findings.WrongListings.Add($"{wrong.Count - named.Count} more units are traced wrongly");
        }
    }

    private async Task ForgetUntracedAsync(CancellationToken cancellation)
    {
        for (UnitId? after = null; ;)
        {
            var page = await ports.Store.UntracedAsync(after, PageUnits, cancellation);
            if (page.Count == 0)
            {
                return;
            }

            foreach (var untraced in page)
            {
                _sums.Forget(untraced.Unit);
            }

            after = page[^1].Unit;
        }
    }

    private async Task NameAsync(UnitId unit, Rows found)
    {
        var version = (await ports.Store.LoadAsync(unit)).Version;
        var without = await _loader.VoidedVersionsAsync(unit, version);
        var expected = new Rows();
        var refold = await _loader.RefoldAsync(unit, version, without, judge: false, entry =>
        {
            if (!without.Contains(entry.Version))
            {
                expected.Traces.AddRange(RowsOf(unit, entry));
            }
        });
        expected.Stays.AddRange(RowsOf(unit, refold.Image.State.Get<Household>()));
        findings.WrongListings.AddRange(
            Less(expected.Traces, found.Traces)
                .Select(row => $"{unit} is not traced by what its entry {row.Version} names")
                .Concat(Less(found.Traces, expected.Traces).Select(row =>
                    $"{unit} is traced by what its entry {row.Version} does not name, or once too often"))
                .Concat(Less(expected.Stays, found.Stays).Select(row =>
                    $"{unit} does not list the isolation orders that it gave at {row.Stay.From:O}"))
                .Concat(Less(found.Stays, expected.Stays).Select(row =>
                    $"{unit} lists isolation orders of {row.Stay.From:O} that its journal does not give"))
                .Take(NamedRowsMax));
    }

    /// <summary>As often as the one has a row more often than the other.</summary>
    private static IEnumerable<T> Less<T>(IEnumerable<T> rows, IEnumerable<T> others)
        where T : notnull
    {
        var left = others.CountBy(row => row).ToDictionary();
        foreach (var row in rows)
        {
            var count = left.GetValueOrDefault(row);
            left[row] = count - 1;
            if (count <= 0)
            {
                yield return row;
            }
        }
    }

    /// <summary>Of one entry the same name only once, also where two names share a hash.</summary>
    private IEnumerable<IndexedTrace> RowsOf(UnitId unit, Entry entry)
    {
        if (entry.Record.Data is not ITraced traced)
        {
            return [];
        }

        var names = new HashSet<TraceName>();
        traced.NameIn(names);
        return names.Select(ports.Store.KeyOf).Distinct()
            .Select(key => new IndexedTrace(unit, key, entry.Record.At.ToUniversalTime(), entry.Version));
    }

    private IEnumerable<IndexedStay> RowsOf(UnitId unit, Household household) =>
        HouseholdStays.Of(household)
            .SelectMany(change => change.Stays.Select(
                stay => new IndexedStay(unit, ports.Store.KeyOf(change.Person), stay)))
            .DistinctBy(row => (row.Key, row.Stay.From));

    private sealed class Rows
    {
        public List<IndexedTrace> Traces { get; } = [];

        public List<IndexedStay> Stays { get; } = [];
    }
}
