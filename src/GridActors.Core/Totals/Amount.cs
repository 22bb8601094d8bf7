using System.Globalization;

namespace GridActors.Core.Totals;

/// <summary>
/// An exact quantity with at most three decimal places, kept as whole thousandths so that sums are integer sums:
/// 1 person is 1000, half a litre is 500. Values up to 9.2e15 units fit; more overflows and throws.
/// </summary>
public readonly record struct Amount(long Thousandths)
{
    public static Amount Of(long units) => new(checked(units * 1000));

    /// <summary>False when the value has more than three places or is too large to be summed safely.</summary>
    public static bool TryFrom(decimal value, out Amount amount)
    {
        amount = default;
        if (value is > 1_000_000_000_000m or < -1_000_000_000_000m || decimal.Truncate(value * 1000) != value * 1000)
        {
            return false;
        }

        amount = new Amount((long)(value * 1000));
        return true;
    }

    /// <summary>The value in units, without trailing zeros.</summary>
    public decimal Units => Thousandths % 1000 == 0 ? Thousandths / 1000 : Thousandths / 1000m;

    public override string ToString() => Units.ToString(CultureInfo.InvariantCulture);
}
