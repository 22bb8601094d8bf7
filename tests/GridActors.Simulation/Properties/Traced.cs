using GridActors.Core.Households;
using GridActors.Core.Traces;
using GridActors.Core.Units;
using GridActors.Journaling.Ports;

namespace GridActors.Simulation.Properties;

/// <summary>The index of traces and the list of isolation orders, row by row, held to what the raw journals name.</summary>
internal sealed class Traced(Truth truth, IUnitStore store)
{
    /// <summary>The first row that lacks or is too much, in words; null when none is.</summary>
    public async Task<string?> WrongAsync()
    {
        var (traces, stays) = (new List<IndexedTrace>(), new List<IndexedStay>());
        await store.VisitAsync(traces.Add, stays.Add);
        return Difference(traces, truth.Units.SelectMany(unit => Named(unit.Key, unit.Value)).ToList())
            ?? Difference(stays, truth.Units.SelectMany(unit => Ordered(unit.Key, unit.Value)).ToList());
    }

    private IEnumerable<IndexedTrace> Named(UnitId unit, UnitTruth journal)
    {
        foreach (var entry in journal.Entries.Where(entry => !journal.IsVoided(entry)))
        {
            var names = new HashSet<TraceName>();
            (entry.Record.Data as ITraced)?.NameIn(names);
            foreach (var name in names)
            {
                yield return new IndexedTrace(unit, store.KeyOf(name), entry.Record.At.ToUniversalTime(), entry.Version);
            }
        }
    }

    private IEnumerable<IndexedStay> Ordered(UnitId unit, UnitTruth journal) =>
        from change in HouseholdStays.Of(journal.Image.State.Get<Household>())
        from stay in change.Stays
        select new IndexedStay(unit, store.KeyOf(change.Person), stay);

    private static string? Difference<T>(List<T> found, List<T> named)
        where T : notnull
    {
        var (here, there) = (found.ToHashSet(), named.ToHashSet());
        return found.Count == here.Count && here.SetEquals(there)
            ? null
            : $"{found.Count} rows, {here.Count} of them different, and the journals give {there.Count}: "
                + $"{here.Except(there).Concat(there.Except(here)).FirstOrDefault()}";
    }
}
