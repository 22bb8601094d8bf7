using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using GridActors.Core.Areas;
using GridActors.Core.Units;
using GridActors.Gateway.Answers;
using GridActors.Gateway.Totals;
using GridActors.Journaling.Ports;
using Microsoft.Extensions.Logging;

namespace GridActors.Gateway.Live;

/// <summary>
/// One watched unit: one subscription to it and one serialisation of each version, shared by all who watch. It tells
/// at most four versions a second, and now and then that it is still there.
/// </summary>
internal sealed partial class LiveFeed(UnitId unit, IUnits units, TotalsAnswer totals, TimeProvider time, ILogger log)
    : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(GatewayLimits.LiveIntervalMs);
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(GatewayLimits.LiveHeartbeatSeconds);

    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private volatile Pulse _newest = new(null);
    private volatile bool _hasEnded;

    /// <summary>Where a watcher starts, and goes on after each wait.</summary>
    public Pulse Newest => _newest;

    public bool HasEnded => _hasEnded;

    public async Task RunAsync()
    {
        var stop = _stop.Token; // outlives its source
        await using var heart = time.CreateTimer(_ => Publish(_newest.Event), null, Heartbeat, Heartbeat);
        try
        {
            var told = -1L;
            await foreach (var subtree in units.WatchAsync(unit, stop))
            {
                if (subtree.Version <= told)
                {
                    continue; // an area that came up elsewhere is behind what it told, until those below have answered
                }

                told = subtree.Version;
                Publish(EventOf(subtree));
                await Task.Delay(Interval, time, stop);
            }

            End(null);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            End(null);
        }
        catch (Exception exception)
        {
            LogFeedFailed(log, unit, exception.Message);
            End(exception);
        }
    }

    /// <summary>The last watcher has left.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    private void Publish(byte[]? newest)
    {
        lock (_gate)
        {
            if (!_hasEnded)
            {
                var before = _newest;
                _newest = new Pulse(newest);
                before.Pass();
            }
        }
    }

    private void End(Exception? exception)
    {
        lock (_gate)
        {
            _hasEnded = true;

            // Once somebody was told totals the stream just ends, and watchers come back; before, they learn why.
            if (exception is not null && _newest.Event is null)
            {
                _newest.Fail(exception);
            }
            else
            {
                _newest.End();
            }
        }
    }

    private byte[] EventOf(SubtreeTotals subtree)
    {
        using var buffer = new PooledBuffer();
        buffer.Write("event: totals\nid: "u8);
        Encoding.UTF8.GetBytes(subtree.Version.ToString(CultureInfo.InvariantCulture), buffer);
        buffer.Write("\ndata: "u8);
        using (var json = new Utf8JsonWriter(buffer, JsonAnswer.Options))
        {
            totals.Write(json, subtree);
        }

        buffer.Write("\n\n"u8);
        return buffer.Written.ToArray();
    }

    [LoggerMessage(Level = LogLevel.Warning, EventName = "LiveFeedFailed", Message = "Watching {Unit} ended: {Reason}")]
    private static partial void LogFeedFailed(ILogger log, UnitId unit, string reason);
}
