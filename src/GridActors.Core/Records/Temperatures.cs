using System.Globalization;

namespace GridActors.Core.Records;

/// <summary>Body temperatures, degrees Celsius.</summary>
public static class Temperatures
{
    /// <summary>Outside these a reading is a slip of the hand, not a temperature.</summary>
    public const decimal Min = 25;
    public const decimal Max = 45;

    /// <summary>From here on it is a fever.</summary>
    public const decimal Fever = 37.3m;

    public static string Show(decimal temperature) => string.Create(CultureInfo.InvariantCulture, $"{temperature} ℃");
}
