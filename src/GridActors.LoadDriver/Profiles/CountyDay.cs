namespace GridActors.LoadDriver.Profiles;

/// <summary>
/// A county's day of the Spring Festival in the time of the run: quiet nights, a morning and an evening peak, twice as
/// much from the afternoon on when the homecoming sets in, and the watch relieved at 08:00 and at 20:00.
/// </summary>
internal sealed class CountyDay : Profile
{
    private const int SurgeFromHour = 14;
    private const double Surge = 2;

    /// <summary>Of each hour, beside each other.</summary>
    private static readonly double[] Hours =
    [
        1, 1, 1, 1, 2, 4, 10, 18, 16, 11, 9, 9, 10, 8, 8, 9, 11, 17, 18, 12, 7, 4, 2, 1,
    ];

    private static readonly double s_mean = Hours.Select((_, hour) => Of(hour)).Average();

    public override IReadOnlyList<double> ShiftChanges { get; } = [8 / 24.0, 20 / 24.0];

    public override double Busyness(double part) => Of(Math.Min(23, (int)(part * 24))) / s_mean;

    private static double Of(int hour) => Hours[hour] * (hour >= SurgeFromHour ? Surge : 1);
}
