using GridActors.Core.Totals;

namespace GridActors.Journaling.Tests.Contract;

/// <summary>Totals for tests, of indicators that nothing else declares.</summary>
public static class Sums
{
    public static readonly Indicator People = Indicator.Flow("contract.people", "contract", "人", "People", "person");
    public static readonly Indicator Litres = Indicator.Level("contract.litres", "contract", "升", "Litres", "litre");
    public static readonly Indicator Cars = Indicator.Flow("contract.cars", "contract", "车", "Cars", "car");

    /// <summary>As a newer program would count: nobody here declares it.</summary>
    public static readonly Indicator Doses = Indicator.Flow("contract.newer.doses", "contract", "剂", "Doses", "dose");

    static Sums()
    {
        IndicatorCodes.Declare(People);
        IndicatorCodes.Declare(Litres);
        IndicatorCodes.Declare(Cars);
    }

    public static DailyTotals Of(params (DateOnly Day, Indicator Indicator, decimal Amount)[] sums)
    {
        var contributions = new Contributions();
        foreach (var (day, indicator, amount) in sums)
        {
            Assert.True(Amount.TryFrom(amount, out var exact));
            contributions.Add(day, indicator, exact);
        }

        return DailyTotals.Zero.Plus(contributions);
    }

    public static DailyTotals OfPeople(DateOnly day, long people) => Of((day, People, people));
}
