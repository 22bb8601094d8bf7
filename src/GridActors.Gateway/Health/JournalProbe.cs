using GridActors.Core.Units;
using GridActors.Journaling.Ports;

namespace GridActors.Gateway.Health;

/// <summary>
/// Whether the journal answers: one read of a unit that never exists, at most once a second however many ask.
/// </summary>
internal sealed class JournalProbe(IJournal journal, TimeProvider time)
{
    private static readonly UnitId Nobody = UnitId.Parse("readiness-probe");
    private static readonly TimeSpan Age = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private Task<bool>? _probe;
    private long _since;

    public Task<bool> AnswersAsync()
    {
        lock (_gate)
        {
            if (_probe is null || (_probe.IsCompleted && time.GetElapsedTime(_since) >= Age))
            {
                _since = time.GetTimestamp();
                _probe = ReadAsync();
            }

            return _probe;
        }
    }

    private async Task<bool> ReadAsync()
    {
        try
        {
            await Task.Yield(); // the read itself must not run inside the lock
            await journal.LoadAsync(Nobody).AsTask().WaitAsync(Patience, time);
            return true;
        }
        catch (Exception exception) when (exception is JournalUnavailableException or TimeoutException)
        {
            return false;
        }
    }
}
