using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace GridActors.Gateway;

/// <summary>How hosts set up their web server for these routes.</summary>
public static class GatewayKestrel
{
    private const int HeaderBytesMax = 16 * 1024;
    private const int HeadersMax = 64;
    private const int RequestLineBytesMax = 4 * 1024;

    /// <summary>
    /// Requests are worked on where their bytes were read, on a thread of the pool as always, and answers sent from
    /// where they were written: whoever only reads does not stop on a busy pool's queue three times in between.
    /// </summary>
    public static IWebHostBuilder UseGatewayKestrel(this IWebHostBuilder web) => web
        .ConfigureKestrel(Configure)
        .UseSockets(sockets => sockets.UnsafePreferInlineScheduling = true)
        .ConfigureServices(services => services.AddSingleton<IMemoryPoolFactory<byte>, RequestBlocks>());

    private static void Configure(KestrelServerOptions kestrel)
    {
        kestrel.Configure(); // addresses are the host's to say, who looks at them; the environment adds none
        kestrel.AddServerHeader = false;
        var limits = kestrel.Limits;

        // Only three routes read bodies, and each counts its own bytes; the others get none of this size.
        limits.MaxRequestBodySize = GatewayLimits.JsonBodyBytesMax;
        limits.MaxRequestHeadersTotalSize = HeaderBytesMax;
        limits.MaxRequestHeaderCount = HeadersMax;
        limits.MaxRequestLineSize = RequestLineBytesMax;

        // Village networks are slow, but a connection that gives or takes nothing must not be held for ever. The rate
        // for answers is the higher one: it bounds the time by the size of what waits to be taken.
        limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 100, gracePeriod: TimeSpan.FromSeconds(10));
        limits.MinResponseDataRate = new MinDataRate(bytesPerSecond: 1000, gracePeriod: TimeSpan.FromSeconds(10));
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        limits.KeepAliveTimeout = TimeSpan.FromMinutes(2);
    }
}
