using System.Net;
using System.Net.Sockets;
using GridActors.CommandLine.Commands;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace GridActors.CommandLine.Hosting;

/// <summary>A server that cannot listen where it was told to says so in one line.</summary>
internal static class Listening
{
    /// <summary>Looks whether it could, before anything else is begun.</summary>
    /// <exception cref="OptionsException">
    /// An address is none, is in use, is another machine's, or needs rights that the user has not.
    /// </exception>
    public static void ThrowIfImpossible(string urls)
    {
        foreach (var url in urls.Split(';'))
        {
            if (WhyNot(url) is { } reason)
            {
                throw new OptionsException($"'{url}' is no address to listen on: {reason}");
            }

            var address = BindingAddress.Parse(url);
            if (!address.IsUnixPipe)
            {
                ThrowIfImpossible(new IPEndPoint(IpOf(address.Host), address.Port), url);
            }
        }
    }

    /// <param name="endpoint">Port 0 is any free one.</param>
    /// <param name="name">What the user calls it.</param>
    /// <exception cref="OptionsException">It cannot listen there.</exception>
    public static void ThrowIfImpossible(IPEndPoint endpoint, string name)
    {
        using var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(endpoint);
        }
        catch (SocketException failure)
        {
            throw new OptionsException($"cannot listen on {name}: {failure.Message}");
        }
    }

    /// <summary>Starts it, and lets go of it again where that fails.</summary>
    /// <exception cref="OptionsException">Somebody else took one of its ports meanwhile.</exception>
    public static async Task StartAsync(WebApplication app, CancellationToken cancellation)
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
                throw new OptionsException($"cannot listen: {socket.Message}");
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

    /// <summary>What is no number stands for all of this machine's addresses, as for the web server.</summary>
    private static IPAddress IpOf(string host) => host == "localhost"
        ? IPAddress.Loopback
        : IPAddress.TryParse(host.Trim('[', ']'), out var ip) ? ip : IPAddress.Any;

    private static SocketException? FindSocketFailure(Exception? failure) => failure switch
    {
        null => null,
        SocketException socket => socket,
        _ => FindSocketFailure(failure.InnerException),
    };
}
