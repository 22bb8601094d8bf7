using System.Globalization;
using System.Text.Json;

namespace GridActors.Benchmarks.Lines;

/// <summary>A ratio that is wanted: one line's rate beside another's.</summary>
internal sealed record Aim(string Text, string Line, string Beside, double AtLeast);

/// <summary>The table for people, and the same for programs.</summary>
internal static class RoundsReport
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static void Print(IReadOnlyList<Line> lines, IReadOnlyList<Aim> aims)
    {
        Console.WriteLine();
        Console.WriteLine("| | durable records/s (rounds) | beside the usual way | p50, p99 ms of a call | in the county's totals, p99 |");
        Console.WriteLine("| --- | --- | --- | --- | --- |");
        foreach (var line in lines.Where(line => line.Samples.Count > 0))
        {
            var rates = line.Samples.Select(sample => sample.RecordsPerSecond).ToList();
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {line.FullName} | {line.RecordsPerSecond:N0} ({rates.Min():N0} to {rates.Max():N0}) | {Beside(lines, line)} | "
                + $"{Calls(line)} | {Fresh(line)} |"));
        }

        Console.WriteLine();
        foreach (var line in lines.Where(line => line.Failure is not null))
        {
            Console.WriteLine($"Left out: {line.FullName}: {line.Failure}");
        }

        PrintAims(lines, aims);
    }

    public static async Task WriteAsync(string file, IReadOnlyList<Line> lines, IReadOnlyList<Aim> aims, int rounds, TimeSpan duration)
    {
        var result = new
        {
            at = DateTimeOffset.Now,
            processors = Environment.ProcessorCount,
            rounds,
            seconds = duration.TotalSeconds,
            lines = lines.Select(line => new
            {
                line.Group,
                line.Name,
                recordsPerSecond = line.RecordsPerSecond,
                rounds = line.Samples,
                besideUsual = RatioToUsual(lines, line),
                line.Failure,
            }),
            aims = aims.Select(aim => new { aim.Text, aim.AtLeast, ratio = RatioOf(lines, aim) }),
        };
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(result, Indented));
    }

    private static void PrintAims(IReadOnlyList<Line> lines, IReadOnlyList<Aim> aims)
    {
        var known = aims.Where(aim => RatioOf(lines, aim) is not null).ToList();
        if (known.Count == 0)
        {
            return;
        }

        Console.WriteLine();
        Console.WriteLine("| aim | at least | measured | |");
        Console.WriteLine("| --- | --- | --- | --- |");
        foreach (var aim in known)
        {
            var ratio = RatioOf(lines, aim)!.Value;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {aim.Text} | {aim.AtLeast:0.##} x | {ratio:0.##} x | {(ratio >= aim.AtLeast ? "reached" : "missed")} |"));
        }
    }

    private static string Beside(IReadOnlyList<Line> lines, Line line) =>
        RatioToUsual(lines, line) is { } ratio ? ratio.ToString("N1", CultureInfo.InvariantCulture) + " x" : "";

    private static string Calls(Line line) => line.Median(sample => sample.P50Ms) is { } p50
        ? string.Create(CultureInfo.InvariantCulture, $"{p50:N1}, {line.Median(sample => sample.P99Ms):N1}")
        : "";

    private static string Fresh(Line line) => line.Median(sample => sample.FreshP99Ms) is { } fresh
        ? string.Create(CultureInfo.InvariantCulture, $"{fresh:N0} ms")
        : "";

    private static double? RatioToUsual(IReadOnlyList<Line> lines, Line line) =>
        lines.FirstOrDefault(each => each.IsUsual && each.Group == line.Group && each.Samples.Count > 0) is { } usual
            ? line.RecordsPerSecond / usual.RecordsPerSecond
            : null;

    private static double? RatioOf(IReadOnlyList<Line> lines, Aim aim) =>
        Find(lines, aim.Line) is { } line && Find(lines, aim.Beside) is { } beside ? line.RecordsPerSecond / beside.RecordsPerSecond : null;

    private static Line? Find(IReadOnlyList<Line> lines, string name) =>
        lines.FirstOrDefault(line => line.FullName == name && line.Samples.Count > 0);
}
