namespace GridActors.CommandLine.Hosting;

/// <summary>So many of a kind may be told within a while; what comes beyond is left out.</summary>
internal sealed class Ration(TimeProvider time)
{
    public const int Most = 20;

    public static readonly TimeSpan While = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private long? _since;
    private int _told;

    /// <param name="isLast">The next ones are left out.</param>
    public bool Takes(out bool isLast)
    {
        lock (_lock)
        {
            if (_since is not { } since || time.GetElapsedTime(since) >= While)
            {
                (_since, _told) = (time.GetTimestamp(), 0);
            }

            isLast = _told == Most - 1;
            return _told++ < Most;
        }
    }
}
