using GridActors.Core.Tests.Units;

namespace GridActors.Core.Tests.Households;

public sealed class HouseholdRecountTests
{
    [Theory]
    [InlineData("household")]
    [InlineData("institution")]
    public void Whatever_the_order_of_arrival_the_totals_are_those_of_a_count_by_hand(string kind) =>
        OrderOfArrivalTests.Hold(kind, month =>
        {
            var counted = NaiveHousehold.Shown(month);
            Assert.Equal(counted, Countable(month.InOrder()));
            var shuffled = OrderOfArrivalTests.Deliver(month, new Random(month.Seed), Month.NewUnit());
            Assert.Equal(counted, Countable(shuffled.Tick(Month.End)));
        });

    private static string Countable(UnitUnderTest unit) => string.Join('\n', unit.Shown().Split('\n')
        .Where(line => !line.Contains(" alerts.", StringComparison.Ordinal)
            && !line.Contains(" checks.missed ", StringComparison.Ordinal)));
}
