using System.Text.Json;
using GridActors.Core.Records;
using GridActors.Gateway.Answers;
using GridActors.Journaling.Ports;
using Microsoft.AspNetCore.Http;

namespace GridActors.Gateway.Records;

/// <summary>
/// The answer to one record or an array: told whole with its length when it is short, in parts as the results come when
/// it is long, so that no array makes an answer that must fit in memory.
/// </summary>
internal sealed class ResultAnswer : IDisposable
{
    private readonly HttpContext _context;
    private readonly bool _isArray;
    private readonly PooledBuffer _buffer = new();
    private readonly Utf8JsonWriter _json;

    public ResultAnswer(HttpContext context, bool isArray)
    {
        (_context, _isArray) = (context, isArray);
        _json = new Utf8JsonWriter(_buffer, JsonAnswer.Options);
        if (isArray)
        {
            _json.WriteStartArray();
        }
    }

    public void Write(in ReadResult read, in Answer answer) => ResultJson.Write(_json, read, answer);

    public async ValueTask WriteAsync(RecordBatch batch)
    {
        await batch.WriteAsync((read, answer) => Write(read, answer));
        if (_json.BytesPending + _buffer.Length > GatewayLimits.ResultBytesHeldMax)
        {
            await SendPartAsync();
        }
    }

    public async ValueTask EndAsync()
    {
        if (_isArray)
        {
            _json.WriteEndArray();
        }

        if (_context.Response.HasStarted)
        {
            await SendPartAsync();
            return;
        }

        _json.Flush();
        await JsonAnswer.SendAsync(_context, _buffer.Written, JsonAnswer.Json);
    }

    public void Dispose()
    {
        _json.Dispose();
        _buffer.Dispose();
    }

    private async ValueTask SendPartAsync()
    {
        _json.Flush();
        JsonAnswer.Begin(_context.Response, JsonAnswer.Json);
        await _context.Response.BodyWriter.WriteAsync(_buffer.Written, _context.RequestAborted);
        _buffer.Clear();
    }
}
