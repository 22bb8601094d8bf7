namespace GridActors.Benchmarks.Clients;

internal static class Percentiles
{
    /// <param name="sorted">Ascending.</param>
    /// <returns>Null of nothing.</returns>
    public static double? Of(IReadOnlyList<double> sorted, double part) =>
        sorted.Count == 0 ? null : sorted[(int)Math.Min(sorted.Count - 1, part * sorted.Count)];
}
