using System.Buffers;
using System.Text.Json;
using System.Threading.Channels;
using GridActors.Core.Records;
using GridActors.Gateway.Answers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace GridActors.Gateway.Records;

/// <summary>
/// One NDJSON request: results go out while lines still come in, with a bounded number of records between. Whoever
/// does not take results is soon not read from any more.
/// </summary>
/// <param name="stopping">The host stops: it must not wait for a device that may yet send a line.</param>
internal sealed class LineExchange(
    HttpContext context, RecordReader reader, RecordPosting posting, BulkTurns turns, TimeProvider time,
    CancellationToken stopping)
{
    /// <summary>One batch is being answered and one handed over while the others stand in the queue.</summary>
    private const int QueueLength = GatewayLimits.ChunksInFlightMax - 2;

    private static readonly TimeSpan PauseMax = TimeSpan.FromSeconds(GatewayLimits.LinePauseSecondsMax);

    private readonly Channel<RecordBatch> _handedOver = Channel.CreateBounded<RecordBatch>(
        new BoundedChannelOptions(QueueLength) { SingleReader = true, SingleWriter = true });

    public async Task RunAsync()
    {
        Body.LiftServerLimit(context.Request);
        if (context.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate)
        {
            rate.MinDataRate = null; // a device may think between two lines; PauseMax bounds it instead
        }

        JsonAnswer.Begin(context.Response, RecordPosts.Lines);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        var writing = WriteAsync(stop);
        var isComplete = false;
        try
        {
            isComplete = await ReadAsync(stop.Token);
        }
        finally
        {
            // Whatever ended the reading, what was handed over is still answered.
            _handedOver.Writer.Complete();
            await writing;
        }

        if (!isComplete)
        {
            context.Abort(); // an answer that ended well would say that the whole body was read
        }
    }

    /// <summary>
    /// False when the client paused for too long, or the host stops; then its unfinished line does not count.
    /// </summary>
    private async Task<bool> ReadAsync(CancellationToken cancellation)
    {
        var lines = new LineReader(
            context.Request.BodyReader, GatewayLimits.LineBytesMax, GatewayLimits.ChunkRecordsMax);
        var chunk = new List<ReadOnlyMemory<byte>>();
        using var pause = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        using var end = cancellation.UnsafeRegister(static pause => ((CancellationTokenSource)pause!).Cancel(), pause);
        using var hostEnd = stopping.UnsafeRegister(static pause => ((CancellationTokenSource)pause!).Cancel(), pause);
        for (var isMore = true; isMore;)
        {
            chunk.Clear();
            pause.CancelAfter(PauseMax);
            try
            {
                isMore = await lines.ReadAsync(chunk, pause.Token);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                return false;
            }

            pause.CancelAfter(Timeout.InfiniteTimeSpan);
            if (chunk.Count > 0)
            {
                await turns.NextAsync(chunk.Sum(line => line.Length));
                var batch = Read(chunk);
                await posting.HandOverAsync(batch);
                await _handedOver.Writer.WriteAsync(batch, cancellation);
            }
        }

        return true;
    }

    private RecordBatch Read(List<ReadOnlyMemory<byte>> lines)
    {
        var batch = new RecordBatch(lines.Count);
        foreach (var line in lines)
        {
            batch.Add(line.IsEmpty
                ? ReadResult.Refused(
                    RefusalCodes.TooLarge, null, $"a line has at most {GatewayLimits.LineBytesMax} bytes")
                : reader.Read(line));
        }

        return batch;
    }

    private async Task WriteAsync(CancellationTokenSource stop)
    {
        try
        {
            var body = context.Response.BodyWriter;
            await context.Response.StartAsync(stop.Token);
            await using var json = new Utf8JsonWriter(body, JsonAnswer.Options);
            await foreach (var batch in _handedOver.Reader.ReadAllAsync(stop.Token))
            {
                await batch.WriteAsync((read, answer) =>
                {
                    ResultJson.Write(json, read, answer);
                    json.Flush();
                    json.Reset();
                    body.Write("\n"u8);
                });
                await body.FlushAsync(stop.Token);
            }
        }
        catch
        {
            await stop.CancelAsync(); // or the reading side would wait for room in the queue for ever
            throw;
        }
    }
}
