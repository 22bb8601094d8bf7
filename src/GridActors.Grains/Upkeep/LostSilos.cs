using GridActors.Journaling.RollUps;

namespace GridActors.Grains.Upkeep;

/// <summary>
/// Whether a silo went a short while ago. Where all were lost at once, by a power cut, the first to come back finds the
/// others gone already: so a silo that has just come takes it that one was lost before.
/// </summary>
internal sealed class LostSilos(IClusterMembershipService membership, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly HashSet<SiloAddress> _here = [];
    private MembershipVersion _seen = MembershipVersion.MinValue;
    private long? _lostAt; // of TimeProvider.GetTimestamp; null: not here yet

    public bool IsRecent
    {
        get
        {
            // Not as of the last update that somebody was told of: calls are already sent elsewhere by then.
            See(membership.CurrentSnapshot);
            lock (_lock)
            {
                return _lostAt is not { } lost || time.GetElapsedTime(lost) < RollUpWatch.AlertLasts;
            }
        }
    }

    /// <summary>The silo has joined. How long that took says nothing of when the others went.</summary>
    public void Joined()
    {
        lock (_lock)
        {
            _lostAt ??= time.GetTimestamp();
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
