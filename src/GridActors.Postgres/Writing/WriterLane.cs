using System.Threading.Channels;
using GridActors.Journaling.Ports;
using GridActors.Postgres.Connections;
using Npgsql;

namespace GridActors.Postgres.Writing;

/// <summary>
/// Group commit over one connection: all that waits is written together, at once when the lane is idle and never held
/// back by a timer. While one transaction is on its way to the disk the next accumulates.
/// </summary>
/// <param name="connectionString">Of connections that this lane opens, when first used and after each loss.</param>
/// <param name="waitingMax">Who finds no place waits for one without holding a thread.</param>
internal sealed class WriterLane<TWork>(string connectionString, int waitingMax, WriterLane<TWork>.Writing writing)
    where TWork : Work
{
    /// <summary>Bounds how long who comes first in a batch waits for the last.</summary>
    private const int BatchRowsMax = 16_384;

    /// <summary>A batch that meets locks again and again, by nobody who could be named, is given up.</summary>
    private const int AttemptsMax = 3;

    private readonly Channel<TWork> _waiting = Channel.CreateBounded<TWork>(
        new BoundedChannelOptions(waitingMax) { SingleReader = true });

    private NpgsqlConnection? _connection;
    private Task _running = Task.CompletedTask;

    /// <param name="WriteAsync">
    /// Commits and answers what fits into one transaction, and returns the rest. What it throws concerns work that is
    /// not answered.
    /// </param>
    /// <param name="FindContestedAsync">The works that meet rows which somebody else has locked.</param>
    internal sealed record Writing(
        Func<NpgsqlConnection, IReadOnlyList<TWork>, Task<IReadOnlyList<TWork>>> WriteAsync,
        Func<NpgsqlConnection, IReadOnlyList<TWork>, Task<IReadOnlyList<TWork>>> FindContestedAsync);

    public void Start() => _running = Task.Run(RunAsync);

    /// <exception cref="JournalUnavailableException">The journal is closed.</exception>
    public async ValueTask AddAsync(TWork work)
    {
        try
        {
            await _waiting.Writer.WriteAsync(work).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            throw new JournalUnavailableException("The journal is closed.");
        }
    }

    /// <summary>Takes no more, writes what waits, and closes the connection.</summary>
    public async Task CloseAsync()
    {
        _waiting.Writer.TryComplete();
        await _running.ConfigureAwait(false);
        await DropConnectionAsync().ConfigureAwait(false);
    }

    private async Task RunAsync()
    {
        while (await _waiting.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            var batch = new List<TWork>();
            for (var size = 0; size < BatchRowsMax && _waiting.Reader.TryRead(out var work); size += work.Size)
            {
                batch.Add(work);
            }

            await WriteAsync(batch).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Until all is answered. Work that cannot be written is left out and the others are written anew, so that one
    /// poisoned or contested piece does not fail its neighbours; when the database fails, all of a transaction fail.
    /// </summary>
    private async Task WriteAsync(IReadOnlyList<TWork> batch)
    {
        var parts = new Stack<(IReadOnlyList<TWork> Works, int Attempt)>([(batch, 1)]);
        while (parts.TryPop(out var part))
        {
            try
            {
                var rest = await writing.WriteAsync(await ConnectAsync().ConfigureAwait(false), part.Works)
                    .ConfigureAwait(false);
                if (rest.Count > 0)
                {
                    parts.Push((rest, 1));
                }
            }
            catch (Exception failure) when (PostgresFailures.IsContention(failure) && part.Attempt < AttemptsMax)
            {
                var free = await FailContestedAsync(part.Works, failure).ConfigureAwait(false);
                if (free.Count > 0)
                {
                    parts.Push((free, part.Attempt + 1));
                }
            }
            catch (Exception failure) when (PostgresFailures.IsOfData(failure) && part.Works.Count > 1)
            {
                // Which piece it was the database does not say. In halves it is found soon, and in the same order.
                await DropBrokenConnectionAsync().ConfigureAwait(false);
                var half = part.Works.Count / 2;
                parts.Push(([.. part.Works.Skip(half)], 1));
                parts.Push(([.. part.Works.Take(half)], 1));
            }
            catch (Exception failure)
            {
                // Even one that still answers: it may be to a server that only reads since a failover, for good.
                await DropConnectionAsync().ConfigureAwait(false);
                FailAll(part.Works, failure);
            }
        }
    }

    private async Task<IReadOnlyList<TWork>> FailContestedAsync(IReadOnlyList<TWork> works, Exception reason)
    {
        try
        {
            var contested = (await writing.FindContestedAsync(await ConnectAsync().ConfigureAwait(false), works)
                .ConfigureAwait(false)).ToHashSet();
            FailAll(contested, reason);
            return [.. works.Where(work => !contested.Contains(work))];
        }
        catch (Exception failure)
        {
            await DropConnectionAsync().ConfigureAwait(false);
            FailAll(works, failure);
            return [];
        }
    }

    private static void FailAll(IReadOnlyCollection<TWork> works, Exception failure)
    {
        var reason = PostgresFailures.Unavailable(failure);
        foreach (var work in works)
        {
            work.Fail(reason); // of no effect on what is answered already
        }
    }

    private async Task<NpgsqlConnection> ConnectAsync()
    {
        if (_connection is null)
        {
            var connection = new NpgsqlConnection(connectionString);
            try
            {
                await connection.OpenAsync().ConfigureAwait(false);
            }
            catch
            {
                await connection.DisposeAsync().ConfigureAwait(false);
                throw;
            }

            _connection = connection;
        }

        return _connection;
    }

    /// <summary>After refused data the connection goes on; after anything else its state is not known.</summary>
    private async Task DropBrokenConnectionAsync()
    {
        if (_connection is { FullState: not System.Data.ConnectionState.Open })
        {
            await DropConnectionAsync().ConfigureAwait(false);
        }
    }

    private async Task DropConnectionAsync()
    {
        var connection = _connection;
        _connection = null;
        if (connection is not null)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
        }
    }
}
