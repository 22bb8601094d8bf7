using System.Net;
using System.Net.Sockets;

namespace GridActors.Cluster.Tests.Faults;

/// <summary>A link to a PostgreSQL server that a test can cut, stall, or let swallow the reply to a commit.</summary>
internal sealed class TcpProxy : IAsyncDisposable
{
    private const int PieceBytes = 64 * 1024;

    private readonly TcpListener _listener;
    private readonly int _target;
    private readonly Lock _lock = new();
    private readonly HashSet<TcpClient> _open = [];
    private TaskCompletionSource _flowing = new();
    private volatile bool _isCut;
    private int _repliesToDrop;
    private int _repliesDropped;

    /// <param name="target">Port of the server, on 127.0.0.1.</param>
    public TcpProxy(IPAddress address, int target)
    {
        _target = target;
        _flowing.SetResult();
        _listener = new TcpListener(address, 0);
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public int RepliesDropped => Volatile.Read(ref _repliesDropped);

    /// <summary>Connections break, and new ones break at once.</summary>
    public void Cut()
    {
        _isCut = true;
        Break();
    }

    /// <summary>Nothing passes in either direction, and nobody is told.</summary>
    public void Stall() => _flowing = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What was held back goes on its way.</summary>
    public void Mend()
    {
        _isCut = false;
        _flowing.TrySetResult();
    }

    /// <summary>The server's next answers to a journal's writer are swallowed whole, each with its connection.</summary>
    public void DropReplies(int count) => Interlocked.Add(ref _repliesToDrop, count);

    public ValueTask DisposeAsync()
    {
        _listener.Dispose();
        Mend();
        Break();
        return ValueTask.CompletedTask;
    }

    private void Break()
    {
        lock (_lock)
        {
            foreach (var client in _open)
            {
                client.Close();
            }

            _open.Clear();
        }
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync());
            }
        }
        catch (SocketException)
        {
            // The test is over.
        }
        catch (ObjectDisposedException)
        {
            // Likewise.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var server = new TcpClient();
        try
        {
            lock (_lock)
            {
                _open.UnionWith([client, server]);
            }

            await _flowing.Task;
            if (_isCut)
            {
                return;
            }

            await server.ConnectAsync(IPAddress.Loopback, _target);
            client.NoDelay = server.NoDelay = true;
            var replies = new CommitReplies();
            await Task.WhenAny(
                PumpAsync(client, server, bytes => replies.SeeRequest(bytes), null),
                PumpAsync(server, client, _ => { }, replies));
        }
        catch (SocketException)
        {
            // Cut, or the server is not there: the client is told by the end of its connection.
        }
        catch (ObjectDisposedException)
        {
            // Cut while it was made.
        }
        finally
        {
            lock (_lock)
            {
                _open.ExceptWith([client, server]);
            }

            client.Dispose();
        }
    }

    private async Task PumpAsync(TcpClient from, TcpClient to, Action<ReadOnlySpan<byte>> see, CommitReplies? replies)
    {
        try
        {
            var (source, sink) = (from.GetStream(), to.GetStream());
            var piece = new byte[PieceBytes];
            for (int length; (length = await source.ReadAsync(piece)) > 0;)
            {
                await _flowing.Task;
                see(piece.AsSpan(0, length));
                if (replies?.EndsCommit(piece.AsSpan(0, length)) == true && TakesReply())
                {
                    return;
                }

                await sink.WriteAsync(piece.AsMemory(0, length));
            }
        }
        catch (IOException)
        {
            // Cut, or the other end has gone.
        }
        catch (InvalidOperationException)
        {
            // Closed already when it was asked for its stream.
        }
    }

    private bool TakesReply()
    {
        if (Volatile.Read(ref _repliesToDrop) <= 0 || Interlocked.Decrement(ref _repliesToDrop) < 0)
        {
            return false;
        }

        Interlocked.Increment(ref _repliesDropped);
        return true;
    }
}
