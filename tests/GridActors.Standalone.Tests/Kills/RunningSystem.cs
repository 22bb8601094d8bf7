namespace GridActors.Standalone.Tests.Kills;

/// <summary>A deployment in processes of its own, for tests that share it and each take units of their own.</summary>
public abstract class RunningSystem : IAsyncLifetime
{
    /// <summary>What it is, for the table of results.</summary>
    public abstract string Host { get; }

    /// <summary>Every address that answers; any of them answers for all units.</summary>
    public abstract IReadOnlyList<string> Addresses { get; }

    public abstract Task InitializeAsync();

    public abstract Task DisposeAsync();

    /// <summary>Every unit leaves memory, and whoever asks next has it loaded from its journal.</summary>
    public abstract Task ForgetAsync();

    public abstract Task<(int ExitCode, string Output)> VerifyAsync();
}
