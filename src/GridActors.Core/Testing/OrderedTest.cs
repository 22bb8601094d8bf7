using System.Collections.Immutable;
using GridActors.Core.Alerts;
using GridActors.Core.Households;
using GridActors.Core.Records;
using GridActors.Core.Totals;

namespace GridActors.Core.Testing;

/// <summary>
/// A test ordered for a person. Ordered again for the same time while it is open, it is the same one.
/// </summary>
/// <param name="Made">When it was made; null while it is due.</param>
public sealed record OrderedTest(DateTimeOffset Ordered, DateTimeOffset Due, DateTimeOffset? Made)
{
    public static readonly Indicator Count =
        Indicator.Level("tests.due", "tests", "应检未检", "Tests due", "test");

    /// <summary>From when on it is late, also when it was made after all; null when it never was.</summary>
    public DateTimeOffset? Late => Made <= Due ? null : Due < Ordered ? Ordered : Due;

    /// <summary>A person's, by time. A test answers the order that is due first of those that stand open.</summary>
    public static ImmutableArray<OrderedTest> Of(Person person)
    {
        var tests = ImmutableArray.CreateBuilder<OrderedTest>(0);
        foreach (var fact in person.Facts)
        {
            if (fact.Kind == PersonFactKind.TestOrdered)
            {
                if (!tests.Any(test => test.Made is null && test.Due == fact.Due))
                {
                    tests.Add(new OrderedTest(fact.At.At, fact.Due!.Value, null));
                }
            }
            else if (fact.Kind == PersonFactKind.Tested
                && tests.Where(test => test.Made is null).MinBy(test => test.Due) is { } first)
            {
                tests[tests.IndexOf(first)] = first with { Made = fact.At.At };
            }
        }

        return tests.ToImmutable();
    }

    public void Project(PersonName person, DateTimeOffset? told, Contributions totals, Calendar calendar)
    {
        totals.Add(calendar.DayOf(Ordered), Count);
        if (Made is { } made)
        {
            totals.Add(calendar.DayOf(made), Count, -1);
        }

        if (Late is { } late && late <= told)
        {
            var due = calendar.LocalOf(Due);
            totals.Raise(Alert.About(
                person, AlertKinds.TestOverdue, $"{due:yyyy-MM-dd-HH-mm}", $"{due:yyyy-MM-dd HH:mm}", late));
        }
    }
}
