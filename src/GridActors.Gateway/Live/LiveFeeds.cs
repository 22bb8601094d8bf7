using GridActors.Core.Units;
using GridActors.Gateway.Totals;
using GridActors.Journaling.Ports;
using Microsoft.Extensions.Logging;

namespace GridActors.Gateway.Live;

/// <summary>The feeds that somebody watches; each goes with its last watcher.</summary>
internal sealed class LiveFeeds(IUnits units, TotalsAnswer totals, TimeProvider time, ILogger<LiveFeeds> log)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<UnitId, Watched> _watched = [];

    /// <summary>Number of units that somebody watches.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _watched.Count;
            }
        }
    }

    /// <summary>Dispose of it when the watcher leaves.</summary>
    public Watcher Watch(UnitId unit)
    {
        Watched watched;
        var isNew = false;
        lock (_gate)
        {
            if (!_watched.TryGetValue(unit, out watched!) || watched.Feed.HasEnded)
            {
                watched = new Watched(unit, new LiveFeed(unit, units, totals, time, log));
                _watched[unit] = watched;
                isNew = true;
            }

            watched.Watchers++;
        }

        if (isNew)
        {
            _ = watched.Feed.RunAsync(); // tells its watchers itself how it ends
        }

        return new Watcher(this, watched);
    }

    private void Leave(Watched watched)
    {
        lock (_gate)
        {
            if (--watched.Watchers > 0)
            {
                return;
            }

            // A feed that ended may have been replaced already by a new one for the same unit.
            if (_watched.TryGetValue(watched.Unit, out var current) && ReferenceEquals(current, watched))
            {
                _watched.Remove(watched.Unit);
            }
        }

        watched.Feed.Dispose();
    }

    internal sealed class Watcher(LiveFeeds feeds, Watched watched) : IDisposable
    {
        public LiveFeed Feed => watched.Feed;

        public void Dispose() => feeds.Leave(watched);
    }

    internal sealed record Watched(UnitId Unit, LiveFeed Feed)
    {
        public int Watchers { get; set; }
    }
}
