using System.Diagnostics;

namespace GridActors.Benchmarks.Lines;

/// <summary>
/// How long this machine's disk takes to hold what it was given. Who commits each record by itself, holding a lock that
/// the next one needs, can be no faster; who commits many together hardly feels it. So ratios move with it.
/// </summary>
internal static class DiskFlush
{
    private const int Flushes = 300;
    private const int Page = 8192;

    /// <summary>Milliseconds that a page written and flushed takes, beside databases in the same folder: p50, p99.</summary>
    public static (double Median, double P99) Measure()
    {
        var path = Path.Combine(Path.GetTempPath(), $"gridactors-flush-{Guid.NewGuid():N}");
        try
        {
            using var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write);
            var page = new byte[Page];
            var times = new List<double>(Flushes);
            for (var i = 0; i < Flushes; i++)
            {
                var began = Stopwatch.GetTimestamp();
                RandomAccess.Write(file, page, (long)i * Page);
                RandomAccess.FlushToDisk(file);
                times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }

            double[] sorted = [.. times.Order()];
            return (sorted[Flushes / 2], sorted[Flushes * 99 / 100]);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
