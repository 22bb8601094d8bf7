using GridActors.Core.Alerts;
using GridActors.Core.Areas;
using GridActors.Core.Records;
using GridActors.Core.Totals;
using GridActors.Core.Units;
using GridActors.Journaling.Ports;
using GridActors.Simulation.Hosts;
using GridActors.Simulation.Scheduling;

namespace GridActors.Simulation.Properties;

/// <summary>
/// What can be checked while the run goes on, at the instant at which it would show. Remembers the first violation instead of
/// throwing it: the code under test catches what it can.
/// </summary>
internal sealed class Checks(Truth truth, Trace trace)
{
    public Violation? Violation { get; private set; }

    /// <summary>How often each promise was looked at; a check that never runs proves nothing.</summary>
    public long Looks { get; private set; }

    public void Fail(Property property, string what)
    {
        if (Violation is null)
        {
            Violation = new Violation(property, what);
            trace.Say($"VIOLATION {property.Name}: {what}");
        }
    }

    public void That(bool holds, Property property, Func<string> what)
    {
        Looks++;
        if (!holds)
        {
            Fail(property, what());
        }
    }

    /// <summary>An append is durable; what the journal keeps beside the entries must follow from them.</summary>
    public void Committed(Append append, SubtreeTotals stored, IReadOnlyList<StandingAlert> alerts)
    {
        if (truth.Commit(append) is var (property, what))
        {
            Fail(property, what);
            return;
        }

        IsFold(stored, "stored");
        var book = truth.Of(append.Unit).Image.State.Get<AlertBook>();
        That(
            alerts.SequenceEqual(book.All()),
            Property.AlertsAreListed, () => $"{append.Unit} stores {alerts.Count} alerts, its journal raises {book.All().Count()}");
    }

    /// <summary>A subtree as an activation shows it.</summary>
    public void Served(Activation by, SubtreeTotals subtree)
    {
        if (by.Served is { } last)
        {
            That(
                subtree.Version > last.Version
                    || (subtree.Version == last.Version && subtree.Totals.SameAs(last.Totals)),
                Property.NeverBack,
                () => $"{by} serves {subtree.Version} after {last.Version}: {Recounted.Difference(subtree.Totals, last.Totals)}");
        }

        by.Served = subtree;
        if (!by.IsArea)
        {
            IsFold(subtree, "served");
        }
    }

    public void Served(Activation by, AreaView view)
    {
        Served(by, view.Subtree);
        IsFold(view.Own, "served as own");
        var sum = new Contributions();
        sum.AddDifference(DailyTotals.Zero, view.Own.Totals);
        foreach (var child in view.Children)
        {
            Reported(child);
            sum.AddDifference(DailyTotals.Zero, child.Totals);
        }

        var totals = DailyTotals.Zero.Plus(sum);
        var version = view.Own.Version + view.Children.Sum(child => child.Version);
        That(
            version == view.Subtree.Version && totals.SameAs(view.Subtree.Totals),
            Property.AreaIsSum,
            () => $"{by} says {view.Subtree.Version}, lists {version}: {Recounted.Difference(view.Subtree.Totals, totals)}");
    }

    /// <summary>What a child tells its parent, or a parent lists of its child.</summary>
    public void Reported(ChildTotals child)
    {
        var journal = truth.Of(child.Unit);
        if (child.HasMoved)
        {
            That(
                child.Totals.Days.IsEmpty,
                Property.AreaIsSum, () => $"{child.Unit} has moved and still counts {child.Totals.Running.Count} indicators");
        }
        else if (!UnitKindRules.IsArea(journal.Registration.Kind) && child.Version > 0)
        {
            IsFold(new SubtreeTotals(child.Unit, child.Version, child.Totals), "reported");
        }
    }

    private void IsFold(SubtreeTotals told, string how)
    {
        var fold = truth.Of(told.Unit).TotalsAt(told.Version);
        That(
            fold is not null,
            Property.NeverAhead, () => $"{told.Unit} is {how} at {told.Version}, its journal ends at {truth.Of(told.Unit).Version}");
        That(
            fold is null || fold.SameAs(told.Totals),
            Property.OwnIsFold, () => $"{told.Unit} is {how} at {told.Version}: {Recounted.Difference(told.Totals, fold!)}");
    }
}
