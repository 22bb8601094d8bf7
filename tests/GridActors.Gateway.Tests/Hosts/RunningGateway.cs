namespace GridActors.Gateway.Tests.Hosts;

/// <summary>A gateway that listens, whatever host it runs in.</summary>
public sealed class RunningGateway(Uri address, IServiceProvider services, Func<ValueTask> stop) : IAsyncDisposable
{
    public Uri Address { get; } = address;

    public IServiceProvider Services { get; } = services;

    public ValueTask DisposeAsync() => stop();
}
