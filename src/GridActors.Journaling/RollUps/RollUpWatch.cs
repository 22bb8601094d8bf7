using GridActors.Core.Units;
using GridActors.Journaling.Ports;

namespace GridActors.Journaling.RollUps;

/// <summary>
/// When a cluster looks for totals that lag, and what it heals. Stored totals of a busy area lag by design, a few
/// seconds, so at rest only what lagged at two looks in a row is read again. After a host came or went all that lags
/// is, several times: what an area stores a few seconds later may show that its parent missed it.
/// </summary>
public sealed class RollUpWatch(IUnitStore store, IUnits units, IUnitLog log, TimeProvider time)
{
    /// <summary>Above the pace in which areas store their totals, so that every look sees newer ones.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromSeconds(6);

    /// <summary>How long after a host came or went: then what lagged is stored.</summary>
    public static readonly TimeSpan AlertLasts = TimeSpan.FromSeconds(25);

    private static readonly TimeSpan RestPace = TimeSpan.FromMinutes(1);

    private readonly RollUpHealer _healer = new(store, units, log);
    private HashSet<UnitId> _lagged = [];
    private long? _alertedAt; // of TimeProvider.GetTimestamp: a clock that is set back must not keep it from looking
    private long? _lookedAt;

    /// <summary>A host came or went, and reports may have gone with it.</summary>
    public void Alert() => _alertedAt = time.GetTimestamp();

    /// <summary>To be called at <see cref="Pace"/>; nothing was to be healed where it was not time to look.</summary>
    public async Task<Healed> LookAsync(CancellationToken cancellation = default)
    {
        var isAlert = _alertedAt is { } alerted && time.GetElapsedTime(alerted) < AlertLasts;
        if (!isAlert && _lookedAt is { } looked && time.GetElapsedTime(looked) < RestPace)
        {
            return default;
        }

        _lookedAt = time.GetTimestamp();
        var lagging = await store.FindStaleAsync(cancellation);
        var lagged = _lagged;
        _lagged = [.. lagging];
        return await _healer.RefreshAsync(isAlert ? lagging : lagging.Where(lagged.Contains), cancellation);
    }
}
