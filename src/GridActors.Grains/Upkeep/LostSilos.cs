using GridActors.Journaling.RollUps;

namespace GridActors.Grains.Upkeep;

/// <summary>
/// Whether a silo that was here went a short while ago. One that was gone before this silo came is none of them: a
/// cluster that starts cold has lost nothing that it has to ask for.
/// </summary>
internal sealed class LostSilos(IClusterMembershipService membership, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly HashSet<SiloAddress> _here = [];
    private MembershipVersion _seen = MembershipVersion.MinValue;
    private long? _lostAt; // of TimeProvider.GetTimestamp

    public bool IsRecent
    {
        get
        {
            // Not as of the last update that somebody was told of: calls are already sent elsewhere by then.
            See(membership.CurrentSnapshot);
            lock (_lock)
            {
                return _lostAt is { } lost && time.GetElapsedTime(lost) < RollUpWatch.AlertLasts;
            }
        }
    }

    public void See(ClusterMembershipSnapshot members)
    {
        lock (_lock)
        {
            if (members.Version <= _seen)
            {
                return;
            }

            _seen = members.Version;
            foreach (var silo in members.Members.Values)
            {
                if (silo.Status == SiloStatus.Active)
                {
                    _here.Add(silo.SiloAddress);
                }
                else if (silo.Status.IsTerminating() && _here.Remove(silo.SiloAddress))
                {
                    _lostAt = time.GetTimestamp();
                }
            }
        }
    }
}
