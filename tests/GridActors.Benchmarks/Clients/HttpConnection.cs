using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace GridActors.Benchmarks.Clients;

/// <summary>
/// One keep-alive connection that sends a request and reads the answer to its end. A general HTTP client would take
/// as much of the two cores as the server; this one knows just what these answers need.
/// </summary>
internal sealed class HttpConnection : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly string _host;
    private byte[] _request;
    private byte[] _answer;

    private HttpConnection(string host, int bufferBytes) =>
        (_host, _request, _answer) = (host, new byte[bufferBytes], new byte[bufferBytes]);

    /// <param name="bufferBytes">Each way, at first; small for thousands of connections.</param>
    public static async Task<HttpConnection> OpenAsync(Uri server, int bufferBytes = 64 * 1024)
    {
        var connection = new HttpConnection(server.Authority, bufferBytes);
        await connection._socket.ConnectAsync(IPAddress.Loopback, server.Port);
        return connection;
    }

    /// <summary>Returns the answer's body; valid until the next call.</summary>
    /// <exception cref="IOException">The answer is not 200.</exception>
    public async Task<ReadOnlyMemory<byte>> PostAsync(ReadOnlyMemory<byte> body)
    {
        var answer = await TryPostAsync(body);
        return answer.Status == 200 ? answer.Body : throw new IOException(Encoding.UTF8.GetString(answer.Body.Span));
    }

    /// <summary>Whatever the answer is; valid until the next call.</summary>
    public async Task<HttpAnswer> TryPostAsync(ReadOnlyMemory<byte> body)
    {
        var head = string.Create(
            CultureInfo.InvariantCulture,
            $"POST /api/records HTTP/1.1\r\nHost: {_host}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n");
        if (_request.Length < head.Length + body.Length)
        {
            _request = new byte[2 * (head.Length + body.Length)];
        }

        var length = Encoding.ASCII.GetBytes(head, _request);
        body.CopyTo(_request.AsMemory(length));
        await SendAsync(length + body.Length);
        return await ReadAsync();
    }

    /// <summary>Blocks the calling thread, so that no other work of this process delays what is timed.</summary>
    public HttpAnswer Get(string path)
    {
        _socket.Send(Encoding.ASCII.GetBytes(HeadOf(path)));
        for (var (length, bodyStart) = (0, -1); ;)
        {
            Grow(length);
            length += Received(_socket.Receive(_answer.AsSpan(length)));
            if (IsWhole(length, ref bodyStart))
            {
                return AnswerOf(bodyStart, length);
            }
        }
    }

    /// <summary>Asks for what never ends, and hands on what comes until cancelled.</summary>
    public async Task FollowAsync(string path, Action<ReadOnlyMemory<byte>> take, CancellationToken cancellation)
    {
        await _socket.SendAsync(Encoding.ASCII.GetBytes(HeadOf(path)), cancellation);
        while (true)
        {
            take(_answer.AsMemory(0, Received(await _socket.ReceiveAsync(_answer.AsMemory(), cancellation))));
        }
    }

    public void Dispose() => _socket.Dispose();

    private async Task SendAsync(int length)
    {
        for (var sent = 0; sent < length;)
        {
            sent += await _socket.SendAsync(_request.AsMemory(sent, length - sent));
        }
    }

    private async Task<HttpAnswer> ReadAsync()
    {
        for (var (length, bodyStart) = (0, -1); ;)
        {
            Grow(length);
            length += Received(await _socket.ReceiveAsync(_answer.AsMemory(length)));
            if (IsWhole(length, ref bodyStart))
            {
                return AnswerOf(bodyStart, length);
            }
        }
    }

    private string HeadOf(string path) => $"GET {path} HTTP/1.1\r\nHost: {_host}\r\n\r\n";

    private void Grow(int length)
    {
        if (length == _answer.Length)
        {
            Array.Resize(ref _answer, 2 * length);
        }
    }

    private static int Received(int read) => read > 0 ? read : throw new IOException("The server closed the connection.");

    /// <param name="bodyStart">Where the body begins once the head is whole; below 0 until then.</param>
    private bool IsWhole(int length, ref int bodyStart)
    {
        if (bodyStart < 0 && _answer.AsSpan(0, length).IndexOf("\r\n\r\n"u8) is >= 0 and var end)
        {
            bodyStart = end + 4;
        }

        return bodyStart >= 0 && IsWhole(_answer.AsSpan(0, bodyStart), _answer.AsSpan(bodyStart, length - bodyStart));
    }

    private HttpAnswer AnswerOf(int bodyStart, int length)
    {
        var head = _answer.AsSpan(0, bodyStart);
        var status = int.Parse(head["HTTP/1.1 ".Length..][..3], CultureInfo.InvariantCulture);
        return new HttpAnswer(status, head.IndexOf("Retry-After: "u8) >= 0, _answer.AsMemory(bodyStart, length - bodyStart));
    }

    private static bool IsWhole(ReadOnlySpan<byte> head, ReadOnlySpan<byte> body)
    {
        var field = head.IndexOf("Content-Length: "u8);
        if (field < 0)
        {
            return body.EndsWith("0\r\n\r\n"u8); // chunked: the last chunk is the end
        }

        var digits = head[(field + 16)..];
        return body.Length >= int.Parse(digits[..digits.IndexOf((byte)'\r')], CultureInfo.InvariantCulture);
    }
}

internal readonly record struct HttpAnswer(int Status, bool SaysWhenToRetry, ReadOnlyMemory<byte> Body);
