using GridActors.Core.Records;
using GridActors.Gateway.Answers;
using GridActors.Journaling.Ports;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GridActors.Gateway.Records;

/// <summary>Records that come in over HTTP: one, an array, or line by line.</summary>
internal sealed class RecordPosts(
    IUnits units, RecordReader reader, TimeProvider time, IHostApplicationLifetime host, ILogger<RecordPosts> log)
{
    public const string Json = "application/json";
    public const string Lines = "application/x-ndjson";

    private readonly BulkTurns _turns = new();

    public Task PostAsync(HttpContext context)
    {
        if (units.IsOverloaded || _turns.IsCrowded)
        {
            return ShedAsync(context);
        }

        if (MediaType.Is(context.Request, Json))
        {
            return PostJsonAsync(context);
        }

        return MediaType.Is(context.Request, Lines)
            ? new LineExchange(
                context, reader, new RecordPosting(units, log), _turns, time, host.ApplicationStopping).RunAsync()
            : Problem.UnsupportedMediaType($"{Json} or {Lines}").ExecuteAsync(context);
    }

    private static Task ShedAsync(HttpContext context) =>
        Problem.Unavailable("too many records wait already").ExecuteAsync(context);

    private async Task PostJsonAsync(HttpContext context)
    {
        var request = context.Request;
        using var body = new PooledBuffer((int)Math.Clamp(request.ContentLength ?? 0, 1024, RecordReader.SizeMax));
        if (!await Body.TryReadAsync(request, body, GatewayLimits.JsonBodyBytesMax, context.RequestAborted))
        {
            await Problem.TooLarge(GatewayLimits.JsonBodyBytesMax).ExecuteAsync(context);
            return;
        }

        var one = JsonBody.One(body.Written);
        if (!one.IsEmpty && Read(one) is { Record: { } record } read)
        {
            await PostOneAsync(context, record, read);
            return;
        }

        await _turns.NextAsync(body.Length);
        if (units.IsOverloaded)
        {
            await ShedAsync(context); // before reading costs anything: what came meanwhile was many
            return;
        }

        var slices = new List<Range>(1);
        if (JsonBody.Cut(body.Written.Span, slices, out var isArray) is { } problem)
        {
            await problem.ExecuteAsync(context);
            return;
        }

        // The whole body was seen to be JSON before its first record reaches a unit.
        using var answer = new ResultAnswer(context, isArray);
        var posting = new RecordPosting(units, log);
        var waiting = new Queue<RecordBatch>();
        for (var next = 0; next < slices.Count;)
        {
            var batch = new RecordBatch(Math.Min(slices.Count - next, GatewayLimits.ChunkRecordsMax));
            for (; next < slices.Count && batch.Count < GatewayLimits.ChunkRecordsMax; next++)
            {
                batch.Add(Read(body.Written[slices[next]]));
            }

            await posting.HandOverAsync(batch);
            waiting.Enqueue(batch);
            if (waiting.Count >= GatewayLimits.ChunksInFlightMax)
            {
                await answer.WriteAsync(waiting.Dequeue());
            }

            if (next < slices.Count)
            {
                await _turns.NextAsync(body.Length);
            }
        }

        while (waiting.TryDequeue(out var batch))
        {
            await answer.WriteAsync(batch);
        }

        await answer.EndAsync();
    }

    /// <summary>The short way of what tablets send most: it was read, hence seen to be JSON, at once.</summary>
    private async Task PostOneAsync(HttpContext context, Record record, ReadResult read)
    {
        using var answer = new ResultAnswer(context, isArray: false);
        answer.Write(read, (await RecordPosting.AskAsync(units, log, record.Unit, [record]))[0]);
        await answer.EndAsync();
    }

    /// <summary>A record keeps its bytes, so it gets its own: it must not keep the whole body in memory.</summary>
    private ReadResult Read(ReadOnlyMemory<byte> slice) =>
        reader.Read(slice.Length <= RecordReader.SizeMax ? slice.ToArray() : slice);
}
