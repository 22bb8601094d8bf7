using System.Net;
using System.Net.Sockets;
using GridActors.CommandLine.Commands;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace GridActors.CommandLine.Hosting;

/// <summary>A server that cannot listen where it was told to says so in one line.</summary>
internal static class Listening
{
    /// <exception cref="OptionsException">An address is none that this server can listen on.</exception>
    public static void ThrowIfNoAddress(string urls)
    {
        foreach (var url in urls.Split(';'))
        {
            if (WhyNot(url) is { } reason)
            {
                throw new OptionsException($"'{url}' is no address to listen on: {reason}");
            }
        }
    }

    /// <summary>Starts it, and lets go of it again where that fails.</summary>
    /// <param name="app">Hosts nothing but what may listen too.</param>
    /// <param name="where">All that it listens on, for the user to read.</param>
    /// <exception cref="OptionsException">An address is in use, of another machine, or not this user's.</exception>
    public static async Task StartAsync(WebApplication app, string where, CancellationToken cancellation)
    {
        try
        {
            await app.StartAsync(cancellation);
        }
        catch (Exception failure)
        {
            await app.DisposeAsync();
            if (FindSocketFailure(failure) is { } socket)
            {
                throw new OptionsException($"cannot listen on {where}: {socket.Message}");
            }

            throw;
        }
    }

    private static string? WhyNot(string url)
    {
        BindingAddress address;
        try
        {
            address = BindingAddress.Parse(url);
        }
        catch (FormatException)
        {
            return "it should be like http://127.0.0.1:5080";
        }

        return address switch
        {
            { Scheme: not "http" } => "only http:// is served; a proxy in front gives TLS",
            { PathBase.Length: > 0 } => "it has a path",
            { IsUnixPipe: false, Port: > IPEndPoint.MaxPort } => $"ports end at {IPEndPoint.MaxPort}",
            _ => null,
        };
    }

    private static SocketException? FindSocketFailure(Exception? failure) => failure switch
    {
        null => null,
        SocketException socket => socket,
        _ => FindSocketFailure(failure.InnerException),
    };
}
