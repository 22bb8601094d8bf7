using GridActors.Core.Records;
using GridActors.Core.Reports;
using GridActors.Core.Totals;

namespace GridActors.Core.Units;

public sealed record UnitRegister(UnitKind Kind, string Name, UnitId? Parent, string? Tier, int? Households);

public sealed record UnitAmend(string? Name, int? Households);

public sealed record UnitMove(UnitId Parent);

public sealed record UnitClose;

/// <summary><c>unit.register</c>: a node of the tree, and an actor, comes into being.</summary>
internal sealed class UnitRegisterType() : RecordType("unit.register", UnitKinds.All)
{
    public const string UnitExists = "unit-exists";
    public const string BadParent = "bad-parent";

    public override FactsNeeded Needs => FactsNeeded.Parent;

    public override FactsNeeded Tells => FactsNeeded.Parent;

    public override object Read(Fields data) => new UnitRegister(
        UnitKindRules.Parse(data.Choice("kind", UnitKindRules.Names))!.Value,
        data.Text("name", 100),
        data.OptionalText("parent", int.MaxValue) is null ? null : data.Unit("parent"),
        data.OptionalChoice("tier", Registration.Tiers),
        (int?)data.Whole("households", 0, 10_000_000));

    public override Decision Decide(UnitState state, Record record, Facts facts)
    {
        var data = (UnitRegister)record.Data;
        if (state.Registration.Exists)
        {
            return Decision.Refuse(UnitExists, "unit", $"unit {record.Unit} is registered already");
        }

        if (data.Tier is not null && data.Kind != UnitKind.Checkpoint)
        {
            return Decision.Refuse(RefusalCodes.WrongKind, "data.tier", "only a checkpoint has a tier");
        }

        if (ParentRefusal(data.Kind, data.Parent, facts) is { } refusal)
        {
            return refusal;
        }

        return data is { Kind: UnitKind.Checkpoint, Tier: null } && !facts.IsReplay
            ? Decision.AcceptWith(new Outcome { Tier = TierUnder(facts.Parent!.Kind) })
            : Decision.Accept;
    }

    public override UnitState Evolve(UnitState state, Entry entry, Contributions totals, Calendar calendar)
    {
        var (record, data) = (entry.Record, (UnitRegister)entry.Record.Data);
        var registration = new Registration
        {
            Exists = true,
            Kind = data.Kind,
            Name = data.Name,
            Parent = data.Parent?.Value,
            Tier = data.Tier ?? entry.Outcome?.Tier,
            Households = data.Households,
            RegisteredAt = record.At,
        };
        registration.Count(record.Day, 1, totals);
        state = state.With(registration);
        return data.Kind == UnitKind.Village ? state.With(new DailyReports { Since = record.At }) : state;
    }

    internal static Refusal? ParentRefusal(UnitKind kind, UnitId? parent, Facts facts)
    {
        if (facts.IsReplay)
        {
            return null;
        }

        if (parent is null)
        {
            return UnitKindRules.MayStandAlone(kind)
                ? null
                : new Refusal(BadParent, "data.parent", $"a {UnitKindRules.NameOf(kind)} needs a parent");
        }

        return facts.Parent switch
        {
            null => new Refusal(BadParent, "data.parent", $"parent {parent} is not registered"),
            { IsClosed: true } => new Refusal(BadParent, "data.parent", $"parent {parent} is closed"),
            { Kind: var above } when !UnitKindRules.MayStandUnder(kind, above) => new Refusal(
                BadParent, "data.parent",
                $"a {UnitKindRules.NameOf(kind)} may not stand under a {UnitKindRules.NameOf(above)}"),
            _ => null,
        };
    }

    private static string TierUnder(UnitKind parent) => parent switch
    {
        UnitKind.Province or UnitKind.Prefecture or UnitKind.County => "county",
        UnitKind.Township => "township",
        UnitKind.Grid => "natural-village",
        UnitKind.Community => "community",
        _ => "village",
    };
}

/// <summary><c>unit.amend</c>: another name, another planned number of households.</summary>
internal sealed class UnitAmendType() : RecordType<UnitAmend, Registration>("unit.amend", UnitKinds.All)
{
    protected override UnitAmend ReadData(Fields data) =>
        new(data.OptionalText("name", 100), (int?)data.Whole("households", 0, 10_000_000));

    protected override Decision Decide(Registration aspect, Record record, UnitAmend data, Facts facts) =>
        data is { Name: null, Households: null }
            ? Decision.Refuse(RefusalCodes.MissingField, "data", "amend name, households or both")
            : Decision.Accept;

    protected override Registration Evolve(
        Registration aspect, Record record, UnitAmend data, Contributions totals, Calendar calendar)
    {
        var at = Moment.Of(record);
        if (data.Name is not null && at > aspect.NamedAt)
        {
            aspect = aspect with { Name = data.Name, NamedAt = at };
        }

        return data.Households is not null && at > aspect.HouseholdsAt
            ? aspect with { Households = data.Households, HouseholdsAt = at }
            : aspect;
    }
}

/// <summary><c>unit.move</c>: stands under another parent from now on, with all its history.</summary>
internal sealed class UnitMoveType() : RecordType<UnitMove, Registration>("unit.move", UnitKinds.Movable)
{
    public override FactsNeeded Needs => FactsNeeded.Parent;

    public override FactsNeeded Tells => FactsNeeded.Above;

    protected override UnitMove ReadData(Fields data) => new(data.Unit("parent"));

    protected override Decision Decide(Registration aspect, Record record, UnitMove data, Facts facts) =>
        UnitRegisterType.ParentRefusal(aspect.Kind, data.Parent, facts) is { } refusal ? refusal : Decision.Accept;

    protected override Registration Evolve(
        Registration aspect, Record record, UnitMove data, Contributions totals, Calendar calendar) =>
        Moment.Of(record) > aspect.MovedAt
            ? aspect with { Parent = data.Parent.Value, MovedAt = Moment.Of(record) }
            : aspect;
}

/// <summary><c>unit.close</c>: leaves the tree; what it counted stays counted.</summary>
internal sealed class UnitCloseType() : RecordType("unit.close", UnitKinds.All)
{
    public const string HasOpenItems = "has-open-items";

    public override FactsNeeded Needs => FactsNeeded.Children;

    public override FactsNeeded Tells => FactsNeeded.Parent;

    public override object Read(Fields data) => new UnitClose();

    public override Decision Decide(UnitState state, Record record, Facts facts)
    {
        if (state.Registration.ClosedAt is not null)
        {
            return Decision.Refuse(RefusalCodes.UnitClosed, "unit", $"unit {record.Unit} is closed already");
        }

        if (facts.HasOpenChildren)
        {
            return Decision.Refuse(HasOpenItems, "unit", $"open units stand under {record.Unit}");
        }

        return state.HasOpenItems
            ? Decision.Refuse(
                HasOpenItems, "unit", $"something is open at {record.Unit}: end it, use it up or hand it over")
            : Decision.Accept;
    }

    public override UnitState Evolve(UnitState state, Entry entry, Contributions totals, Calendar calendar)
    {
        var at = Moment.Of(entry.Record);
        var registration = state.Registration;

        // Closed in a time before its registration (a list imported today, a history of last year): never below 0.
        var registered = calendar.DayOf(registration.RegisteredAt);
        registration.Count(registered > entry.Record.Day ? registered : entry.Record.Day, -1, totals);
        foreach (var aspect in state.Aspects)
        {
            state = state.With(aspect.OnUnitClosed(at, totals, calendar));
        }

        return state.With(registration with { ClosedAt = at });
    }
}
