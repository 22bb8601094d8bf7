using GridActors.Core.Records;
using GridActors.Core.Testing;

namespace GridActors.Core.Households;

/// <summary>When a person is waited for next; nulls where nobody waits.</summary>
/// <param name="Late">
/// The earliest instant, later than what was told, at which a check is missed or a test late.
/// </param>
/// <param name="ToDo">When there will be something to do about them.</param>
internal readonly record struct NextDates(DateTimeOffset? Late, DateTimeOffset? ToDo)
{
    /// <param name="told">What ended by then is missed, not to be done any more.</param>
    public static NextDates Of(Person person, DateTimeOffset? told, Calendar calendar)
    {
        var through = told ?? DateTimeOffset.MinValue;
        DateTimeOffset? late = null;
        var toDo = PersonTasks.Release(person, calendar);
        foreach (var session in Session.Due(person, calendar))
        {
            if (!session.IsMade(person.Checked) && calendar.InstantOf(session.LocalEnd) is var end && end > through)
            {
                late = Earlier(late, end);
                toDo = Earlier(toDo, calendar.InstantOf(session.LocalStart));
            }
        }

        foreach (var test in OrderedTest.Of(person))
        {
            if (test.Late > through)
            {
                late = Earlier(late, test.Late);
            }

            if (test.Made is null)
            {
                toDo = Earlier(toDo, test.Ordered);
            }
        }

        return new NextDates(late, toDo);
    }

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) =>
        one < other ? one : other ?? one;
}
