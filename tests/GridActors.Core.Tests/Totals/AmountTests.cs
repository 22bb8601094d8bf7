using GridActors.Core.Totals;

namespace GridActors.Core.Tests.Totals;

public sealed class AmountTests
{
    [Theory]
    [InlineData("0.001", 1)]
    [InlineData("-0.001", -1)]
    [InlineData("36.5", 36_500)]
    [InlineData("1.1000", 1_100)]
    [InlineData("0", 0)]
    [InlineData("-0.0", 0)]
    [InlineData("1000000000000", 1_000_000_000_000_000)]
    public void A_value_with_at_most_three_places_is_kept_exactly(string value, long thousandths)
    {
        Assert.True(Amount.TryFrom(decimal.Parse(value), out var amount));
        Assert.Equal(thousandths, amount.Thousandths);
        Assert.Equal(decimal.Parse(value), amount.Units);
    }

    [Theory]
    [InlineData("0.0001")]
    [InlineData("0.0000000000000000000000000001")]
    [InlineData("7.1230000000000000000000001")]
    [InlineData("1000000000000.001")]
    [InlineData("-1000000000000.001")]
    [InlineData("79228162514264337593543950335")]
    public void A_value_that_is_finer_or_larger_is_refused_and_not_rounded(string value) =>
        Assert.False(Amount.TryFrom(decimal.Parse(value), out _));

    [Fact]
    public void More_than_fits_throws_instead_of_wrapping() =>
        Assert.Throws<OverflowException>(() => Amount.Of(long.MaxValue / 999));

    [Theory]
    [InlineData(1_500, "1.5")]
    [InlineData(1_000, "1")]
    [InlineData(-1, "-0.001")]
    public void It_is_shown_without_trailing_zeros_whatever_the_culture(long thousandths, string shown)
    {
        var culture = System.Globalization.CultureInfo.CurrentCulture;
        System.Globalization.CultureInfo.CurrentCulture = new("de-DE");
        try
        {
            Assert.Equal(shown, new Amount(thousandths).ToString());
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = culture;
        }
    }
}
