using System.Net;
using System.Net.Sockets;

namespace GridActors.Postgres.Tests.Servers;

/// <summary>
/// Ports to listen on. Not those that the system would give: between asking for one and listening on it, it may give it
/// to somebody else's outgoing connection, and tests that run at once would then meet.
/// </summary>
internal static class FreePorts
{
    /// <summary>Below what Linux gives to connections.</summary>
    private const int First = 12_000;
    private const int Count = 20_000;

    private static int s_next = Environment.ProcessId * 97 % Count; // programs that run at once begin apart

    /// <summary>Each only once in this process.</summary>
    public static int Next()
    {
        for (var attempt = 0; attempt < Count; attempt++)
        {
            var port = First + (int)((uint)Interlocked.Increment(ref s_next) % Count);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                continue; // taken
            }
        }

        throw new InvalidOperationException("No port is free.");
    }
}
