namespace GridActors.Gateway.Live;

/// <summary>
/// One moment of a live feed: the newest event, and the wait for the next moment. Every watcher waits on the same
/// object; one who comes late finds the newest event and has skipped those between.
/// </summary>
/// <param name="Event">The newest event as it goes over the wire; null while there is none.</param>
internal sealed record Pulse(byte[]? Event)
{
    private readonly TaskCompletionSource<bool> _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>False when the feed has ended.</summary>
    /// <exception cref="Exception">What ended the feed before its first event.</exception>
    public Task<bool> NextAsync(CancellationToken cancellation) => _next.Task.WaitAsync(cancellation);

    public void Pass() => _next.TrySetResult(true);

    public void End() => _next.TrySetResult(false);

    public void Fail(Exception exception)
    {
        _next.TrySetException(exception);
        _ = _next.Task.Exception; // watchers may all have left; then it is nobody's
    }
}
