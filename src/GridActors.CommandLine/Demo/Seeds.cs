namespace GridActors.CommandLine.Demo;

/// <summary>
/// Every part of the scenario draws from a generator of its own, so that a change to one part leaves the others, and
/// the days before, as they were.
/// </summary>
internal sealed class Seeds(int seed)
{
    private const int PartStride = 1_000_003;
    private const int NumberStride = 7_919;

    /// <summary>The same numbers for the same part and number, in every run.</summary>
    public Random For(Part part, int number = 0) =>
        new(unchecked(seed + (PartStride * (int)part) + (NumberStride * number)));

    internal enum Part
    {
        Units = 1,
        People,
        Gates,
        Traffic,
        Survey,
        Returnees,
        Checks,
        Areas,
        Duty,
        Homes,
        Offices,
    }
}
