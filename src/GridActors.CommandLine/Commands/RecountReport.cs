using System.Globalization;
using GridActors.Journaling.Recounts;

namespace GridActors.CommandLine.Commands;

/// <summary>What <c>verify</c> says.</summary>
internal static class RecountReport
{
    /// <summary>Prints each difference and what was covered.</summary>
    /// <returns>The exit code.</returns>
    public static int Print(RecountResult result)
    {
        foreach (var difference in result.Differences)
        {
            var day = difference.Day == DateOnly.MinValue
                ? "in all"
                : difference.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            Console.WriteLine(
                $"{difference.Unit} {difference.Where} {day} {difference.Indicator}: "
                + $"{difference.Found}, recounted {difference.Recounted}");
        }

        foreach (var wrong in result.WrongVersions.Concat(result.WrongListings))
        {
            Console.WriteLine(wrong);
        }

        if (result.At is { } at)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"as of {at:yyyy-MM-dd HH:mm:ss.fff} UTC"));
        }

        foreach (var (root, version) in result.Roots)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{root} at version {version}"));
        }

        foreach (var area in result.Busy)
        {
            Console.WriteLine(
                $"{area} took records all the while: its own totals are recounted, its sum with all below is not");
        }

        var count = result.Differences.Count + result.WrongVersions.Count + result.WrongListings.Count;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"recounted {result.Units} units, {result.Entries} journal entries, {result.Figures} figures: "
            + $"{count} differences"));
        return count == 0 ? ExitCodes.Done : ExitCodes.Failed;
    }
}
