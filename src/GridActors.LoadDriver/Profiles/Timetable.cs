namespace GridActors.LoadDriver.Profiles;

/// <summary>
/// When each call is meant to be made. With a rate, calls keep to it whatever the answers do (open loop); without one
/// each is made as soon as a sender is free (closed loop).
/// </summary>
internal sealed class Timetable
{
    private const int Slots = 480;

    /// <summary>Calls that are to be made before the end of each slot; null for a closed loop.</summary>
    private readonly double[]? _before;
    private readonly TimeSpan _duration;

    /// <param name="callsPerSecond">On the average of the run; null for a closed loop.</param>
    public Timetable(Profile profile, double? callsPerSecond, TimeSpan duration)
    {
        _duration = duration;
        if (callsPerSecond is not { } rate)
        {
            return;
        }

        _before = new double[Slots + 1];
        for (var slot = 0; slot < Slots; slot++)
        {
            var calls = rate * duration.TotalSeconds / Slots * profile.Busyness((slot + 0.5) / Slots);
            _before[slot + 1] = _before[slot] + calls;
        }
    }

    /// <summary>When the call is due, from the start of the run; null when it is not to be made any more.</summary>
    /// <param name="now">From the start of the run.</param>
    public TimeSpan? At(long call, TimeSpan now)
    {
        if (_before is null)
        {
            return now < _duration ? now : null;
        }

        if (call >= _before[^1])
        {
            return null;
        }

        var found = Array.BinarySearch(_before, call);
        var slot = found >= 0 ? found : ~found - 1;
        while (_before[slot + 1] <= call)
        {
            slot++; // a slot without calls
        }

        var within = (call - _before[slot]) / (_before[slot + 1] - _before[slot]);
        return _duration * ((slot + within) / Slots);
    }
}
