using GridActors.Core.Records;
using GridActors.Core.Totals;
using GridActors.Core.Units;

namespace GridActors.Core.Staff;

/// <param name="Worker">Who; null where only <paramref name="Count"/> are told.</param>
/// <param name="Branch">The party branch that they belong to.</param>
/// <param name="Post">What they do there.</param>
public sealed record StaffChange(string? Worker, int? Count, string Role, string? Branch, string? Post);

/// <summary><c>staff.enrol</c> and <c>staff.leave</c>; enrolling again in a role adds nothing.</summary>
internal sealed class StaffType(string name, bool joins)
    : RecordType<StaffChange, Workforce>(name, UnitKinds.WithStaff)
{
    public const string NotEnrolled = "not-enrolled";

    private const int CountMax = 1_000_000;

    protected override StaffChange ReadData(Fields data)
    {
        var change = new StaffChange(
            data.OptionalText("worker", 100),
            (int?)data.Whole("count", 1, CountMax),
            data.Choice("role", Workforce.Roles),
            data.OptionalText("branch", 100),
            data.OptionalText("post", 100));
        Roster.RefuseUnlessOne(data, "worker", change.Worker, change.Count);
        return change;
    }

    protected override Decision Decide(Workforce aspect, Record record, StaffChange data, Facts facts)
    {
        if (joins)
        {
            return Decision.Accept;
        }

        var at = Moment.Of(record);
        if (data.Worker is not null)
        {
            return aspect.Roster.Holds(data.Role, data.Worker, at)
                ? Decision.Accept
                : Decision.Refuse(NotEnrolled, "data.worker", $"{data.Worker} was not enrolled as {data.Role} then");
        }

        return aspect.Roster.Spare(data.Role, at) is var spare && data.Count <= spare
            ? Decision.Accept
            : Decision.Refuse(NotEnrolled, "data.count", $"of the {data.Role} counted then, {spare} can leave");
    }

    protected override Workforce Evolve(
        Workforce aspect, Record record, StaffChange data, Contributions totals, Calendar calendar) =>
        aspect.With(
            aspect.Roster.With(new RosterFact(Moment.Of(record), joins, data.Role, data.Worker, data.Count ?? 1)),
            totals,
            calendar);
}
