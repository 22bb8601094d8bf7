using System.Collections.Concurrent;
using System.Diagnostics;
using GridActors.Benchmarks.Workloads;

namespace GridActors.Benchmarks.Clients;

/// <summary>What an open loop met with.</summary>
/// <param name="Offered">Records that were sent, each once.</param>
/// <param name="Acknowledged">Of these, before the time was over; what waits in the server then is answered later.</param>
/// <param name="Shed">Records of calls answered 503.</param>
/// <param name="Unavailable">Records answered <c>unavailable</c> one by one.</param>
/// <param name="Silent">Calls answered 503 without saying when to come again.</param>
/// <param name="LatenciesMs">Of calls that were taken, from when each was due; ascending.</param>
/// <param name="AnsweredPerSecond">Records acknowledged, also those after the time was over, until the last answer.</param>
internal sealed record OpenResult(
    double Seconds, double AnsweredPerSecond, long Offered, long Acknowledged, long Shed, long Unavailable, long Silent,
    double[] LatenciesMs)
{
    public double AcknowledgedPerSecond => Acknowledged / Seconds;
}

/// <summary>
/// Sends passages at a rate, whatever the answers do: the next free of many connections sends what is due. What is not
/// acknowledged is kept, and sent again when asked.
/// </summary>
internal sealed class OpenLoad(IReadOnlyList<Uri> servers, string source, int connections, int batch)
{
    private const int BufferBytes = 32 * 1024;
    private const int RecordBytesMax = 300;
    private const int ConnectsAtOnce = 128;

    private static readonly byte[] Accepted = "\"accepted\""u8.ToArray();
    private static readonly byte[] Duplicate = "\"duplicate\""u8.ToArray();

    private readonly PassageRecords _records = new(source, DateTimeOffset.Now.AddMinutes(-5));
    private readonly long[] _sent = new long[PassageTree.Gates];
    private long _settled;
    private readonly ConcurrentQueue<(int Gate, long First)> _open = new();

    /// <summary>Records of calls that were acknowledged as a whole.</summary>
    public long Acknowledged => Volatile.Read(ref _settled);

    /// <summary>Records that were sent and are not known to be kept.</summary>
    public long Open => _open.Count * (long)batch;

    public async Task<OpenResult> RunAsync(double recordsPerSecond, TimeSpan duration)
    {
        var open = await OpenAsync();
        var (watch, turn) = (Stopwatch.StartNew(), new Turn());
        var parts = await Task.WhenAll(open.Select(http => Task.Run(
            () => SendAsync(http, recordsPerSecond / batch, duration, watch, turn))));
        open.ForEach(http => http.Dispose());
        return new OpenResult(
            duration.TotalSeconds,
            parts.Sum(part => part.Answered) / Math.Max(duration.TotalSeconds, watch.Elapsed.TotalSeconds),
            parts.Sum(part => part.Calls) * batch,
            parts.Sum(part => part.Acknowledged),
            parts.Sum(part => part.Shed) * batch,
            parts.Sum(part => part.Unavailable),
            parts.Sum(part => part.Silent),
            [.. parts.SelectMany(part => part.LatenciesMs).Order()]);
    }

    /// <summary>Sends what is open until all of it is acknowledged, as devices do; few at a time.</summary>
    public async Task SettleAsync(int senders, TimeSpan patience)
    {
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, senders).Select(i => Task.Run(async () =>
        {
            using var http = await HttpConnection.OpenAsync(servers[i % servers.Count]);
            var body = new byte[2 + (batch * RecordBytesMax)];
            while (_open.TryDequeue(out var call))
            {
                var answer = await http.TryPostAsync(Fill(body, call.Gate, call.First));
                if (answer.Status == 200 && Kept(answer.Body.Span) == batch)
                {
                    Interlocked.Add(ref _settled, batch);
                    continue;
                }

                _open.Enqueue(call);
                if (watch.Elapsed > patience)
                {
                    return;
                }

                await Task.Delay(50);
            }
        })));
    }

    /// <summary>Records that were sent to a gate, each counted once.</summary>
    public long SentTo(int gate) => Volatile.Read(ref _sent[gate]);

    /// <summary>Before the time runs, and not more at once than a server has room for.</summary>
    private async Task<List<HttpConnection>> OpenAsync()
    {
        var open = new List<HttpConnection>();
        foreach (var some in Enumerable.Range(0, connections).Chunk(ConnectsAtOnce))
        {
            open.AddRange(await Task.WhenAll(some.Select(i => HttpConnection.OpenAsync(servers[i % servers.Count], BufferBytes))));
        }

        return open;
    }

    private async Task<Part> SendAsync(
        HttpConnection http, double callsPerSecond, TimeSpan duration, Stopwatch watch, Turn turn)
    {
        var (part, body) = (new Part(), new byte[2 + (batch * RecordBytesMax)]);
        while (true)
        {
            var call = Interlocked.Increment(ref turn.Calls) - 1;
            var due = TimeSpan.FromSeconds(call / callsPerSecond);
            if (due >= duration || watch.Elapsed >= duration)
            {
                return part;
            }

            if (due > watch.Elapsed)
            {
                await Task.Delay(due - watch.Elapsed);
                due = watch.Elapsed; // a timer that is late is not the server's doing
            }

            var gate = (int)(call % PassageTree.Gates);
            var first = Interlocked.Add(ref _sent[gate], batch) - batch + 1;
            part.Calls++;
            var answer = await http.TryPostAsync(Fill(body, gate, first));
            var accepted = answer.Status == 200 ? answer.Body.Span.Count(Accepted) : 0;
            part.Answered += accepted;
            part.Acknowledged += watch.Elapsed <= duration ? accepted : 0;
            if (accepted == batch)
            {
                Interlocked.Add(ref _settled, batch);
                part.LatenciesMs.Add((watch.Elapsed - due).TotalMilliseconds);
                continue;
            }

            _open.Enqueue((gate, first));
            part.Take(answer, batch - accepted);
        }
    }

    private ReadOnlyMemory<byte> Fill(byte[] body, int gate, long first)
    {
        var length = 0;
        body[length++] = (byte)'[';
        for (var i = 0; i < batch; i++)
        {
            length += _records.Write(gate, first + i, body.AsSpan(length));
            body[length++] = (byte)(i + 1 < batch ? ',' : ']');
        }

        return body.AsMemory(0, length);
    }

    private static int Kept(ReadOnlySpan<byte> answer) => answer.Count(Accepted) + answer.Count(Duplicate);

    private sealed class Turn
    {
        public long Calls;
    }

    private sealed class Part
    {
        public long Calls { get; set; }

        public long Acknowledged { get; set; }

        public long Answered { get; set; }

        public long Shed { get; private set; }

        public long Unavailable { get; private set; }

        public long Silent { get; private set; }

        public List<double> LatenciesMs { get; } = [];

        /// <exception cref="IOException">It is neither taken nor shed.</exception>
        public void Take(HttpAnswer answer, int left)
        {
            switch (answer.Status)
            {
                case 200:
                    Unavailable += left;
                    break;
                case 503:
                    Shed++;
                    Silent += answer.SaysWhenToRetry ? 0 : 1;
                    break;
                default:
                    throw new IOException($"{answer.Status}: {System.Text.Encoding.UTF8.GetString(answer.Body.Span)}");
            }
        }
    }
}
