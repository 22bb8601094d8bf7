using Microsoft.Extensions.Logging;

namespace GridActors.CommandLine.Hosting;

/// <summary>What a server's process says of itself on the console.</summary>
internal static class ProcessLog
{
    public static void Configure(ILoggingBuilder logging) => logging
        .ClearProviders()
        .AddSimpleConsole(console => console.SingleLine = true)
        .AddFilter("Microsoft.AspNetCore", LogLevel.Warning)
        .AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning)
        .AddFilter("Orleans", LogLevel.Warning)
        .AddFilter("Polly", LogLevel.Warning);
}
