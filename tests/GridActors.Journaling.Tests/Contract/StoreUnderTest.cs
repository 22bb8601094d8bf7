using GridActors.Journaling.Ports;

namespace GridActors.Journaling.Tests.Contract;

/// <summary>How a store's tests make one. Made anew for each test.</summary>
public abstract class StoreUnderTest : IAsyncDisposable
{
    /// <summary>An empty store.</summary>
    public abstract Task<IUnitStore> OpenAsync();

    /// <summary>What the next process would find. A store that keeps nothing beyond its own gives itself back.</summary>
    public abstract Task<IUnitStore> ReopenAsync();

    /// <summary>Makes it what a program that knew no traces would have left.</summary>
    public virtual Task ForgetTracesAsync() => throw new NotSupportedException();

    public abstract ValueTask DisposeAsync();
}
