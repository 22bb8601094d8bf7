namespace GridActors.Benchmarks.Clients;

/// <summary>Where one deployment's data lies, empty at first, and how a server is started on it, again and again.</summary>
internal interface IDeployment : IAsyncDisposable
{
    /// <summary>Waits until it is ready.</summary>
    ServerProcess Start();

    /// <summary>On disk, indexes and log included.</summary>
    Task<long> BytesAsync();
}

/// <summary>The standalone executable on a folder of its own.</summary>
internal sealed class StandaloneDeployment : IDeployment
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gridactors-bench-");

    public ServerProcess Start() => ServerProcess.Start(_folder.FullName);

    public Task<long> BytesAsync() => Task.FromResult(_folder.EnumerateFiles().Sum(file => file.Length));

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
