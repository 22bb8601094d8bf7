using Microsoft.Extensions.Logging;

namespace GridActors.CommandLine.Hosting;

/// <summary>What a server's process says of itself on the console.</summary>
internal static class ProcessLog
{
    private static readonly long StartedAt = Environment.TickCount64;
    private static readonly TimeSpan StartLasts = TimeSpan.FromMinutes(1);

    public static void Configure(ILoggingBuilder logging) => logging
        .ClearProviders()
        .AddSimpleConsole(console => console.SingleLine = true)
        .AddFilter("Microsoft.AspNetCore", LogLevel.Warning)
        .AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning)

        // Authentication brings keys along for cookies, of which there are none.
        .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error)

        // Or every request has an activity made for it, with an id that no log of ours shows.
        .AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None)

        // A start that fails comes back as the exception that it is and is told in one line.
        .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical)
        .AddFilter("Orleans", LogLevel.Warning)
        .AddFilter("Polly", LogLevel.Warning)

        // Its first look takes the time since the machine's own start for a stall.
        .AddFilter("Orleans.Runtime.Watchdog", level => level > LogLevel.Warning || (
            level == LogLevel.Warning && Environment.TickCount64 - StartedAt > StartLasts.TotalMilliseconds));
}
