using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using GridActors.Benchmarks.Baselines;
using GridActors.Benchmarks.Clients;
using GridActors.Benchmarks.Workloads;

namespace GridActors.Benchmarks.Lines;

/// <summary>
/// What people pick for live counters, made as durable as ours: for each record a transaction that keeps it under its
/// identity and raises four counters, the checkpoint's, village's, township's and county's. One counter each, no days, no
/// rules, all in memory: everything is in its favour.
/// </summary>
internal sealed class RedisLines : IAsyncDisposable
{
    private const string Group = "Redis, passages";
    private const int Connections = 64;
    private const int Batch = 100;
    private const int CommandsPerRecord = 5;

    private const string Data = """{"direction":"in","people":2,"temperature":36.5,"code":"green","outcome":"pass"}""";

    private static readonly int DataBytes = Encoding.UTF8.GetByteCount(Data);

    private readonly Lazy<Task<RedisServer>> _server = new(RedisServer.StartAsync);
    private long _seq;
    private long _acknowledged;

    public IReadOnlyList<Line> All =>
    [
        Of("single records, a transaction each", 1),
        Of($"batches of {Batch}, a transaction each", Batch),
    ];

    public async ValueTask DisposeAsync()
    {
        if (_server is { IsValueCreated: true, Value: { IsCompletedSuccessfully: true } started })
        {
            (await started).Dispose();
        }
    }

    private Line Of(string name, int batch) => new(Group, name, async duration =>
    {
        var server = await _server.Value;
        var watch = Stopwatch.StartNew();
        var calls = await Task.WhenAll(Enumerable.Range(0, Connections).Select(connection => Task.Run(
            () => CallAsync(server, connection, batch, watch, duration))));
        var seconds = watch.Elapsed.TotalSeconds;
        double[] latencies = [.. calls.SelectMany(each => each).Order()];
        _acknowledged += (long)latencies.Length * batch;
        return new Sample(latencies.Length * batch / seconds, Percentiles.Of(latencies, 0.5), Percentiles.Of(latencies, 0.99));
    })
    {
        CheckAsync = CheckAsync,
    };

    private async Task<List<double>> CallAsync(RedisServer server, int connection, int batch, Stopwatch watch, TimeSpan duration)
    {
        using var socket = await OpenAsync(server);
        var (latencies, answer) = (new List<double>(), new byte[64 * 1024]);
        for (var gate = connection; watch.Elapsed < duration; gate = (gate + Connections) % PassageTree.Gates)
        {
            var request = Encoding.UTF8.GetBytes(Transaction(gate, Interlocked.Add(ref _seq, batch), batch));
            var began = watch.Elapsed;
            for (var sent = 0; sent < request.Length;)
            {
                sent += await socket.SendAsync(request.AsMemory(sent));
            }

            // A line each for MULTI, every queued command, the head of the array, and every command's own answer.
            await ReadAsync(socket, answer, lines: 2 + (2 * batch * CommandsPerRecord));
            latencies.Add((watch.Elapsed - began).TotalMilliseconds);
        }

        return latencies;
    }

    private static string Transaction(int gate, long seq, int batch)
    {
        var (unit, village) = (PassageTree.Gate(gate), PassageTree.Village(gate % PassageTree.Villages));
        var commands = new StringBuilder("*1\r\n$5\r\nMULTI\r\n");
        for (var i = 0; i < batch; i++)
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"r:{unit}:tablet-1:{seq - i}");
            commands.Append(
                CultureInfo.InvariantCulture,
                $"*4\r\n$3\r\nSET\r\n${key.Length}\r\n{key}\r\n${DataBytes}\r\n{Data}\r\n$2\r\nNX\r\n");
            foreach (var counter in (string[])[unit, village, village[..PassageTree.TownshipLength], PassageTree.County])
            {
                commands.Append(CultureInfo.InvariantCulture, $"*2\r\n$4\r\nINCR\r\n${counter.Length}\r\n{counter}\r\n");
            }
        }

        return commands.Append("*1\r\n$4\r\nEXEC\r\n").ToString();
    }

    /// <returns>The last line.</returns>
    private static async Task<string> ReadAsync(Socket socket, byte[] answer, int lines)
    {
        var (seen, last) = (0, "");
        while (seen < lines)
        {
            var read = await socket.ReceiveAsync(answer.AsMemory());
            if (read == 0 || answer.AsSpan(0, read).IndexOf("-ERR"u8) >= 0 || answer.AsSpan(0, read).IndexOf("-EXECABORT"u8) >= 0)
            {
                throw new IOException($"Redis: {Encoding.UTF8.GetString(answer, 0, read)}");
            }

            seen += answer.AsSpan(0, read).Count((byte)'\n');
            last = Encoding.UTF8.GetString(answer, 0, read);
        }

        return last;
    }

    private async Task CheckAsync()
    {
        using var socket = await OpenAsync(await _server.Value);
        await socket.SendAsync(Encoding.UTF8.GetBytes($"GET {PassageTree.County}\r\n"));
        var shown = (await ReadAsync(socket, new byte[1024], lines: 2)).Split("\r\n")[1];
        if (shown != $"{_acknowledged}")
        {
            throw new InvalidOperationException($"the county shows {shown}, {_acknowledged} were acknowledged");
        }
    }

    private static async Task<Socket> OpenAsync(RedisServer server)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, server.Port);
        return socket;
    }
}
