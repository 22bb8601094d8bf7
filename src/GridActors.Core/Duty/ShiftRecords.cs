using System.Collections.Immutable;
using GridActors.Core.Records;
using GridActors.Core.Totals;
using GridActors.Core.Units;

namespace GridActors.Core.Duty;

/// <param name="Shift">Its name: early, night …; the same each day.</param>
public sealed record ShiftPlan(string Shift, DateTimeOffset From, DateTimeOffset To, ImmutableArray<string> Workers);

public sealed record ShiftSign(string Worker);

/// <summary><c>shift.plan</c> 排班.</summary>
internal sealed class ShiftPlanType() : RecordType<ShiftPlan, Shifts>("shift.plan", UnitKinds.WithStaff)
{
    public const string WorkerBusy = "worker-busy";

    private const int WorkersMax = 500;

    /// <summary>A month at most: longer is a slip of the pen.</summary>
    private static readonly TimeSpan LengthMax = TimeSpan.FromDays(31);

    public static readonly Indicator Count =
        Indicator.Flow("shifts.planned", "duty", "排班班次", "Shifts planned", "shift");

    protected override ShiftPlan ReadData(Fields data)
    {
        var plan = new ShiftPlan(
            data.Text("shift", 60), data.Instant("from"), data.Instant("to"), Workers(data));
        if (plan.To <= plan.From || plan.To - plan.From > LengthMax)
        {
            data.Refuse(RefusalCodes.BadTime, "to", $"a shift ends after it begins, within {LengthMax.Days} days");
        }

        return plan;
    }

    protected override Decision Decide(Shifts aspect, Record record, ShiftPlan data, Facts facts) =>
        aspect.Clash(PlannedOf(record, data)) is var (shift, worker)
            ? Decision.Refuse(
                WorkerBusy, "data.workers",
                $"{worker} is planned for {shift.Shift} from {shift.From:O} to {shift.To:O} already")
            : Decision.Accept;

    protected override Shifts Evolve(
        Shifts aspect, Record record, ShiftPlan data, Contributions totals, Calendar calendar)
    {
        totals.Add(record.Day, Count);
        return aspect.With(PlannedOf(record, data), totals, calendar);
    }

    private static ImmutableArray<string> Workers(Fields data)
    {
        var workers = data.OptionalList(
            "workers", WorkersMax, worker => worker.Text("name", 100), name => name);
        if (workers is null or [])
        {
            data.Refuse(RefusalCodes.MissingField, "workers", "a shift has workers");
        }

        return [.. (workers ?? []).Distinct()];
    }

    private static PlannedShift PlannedOf(Record record, ShiftPlan data) =>
        new(Moment.Of(record), data.Shift, data.From, data.To, data.Workers);
}

/// <summary>
/// <c>shift.signIn</c> and <c>shift.signOut</c>. In again while in adds nothing; minutes count once both ends are
/// known.
/// </summary>
internal sealed class ShiftSignType(string name, bool isIn)
    : RecordType<ShiftSign, Shifts>(name, UnitKinds.WithStaff)
{
    public const string NotSignedIn = "not-signed-in";

    protected override ShiftSign ReadData(Fields data) => new(data.Text("worker", 100));

    protected override Decision Decide(Shifts aspect, Record record, ShiftSign data, Facts facts) =>
        isIn || aspect.IsOnDuty(data.Worker, Moment.Of(record))
            ? Decision.Accept
            : Decision.Refuse(NotSignedIn, "data.worker", $"{data.Worker} was not on duty here at {record.At:O}");

    protected override Shifts Evolve(
        Shifts aspect, Record record, ShiftSign data, Contributions totals, Calendar calendar) =>
        aspect.With(new Sign(Moment.Of(record), data.Worker, isIn), totals, calendar);
}
