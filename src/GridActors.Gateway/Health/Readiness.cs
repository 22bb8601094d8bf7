namespace GridActors.Gateway.Health;

/// <summary>Set by the host: true once it can serve, false again while it shuts down.</summary>
public sealed class Readiness
{
    private volatile bool _isReady;

    public bool IsReady
    {
        get => _isReady;
        set => _isReady = value;
    }
}
