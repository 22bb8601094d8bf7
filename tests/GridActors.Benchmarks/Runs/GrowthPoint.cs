using System.Globalization;
using System.Text.Json;

namespace GridActors.Benchmarks.Runs;

internal sealed record GrowthPoint
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public required string Name { get; init; }

    /// <summary>To register all, or to enter the history.</summary>
    public required double FillSeconds { get; init; }

    public required double RecordsPerSecond { get; init; }

    /// <summary>Of the server's processor time, a record.</summary>
    public required double ProcessorMicroseconds { get; init; }

    public required double FreshP99Ms { get; init; }

    public required double ResidentMiB { get; init; }

    public double StartAfterStopSeconds { get; init; }

    public double StartAfterKillSeconds { get; init; }

    public double DiskMiB { get; init; }

    public static void Print(IReadOnlyList<GrowthPoint> points)
    {
        Console.WriteLine();
        Console.WriteLine("| | records/s | processor time a record, µs | in the top's totals, p99 ms | resident MiB | filled in s "
            + "| MiB on disk | ready after a stop, s | after kill -9, s |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        foreach (var point in points)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {point.Name} | {point.RecordsPerSecond:N0} | {point.ProcessorMicroseconds:N1} | {point.FreshP99Ms:N0} | "
                + $"{point.ResidentMiB:N0} | {point.FillSeconds:N1} | {point.DiskMiB:N0} | {point.StartAfterStopSeconds:N1} | "
                + $"{point.StartAfterKillSeconds:N1} |"));
        }
    }

    public static Task WriteAsync(string file, IReadOnlyList<GrowthPoint> points) => File.WriteAllTextAsync(
        file, JsonSerializer.Serialize(new { at = DateTimeOffset.Now, points }, Indented));
}
