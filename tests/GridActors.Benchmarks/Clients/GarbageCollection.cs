using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace GridActors.Benchmarks.Clients;

/// <summary>
/// A full collection in another process, asked for through the runtime's own diagnostic port: without one, what is
/// resident says more of the last minute's garbage than of what is held.
/// </summary>
internal static class GarbageCollection
{
    private const byte EventPipe = 2;
    private const byte CollectTracing = 2;
    private const ulong CollectHeap = 0x80_0000;
    private const int HeadBytes = 20;
    private const int Times = 2;

    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(4);

    /// <exception cref="InvalidOperationException">The process has no such port.</exception>
    public static async Task RunAsync(int process)
    {
        // One that was killed leaves its port behind, and its number may come again.
        var port = Directory.GetFiles(Path.GetTempPath(), $"dotnet-diagnostic-{process}-*-socket").MaxBy(File.GetCreationTimeUtc)
            ?? throw new InvalidOperationException($"process {process} has no diagnostic port");
        for (var i = 0; i < Times; i++)
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(port));
            await socket.SendAsync(Request());
            await DrainAsync(socket);
        }
    }

    /// <summary>What it reports goes nowhere; it must only be able to.</summary>
    private static async Task DrainAsync(Socket socket)
    {
        var buffer = new byte[64 * 1024];
        using var over = new CancellationTokenSource(Wait);
        try
        {
            while (await socket.ReceiveAsync(buffer, over.Token) > 0)
            {
            }
        }
        catch (OperationCanceledException)
        {
            // The collection is done long since.
        }
    }

    /// <summary>A session of one provider, whose start makes the runtime collect.</summary>
    private static byte[] Request()
    {
        const string provider = "Microsoft-Windows-DotNETRuntime\0";
        using var request = new MemoryStream();
        using var writer = new BinaryWriter(request);
        writer.Write("DOTNET_IPC_V1\0"u8);
        writer.Write((ushort)0); // of the whole; known at the end
        writer.Write([EventPipe, CollectTracing, 0, 0]);
        writer.Write(16); // MB of buffer
        writer.Write(1); // format
        writer.Write(1); // providers
        writer.Write(CollectHeap);
        writer.Write(4); // level
        writer.Write(provider.Length);
        writer.Write(Encoding.Unicode.GetBytes(provider));
        writer.Write(0); // no arguments
        var bytes = request.ToArray();
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(HeadBytes - 6), (ushort)bytes.Length);
        return bytes;
    }
}
