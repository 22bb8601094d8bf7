namespace GridActors.Standalone.Tests.Processes;

/// <summary>The real executable in a process of its own, as a user starts it.</summary>
internal sealed class StandaloneProcess : IAsyncDisposable
{
    private static readonly ServerProgram Program = new("GridActors.Standalone.dll");

    private readonly ServerProcess _server;

    private StandaloneProcess(ServerProcess server) => _server = server;

    public string Address => _server.Address;

    /// <summary>The token that a first start without <c>--open</c> shows.</summary>
    public string? Token => _server.Said is [var line] ? line.Split(' ')[^1] : null;

    public static Task<StandaloneProcess> ServeAsync(string dataDirectory, params string[] more) =>
        StartAsync(hasToken: false, ["serve", "--data", dataDirectory, "--urls", "http://127.0.0.1:0", "--open", .. more]);

    /// <summary>As <see cref="ServeAsync"/>, by a program that was prepared otherwise.</summary>
    public static async Task<StandaloneProcess> ServeByAsync(ServerProgram program, string dataDirectory, params string[] more) =>
        new(await program.ServeAsync(0, ["serve", "--data", dataDirectory, "--urls", "http://127.0.0.1:0", "--open", .. more]));

    public static Task<StandaloneProcess> ServeAtAsync(string url, string dataDirectory) =>
        StartAsync(hasToken: false, "serve", "--data", dataDirectory, "--urls", url, "--open");

    public static Task<StandaloneProcess> ServeWithTokensAsync(string dataDirectory) =>
        StartAsync(hasToken: true, "serve", "--data", dataDirectory, "--urls", "http://127.0.0.1:0");

    public static Task<StandaloneProcess> DemoAsync(params string[] more) =>
        StartAsync(hasToken: false, ["demo", "--urls", "http://127.0.0.1:0", .. more]);

    /// <summary>Runs a verb to its end.</summary>
    public static Task<(int ExitCode, string Output)> RunAsync(params string[] arguments) => Program.RunAsync(arguments);

    public long ResidentBytes => _server.ResidentBytes;

    public void Kill() => _server.Kill();

    /// <param name="name">STOP, CONT or TERM.</param>
    public void Signal(string name) => _server.Signal(name);

    public Task<int> TerminateAsync() => _server.TerminateAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static async Task<StandaloneProcess> StartAsync(bool hasToken, params string[] arguments) =>
        new(await Program.ServeAsync(hasToken ? 1 : 0, arguments));
}
