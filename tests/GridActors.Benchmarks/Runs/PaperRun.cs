namespace GridActors.Benchmarks.Runs;

/// <summary>What was measured, as the inputs of a calculation.</summary>
internal sealed record Inputs
{
    /// <summary>Processor time that silos take for a record, µs.</summary>
    public required double SiloMicroseconds { get; init; }

    /// <summary>The same of the database.</summary>
    public required double DatabaseMicroseconds { get; init; }

    /// <summary>Resident bytes of an active household, its host's part included.</summary>
    public required double HouseholdBytes { get; init; }

    /// <summary>On disk, of a household that is registered.</summary>
    public required double HouseholdDiskBytes { get; init; }

    /// <summary>On disk, of a passage.</summary>
    public required double PassageDiskBytes { get; init; }
}

/// <summary>
/// What a province and the country need, on paper: cores = rate x processor time a record / share of a core that may be
/// busy; memory = active households x bytes; disk = households x bytes + passages kept x bytes.
/// </summary>
internal static class PaperRun
{
    private const double BusyMax = 0.5;

    /// <summary>Of the peak, on the average of a day, as in the load driver's day of a county.</summary>
    private const double MeanOfPeak = 0.32;

    private const int DaysKept = 45;

    /// <summary>As many provinces of a hundred million people.</summary>
    private const double ProvincesInCountry = 14;

    /// <summary>Of all households, in one quarter of an hour, by which one that is idle leaves memory.</summary>
    private const double ActiveShare = 0.1;

    private const double PassagesASecond = 50_000;
    private const double Households = 25_000_000;

    public static void Run(Inputs inputs)
    {
        Console.WriteLine("| | province | country |");
        Console.WriteLine("| --- | --- | --- |");
        Row("passages a second at the peak", PassagesASecond, "N0", "");
        Row("households", Households, "N0", "");
        Row("cores of silos = peak x µs / 1,000,000 / 0.5", Cores(inputs.SiloMicroseconds), "N1", "");
        Row("cores of databases, likewise", Cores(inputs.DatabaseMicroseconds), "N1", "");
        Row("memory of silos = households x 0.1 active x bytes", Households * ActiveShare * inputs.HouseholdBytes / 1e9, "N1", " GB");
        Row("disk of households = households x bytes", Households * inputs.HouseholdDiskBytes / 1e9, "N1", " GB");
        Row(
            "disk of 45 days of passages = peak x 0.32 x 86,400 s x 45 x bytes",
            PassagesASecond * MeanOfPeak * 86_400 * DaysKept * inputs.PassageDiskBytes / 1e12, "N1", " TB");
    }

    private static double Cores(double microseconds) => PassagesASecond * microseconds / 1e6 / BusyMax;

    private static void Row(string name, double province, string format, string unit) => Console.WriteLine(
        $"| {name} | {province.ToString(format)}{unit} | {(ProvincesInCountry * province).ToString(format)}{unit} |");
}
