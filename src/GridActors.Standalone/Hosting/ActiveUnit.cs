using GridActors.Journaling.Loop;

namespace GridActors.Standalone.Hosting;

/// <summary>A unit in memory, its turns, and who is using it; once put away it is never entered again.</summary>
internal sealed class ActiveUnit(JournaledUnit unit)
{
    private const int PutAway = int.MinValue;

    private int _users;

    public JournaledUnit Unit { get; } = unit;

    public Turns Turns { get; } = new();

    /// <summary>When it was last entered; from <see cref="TimeProvider.GetTimestamp"/>.</summary>
    public long LastUsed { get; set; }

    /// <summary>As of its last turn; read from outside only to add up memory.</summary>
    public int ChildCount => Unit.ChildCount;

    /// <summary>False when it was put away meanwhile and must be made anew.</summary>
    public bool TryEnter(long timestamp)
    {
        LastUsed = timestamp;
        while (true)
        {
            var users = Volatile.Read(ref _users);
            if (users == PutAway)
            {
                return false;
            }

            if (Interlocked.CompareExchange(ref _users, users + 1, users) == users)
            {
                return true;
            }
        }
    }

    public void Leave() => Interlocked.Decrement(ref _users);

    /// <summary>True when nobody uses it, nothing is under way in it, and nobody can enter it any more.</summary>
    public bool TryPutAway() =>
        Unit.IsIdle && Interlocked.CompareExchange(ref _users, PutAway, 0) == 0;
}
