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
    private byte[] _request = new byte[64 * 1024];
    private byte[] _answer = new byte[64 * 1024];

    private HttpConnection(string host) => _host = host;

    public static async Task<HttpConnection> OpenAsync(Uri server)
    {
        var connection = new HttpConnection(server.Authority);
        await connection._socket.ConnectAsync(IPAddress.Loopback, server.Port);
        return connection;
    }

    /// <summary>Returns the answer's body; valid until the next call.</summary>
    public async Task<ReadOnlyMemory<byte>> PostAsync(ReadOnlyMemory<byte> body)
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

    public void Dispose() => _socket.Dispose();

    private async Task SendAsync(int length)
    {
        for (var sent = 0; sent < length;)
        {
            sent += await _socket.SendAsync(_request.AsMemory(sent, length - sent));
        }
    }

    private async Task<ReadOnlyMemory<byte>> ReadAsync()
    {
        var length = 0;
        var bodyStart = -1;
        while (true)
        {
            if (length == _answer.Length)
            {
                Array.Resize(ref _answer, 2 * length);
            }

            var read = await _socket.ReceiveAsync(_answer.AsMemory(length));
            if (read == 0)
            {
                throw new IOException("The server closed the connection.");
            }

            length += read;
            if (bodyStart < 0 && _answer.AsSpan(0, length).IndexOf("\r\n\r\n"u8) is >= 0 and var end)
            {
                bodyStart = end + 4;
                if (!_answer.AsSpan().StartsWith("HTTP/1.1 200"u8))
                {
                    throw new IOException(Encoding.UTF8.GetString(_answer, 0, length));
                }
            }

            if (bodyStart >= 0 && IsWhole(_answer.AsSpan(0, bodyStart), _answer.AsSpan(bodyStart, length - bodyStart)))
            {
                return _answer.AsMemory(bodyStart, length - bodyStart);
            }
        }
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
