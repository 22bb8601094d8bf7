using System.Net;
using GridActors.CommandLine.Commands;
using Microsoft.AspNetCore.Http;

namespace GridActors.CommandLine.Access;

/// <summary>Serving without authentication is for one's own machine.</summary>
internal static class OpenAccess
{
    /// <param name="urls">Addresses to listen on (<see cref="Hosting.Listening.ThrowIfImpossible(string)"/>).</param>
    /// <exception cref="OptionsException">An address reaches beyond loopback.</exception>
    public static void ThrowIfOutside(string urls)
    {
        if (urls.Split(';').FirstOrDefault(url => !IsLoopback(url)) is { } outside)
        {
            throw new OptionsException($"--open serves without authentication and is refused on {outside}");
        }
    }

    private static bool IsLoopback(string url)
    {
        var host = BindingAddress.Parse(url).Host;
        return host == "localhost"
            || (IPAddress.TryParse(host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));
    }
}
