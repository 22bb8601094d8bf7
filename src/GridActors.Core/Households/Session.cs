using System.Collections.Immutable;
using GridActors.Core.Records;

namespace GridActors.Core.Households;

/// <summary>
/// A time within which a check is due: the morning until 12:00, the afternoon until 24:00, or the whole day where one
/// check a day is ordered.
/// </summary>
public readonly record struct Session(DateOnly Day, bool IsAfternoon, bool IsWholeDay)
{
    private const int NoonHour = 12;

    /// <summary>Two numbers a day, ascending with time; what a person's state keeps.</summary>
    public int Number => NumberOf(Day, IsAfternoon);

    public DateTime LocalStart => Day.ToDateTime(new TimeOnly(IsAfternoon ? NoonHour : 0, 0));

    public DateTime LocalEnd => IsAfternoon || IsWholeDay
        ? Day.AddDays(1).ToDateTime(TimeOnly.MinValue)
        : Day.ToDateTime(new TimeOnly(NoonHour, 0));

    public string Key => ToString().Replace(' ', '-');

    public override string ToString() => $"{Day:yyyy-MM-dd}{(IsWholeDay ? "" : IsAfternoon ? " pm" : " am")}";

    public static int NumberOf(DateOnly day, bool afternoon) => (day.DayNumber * 2) + (afternoon ? 1 : 0);

    public static bool IsAfternoonAt(DateTime local) => local.Hour >= NoonHour;

    public bool IsMade(ImmutableArray<int> made) =>
        made.BinarySearch(Number) >= 0 || (IsWholeDay && made.BinarySearch(Number + 1) >= 0);

    /// <summary>
    /// Every session due of a person's isolations, ascending within each: the full sessions after the start, within
    /// the days ordered and before the end.
    /// </summary>
    public static IEnumerable<Session> Due(Person person, Calendar calendar)
    {
        var status = PersonStatus.Initial;
        foreach (var fact in person.Facts)
        {
            var next = status.After(fact);
            if (status.Isolation is { } ended && next.Isolation is null)
            {
                foreach (var session in Between(ended, calendar.LocalOf(fact.At.At), calendar))
                {
                    yield return session;
                }
            }

            status = next;
        }

        if (status.Isolation is { } standing)
        {
            foreach (var session in Between(standing, DateTime.MaxValue, calendar))
            {
                yield return session;
            }
        }
    }

    private static IEnumerable<Session> Between(Isolation isolation, DateTime localEnd, Calendar calendar)
    {
        var localStart = calendar.LocalOf(isolation.Start);
        var first = DateOnly.FromDateTime(localStart);
        for (var day = first; day < first.AddDays(isolation.Days); day = day.AddDays(1))
        {
            ReadOnlySpan<Session> sessions = isolation.ChecksPerDay == 1
                ? [new(day, IsAfternoon: false, IsWholeDay: true)]
                : [new(day, IsAfternoon: false, IsWholeDay: false), new(day, IsAfternoon: true, IsWholeDay: false)];
            foreach (var session in sessions.ToArray())
            {
                if (session.LocalStart >= localStart && session.LocalEnd <= localEnd)
                {
                    yield return session;
                }
            }
        }
    }
}
