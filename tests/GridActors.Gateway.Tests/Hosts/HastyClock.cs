namespace GridActors.Gateway.Tests.Hosts;

/// <summary>A clock on which one stretch of time passes in 100 ms; everything else keeps its pace.</summary>
public sealed class HastyClock(TimeSpan stretch) : TimeProvider
{
    private static readonly TimeSpan Hasty = TimeSpan.FromMilliseconds(100);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new Timer(base.CreateTimer(callback, state, Hastened(dueTime), Hastened(period)), Hastened);

    private TimeSpan Hastened(TimeSpan time) => time == stretch ? Hasty : time;

    private sealed class Timer(ITimer timer, Func<TimeSpan, TimeSpan> hastened) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(hastened(dueTime), hastened(period));

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
