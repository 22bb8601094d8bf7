using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace GridActors.Gateway.Tests.Hosts;

/// <summary>
/// One HTTP/1.1 request over a bare socket: sends its body in pieces and reads the answer meanwhile, as no client
/// library does.
/// </summary>
public sealed class RawConnection : IAsyncDisposable
{
    private readonly TcpClient _tcp = new();
    private readonly StreamReader _reader;
    private readonly Stream _stream;

    private RawConnection(TcpClient tcp)
    {
        _tcp = tcp;
        _stream = tcp.GetStream();
        _reader = new StreamReader(_stream, Encoding.UTF8);
    }

    public static async Task<RawConnection> PostAsync(Uri address, string path, string mediaType, string? more = null)
    {
        var tcp = new TcpClient();
        await tcp.ConnectAsync(address.Host, address.Port);
        var connection = new RawConnection(tcp);
        await connection.WriteAsync(
            $"POST {path} HTTP/1.1\r\nHost: gateway\r\nContent-Type: {mediaType}\r\n{more ?? "Transfer-Encoding: chunked\r\n"}\r\n");
        return connection;
    }

    public Task WriteAsync(string text) => WriteAsync(Encoding.UTF8.GetBytes(text));

    public async Task WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        await _stream.WriteAsync(bytes);
        await _stream.FlushAsync();
    }

    /// <summary>One chunk of a chunked body.</summary>
    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        await WriteAsync($"{bytes.Length:x}\r\n");
        await WriteAsync(bytes);
        await WriteAsync("\r\n");
    }

    public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text));

    public Task EndAsync() => WriteAsync("0\r\n\r\n");

    public async Task<string> LineAsync() =>
        await _reader.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(20)) ?? throw new EndOfStreamException();

    /// <summary>The status code; the headers are skipped.</summary>
    public async Task<int> StatusAsync()
    {
        var status = int.Parse((await LineAsync()).Split(' ')[1], CultureInfo.InvariantCulture);
        while ((await LineAsync()).Length > 0)
        {
        }

        return status;
    }

    /// <summary>A whole answer whose length is told, and no more: the server may wait for the rest of the body.</summary>
    public async Task<(int Status, string Body)> AnswerAsync()
    {
        var status = int.Parse((await LineAsync()).Split(' ')[1], CultureInfo.InvariantCulture);
        var length = 0;
        while (await LineAsync() is { Length: > 0 } header)
        {
            if (header.StartsWith("Content-Length: ", StringComparison.Ordinal))
            {
                length = int.Parse(header.Split(' ')[1], CultureInfo.InvariantCulture);
            }
        }

        var body = new char[length];
        await _reader.ReadBlockAsync(body);
        return (status, new string(body));
    }

    /// <summary>The next line of a chunked answer that is no framing.</summary>
    public async Task<string> ResultAsync()
    {
        while (true)
        {
            var line = await LineAsync();
            if (line.StartsWith('{'))
            {
                return line;
            }
        }
    }

    public ValueTask DisposeAsync()
    {
        _tcp.Dispose();
        return ValueTask.CompletedTask;
    }
}
