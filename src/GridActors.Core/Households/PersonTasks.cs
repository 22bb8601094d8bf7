using GridActors.Core.Records;
using GridActors.Core.Tasks;

namespace GridActors.Core.Households;

/// <summary>What is to be done about a person: the check of the session, the release once the days are over.</summary>
internal static class PersonTasks
{
    /// <param name="through">What ended by then is missed, not to be done any more.</param>
    public static DateTimeOffset? Next(Person person, DateTimeOffset? through, Calendar calendar)
    {
        var check = Session.Due(person, calendar)
            .Where(session => !session.IsMade(person.Checked))
            .Where(session => through is null || calendar.InstantOf(session.LocalEnd) > through)
            .Select(session => (DateTimeOffset?)calendar.InstantOf(session.LocalStart))
            .FirstOrDefault(); // ascending
        return Release(person, calendar) is { } release && !(check < release) ? release : check;
    }

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
    }

    /// <summary>When the days ordered are over; null for who is not isolated.</summary>
    private static DateTimeOffset? Release(Person person, Calendar calendar) =>
        person.StatusNow().Isolation is { } isolation
            ? calendar.InstantOf(
                calendar.DayOf(isolation.Start).AddDays(isolation.Days).ToDateTime(TimeOnly.MinValue))
            : null;
}
