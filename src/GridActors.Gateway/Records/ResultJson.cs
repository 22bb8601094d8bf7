using System.Text.Json;
using GridActors.Core.Records;
using GridActors.Journaling.Ports;

namespace GridActors.Gateway.Records;

/// <summary>
/// The result of one record: <c>{"source","seq","status"}</c>, why when it is refused, and a <c>warning</c> where an
/// accepted one has one.
/// </summary>
internal static class ResultJson
{
    private static readonly JsonEncodedText Source = JsonEncodedText.Encode("source");
    private static readonly JsonEncodedText Seq = JsonEncodedText.Encode("seq");
    private static readonly JsonEncodedText Status = JsonEncodedText.Encode("status");
    private static readonly JsonEncodedText Code = JsonEncodedText.Encode("code");
    private static readonly JsonEncodedText Field = JsonEncodedText.Encode("field");
    private static readonly JsonEncodedText Message = JsonEncodedText.Encode("message");
    private static readonly JsonEncodedText Warning = JsonEncodedText.Encode("warning");

    /// <summary>In the order of <see cref="AnswerStatus"/>.</summary>
    private static readonly JsonEncodedText[] Statuses =
    [
        JsonEncodedText.Encode("accepted"), JsonEncodedText.Encode("duplicate"), JsonEncodedText.Encode("refused"),
        JsonEncodedText.Encode("unavailable"),
    ];

    public static void Write(Utf8JsonWriter json, in ReadResult read, in Answer answer)
    {
        json.WriteStartObject();
        json.WriteString(Source, read.Source);
        if (read.Seq is { } seq)
        {
            json.WriteNumber(Seq, seq);
        }
        else
        {
            json.WriteNull(Seq);
        }

        json.WriteString(Status, Statuses[(int)answer.Status]);
        if (answer.Refusal is { } refusal)
        {
            WriteReason(json, refusal.Code, refusal.Field, refusal.Message);
        }

        if (answer.Warning is { } warning)
        {
            json.WriteStartObject(Warning);
            WriteReason(json, warning.Code, warning.Field, warning.Message);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteReason(Utf8JsonWriter json, string code, string? field, string message)
    {
        json.WriteString(Code, code);
        json.WriteString(Field, Cut(field));
        json.WriteString(Message, Cut(message));
    }

    /// <summary>A refusal may quote what was sent, and that may be as long as a record.</summary>
    private static string? Cut(string? text) =>
        text?.Length > GatewayLimits.RefusalTextLengthMax ? text[..GatewayLimits.RefusalTextLengthMax] : text;
}
