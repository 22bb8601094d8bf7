using GridActors.Core.Records;
using GridActors.Core.Tasks;
using GridActors.Core.Testing;

namespace GridActors.Core.Households;

/// <summary>
/// What is to be done about a person: the check of the session, the release once the days are over, tests ordered.
/// </summary>
internal static class PersonTasks
{
    public static IEnumerable<UnitTask> At(Person person, DateTimeOffset at, Calendar calendar)
    {
        var local = calendar.LocalOf(at);
        foreach (var session in Session.Due(person, calendar))
        {
            if (session.LocalStart <= local && local < session.LocalEnd && !session.IsMade(person.Checked))
            {
                yield return new UnitTask(
                    TaskKinds.Check, person.Name.Shown, session.ToString(), calendar.InstantOf(session.LocalStart),
                    calendar.InstantOf(session.LocalEnd));
            }
        }

        if (Release(person, calendar) is { } release && release <= at)
        {
            yield return new UnitTask(
                TaskKinds.Release, person.Name.Shown, person.StatusNow().Isolation!.Kind, release, release);
        }

        foreach (var test in OrderedTest.Of(person).Where(test => test.Ordered <= at && !(test.Made <= at)))
        {
            yield return new UnitTask(
                TaskKinds.Test, person.Name.Shown, $"{calendar.LocalOf(test.Due):yyyy-MM-dd HH:mm}", test.Ordered,
                test.Due);
        }
    }

    /// <summary>When the days ordered are over; null for who is not isolated.</summary>
    internal static DateTimeOffset? Release(Person person, Calendar calendar) =>
        person.StatusNow().Isolation is { } isolation
            ? calendar.InstantOf(
                calendar.DayOf(isolation.Start).AddDays(isolation.Days).ToDateTime(TimeOnly.MinValue))
            : null;
}
