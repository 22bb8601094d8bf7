using System.Text.Json;
using System.Text.Unicode;
using GridActors.Core.Records;
using GridActors.Gateway.Answers;

namespace GridActors.Gateway.Records;

/// <summary>
/// A body that is one record or an array of them, cut into the very bytes of each record. Only the shape of the whole
/// is judged here; what a record says, and even how deep it goes, spoils no neighbour.
/// </summary>
internal static class JsonBody
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Null when the whole is JSON and its slices are complete.</summary>
    public static Problem? Cut(ReadOnlySpan<byte> body, List<Range> slices, out bool isArray)
    {
        isArray = false;
        var start = body.StartsWith(ByteOrderMark) ? ByteOrderMark.Length : 0;
        var json = new Utf8JsonReader(body[start..], new JsonReaderOptions { MaxDepth = body.Length + 1 });
        try
        {
            json.Read();
            if (json.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
            {
                return NotJson(body);
            }

            isArray = json.TokenType == JsonTokenType.StartArray;
            if (!isArray)
            {
                Take(ref json, start, slices);
            }
            else
            {
                while (json.Read() && json.TokenType != JsonTokenType.EndArray)
                {
                    if (slices.Count == GatewayLimits.ArrayRecordsMax)
                    {
                        return TooMany();
                    }

                    Take(ref json, start, slices);
                }
            }

            json.Read(); // anything but blanks after the end throws
            return null;
        }
        catch (JsonException)
        {
            return NotJson(body);
        }
    }

    /// <summary>What can only be a single record, if it is JSON at all; empty for anything else.</summary>
    public static ReadOnlyMemory<byte> One(ReadOnlyMemory<byte> body)
    {
        var start = body.Span.StartsWith(ByteOrderMark) ? ByteOrderMark.Length : 0;
        var trimmed = body[start..].Trim(" \t\r\n"u8);
        return trimmed.Length <= RecordReader.SizeMax && trimmed.Span.StartsWith("{"u8) ? trimmed : default;
    }

    private static void Take(ref Utf8JsonReader json, int start, List<Range> slices)
    {
        var from = start + (int)json.TokenStartIndex;
        json.Skip();
        slices.Add(from..(start + (int)json.BytesConsumed));
    }

    private static Problem TooMany() => Problem.TooLarge(
        $"an array has at most {GatewayLimits.ArrayRecordsMax} records; "
                    + $"send more line by line, as {RecordPosts.Lines}");

    private static Problem NotJson(ReadOnlySpan<byte> body) => Utf8.IsValid(body)
        ? Problem.BadRequest(RefusalCodes.BadJson, "the body is neither a JSON object nor a JSON array")
        : Problem.BadRequest(RefusalCodes.BadEncoding, "the body is not UTF-8");
}
