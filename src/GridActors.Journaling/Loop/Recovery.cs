namespace GridActors.Journaling.Loop;

/// <summary>
/// What a unit does of itself after a batch of unknown outcome, so that it need not wait for its next record.
/// </summary>
/// <param name="loadAsync">Folds the unit again where that has not happened meanwhile.</param>
/// <param name="lookAsync">Holds the unit to the journal's version.</param>
internal sealed class Recovery(UnitPorts ports, Func<Task> loadAsync, Func<Task> lookAsync)
{
    private bool _isLoading;
    private bool _isLooking;
    private int _failures;

    public bool IsIdle => !_isLoading && !_isLooking;

    /// <summary>A batch has failed just now.</summary>
    public void Begin()
    {
        _failures++;
        if (!_isLoading)
        {
            _ = LoadLaterAsync();
        }

        if (!_isLooking)
        {
            _ = LookLaterAsync();
        }
    }

    /// <summary>
    /// The append that failed may have been written after all; then the totals above lack it until the unit is loaded
    /// again.
    /// </summary>
    private async Task LoadLaterAsync()
    {
        _isLoading = true;
        await Task.Delay(ports.Options.RetryPause, ports.Time);
        _isLoading = false;
        await loadAsync();
    }

    /// <summary>
    /// A transaction of unknown outcome may commit after the unit was loaded again; nobody else would ever tell it.
    /// </summary>
    private async Task LookLaterAsync()
    {
        _isLooking = true;
        for (var failures = 0; failures != _failures;)
        {
            failures = _failures;
            await Task.Delay(ports.Options.LateCommitPause, ports.Time);
        }

        _isLooking = false;
        await lookAsync();
    }
}
