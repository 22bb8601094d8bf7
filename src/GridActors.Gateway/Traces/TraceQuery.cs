using System.Globalization;
using System.Text.Json;
using GridActors.Core.Records;
using GridActors.Core.Traces;
using GridActors.Core.Units;
using GridActors.Gateway.Alerts;
using GridActors.Gateway.Answers;
using GridActors.Journaling.Ports;
using Calendar = GridActors.Core.Records.Calendar;

namespace GridActors.Gateway.Traces;

/// <summary>Whom or what somebody asks for, and when, in their own words; nothing is judged yet.</summary>
internal sealed record TraceWords(
    PersonName? Person, string? Vehicle, string? Trip, string? From, string? To, string? After, string? Limit)
{
    private const string PersonExpected =
        "a national id, passport:NUMBER, other:NUMBER, or NAME,TELEPHONE";

    private static readonly string[] IdTypes = ["passport", "other"];

    /// <summary>How a person is written into an address.</summary>
    public static Problem? ParsePerson(string? text, out PersonName? person)
    {
        person = null;
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        if (text.Split(':', 2) is [var idType, { Length: > 0 } id] && IdTypes.Contains(idType))
        {
            person = new PersonName(idType, id.ToUpperInvariant(), null, null);
        }
        else if (text.Split([',', '，'], 2, StringSplitOptions.TrimEntries)
            is [{ Length: > 0 } name, { Length: > 0 } phone])
        {
            person = new PersonName(null, null, name, phone);
        }
        else if (PersonName.IsNationalId(text.ToUpperInvariant()))
        {
            person = new PersonName("nationalId", text.ToUpperInvariant(), null, null);
        }

        return person is null ? Problem.BadQuery(nameof(person), PersonExpected) : null;
    }

    /// <summary>A body of the same words; the person is written as in records.</summary>
    public static Problem? ParseBody(ReadOnlyMemory<byte> body, out TraceWords? words)
    {
        words = null;
        try
        {
            using var document = JsonDocument.Parse(body);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                return Problem.BadRequest(RefusalCodes.BadJson, "the body is not a JSON object");
            }

            var fields = Fields.Of(document.RootElement);
            var read = new TraceWords(
                fields.OptionalPerson("person"),
                fields.OptionalText("vehicle", GatewayLimits.TraceWordLengthMax),
                fields.OptionalText("trip", GatewayLimits.TraceWordLengthMax),
                fields.OptionalText("from", GatewayLimits.TraceWordLengthMax),
                fields.OptionalText("to", GatewayLimits.TraceWordLengthMax),
                fields.OptionalText("after", GatewayLimits.CursorLengthMax),
                fields.Whole("limit", 1, GatewayLimits.TracePageMax)?.ToString(CultureInfo.InvariantCulture));
            fields.RefuseOthers();
            words = read;
            return fields.Refusal is { } refusal
                ? Problem.BadRequest(ProblemCodes.BadQuery, refusal.Message, refusal.Field)
                : null;
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            return Problem.BadRequest(RefusalCodes.BadJson, "the body is not JSON");
        }
    }
}

/// <param name="From">The earliest instant.</param>
/// <param name="To">The first instant after the range.</param>
internal sealed record TraceQuery(
    IReadOnlyCollection<TraceName> Names, DateTimeOffset From, DateTimeOffset To, TracePlace? After, int Limit)
{
    private const string When = $"{QueryValues.Day}, or {QueryValues.Instant}";

    /// <summary>Null and a problem where it cannot be asked so.</summary>
    public static Problem? Read(TraceWords words, Calendar calendar, DateTimeOffset now, out TraceQuery? query)
    {
        query = null;
        if (NamesOf(words, out var names) is { } unclear)
        {
            return unclear;
        }

        if (!TryTime(words.To, isEnd: true, calendar, out var to))
        {
            return Problem.BadQuery("to", When);
        }

        if (!TryTime(words.From, isEnd: false, calendar, out var from))
        {
            return Problem.BadQuery("from", When);
        }

        if (!AlertCursor.TryParse(words.After, out var after)
            || (after is { } place && !long.TryParse(place.Key, out _)))
        {
            return Problem.BadQuery("after", "the next of another page");
        }

        if (!QueryValues.TryWhole(
            words.Limit, GatewayLimits.TracePageDefault, 1, GatewayLimits.TracePageMax, out var limit))
        {
            return Problem.BadQuery("limit", $"a whole number from 1 to {GatewayLimits.TracePageMax}");
        }

        var end = to ?? now + Facts.AcceptAhead;
        var begin = from ?? end - TimeSpan.FromDays(GatewayLimits.TraceDaysDefault);
        if (begin >= end || end - begin > TimeSpan.FromDays(GatewayLimits.TraceDaysMax))
        {
            return Problem.BadRequest(
                ProblemCodes.BadRange,
                $"from is earlier than to, and the range at most {GatewayLimits.TraceDaysMax} days", "from");
        }

        query = new TraceQuery(names!, begin, end, PlaceOf(after), (int)limit);
        return null;
    }

    public static string CursorOf(TracePlace place) =>
        AlertCursor.Of(new AlertPlace(
            place.At, place.Unit, place.Version.ToString(CultureInfo.InvariantCulture)));

    private static TracePlace? PlaceOf(AlertPlace? place) => place is { } last
        ? new TracePlace(last.Opened, last.Unit, long.Parse(last.Key, CultureInfo.InvariantCulture))
        : null;

    private static Problem? NamesOf(TraceWords words, out IReadOnlyCollection<TraceName>? names)
    {
        var found = new HashSet<TraceName>();
        names = found;
        var asked = (words.Person is null ? 0 : 1) + (words.Vehicle is null ? 0 : 1) + (words.Trip is null ? 0 : 1);
        if (asked != 1)
        {
            return Problem.BadRequest(
                ProblemCodes.BadQuery, "ask for one of person, vehicle and trip", asked == 0 ? "person" : null);
        }

        if (words.Person is { } person)
        {
            TraceName.AddTo(found, person);
        }

        TraceName.AddVehicleTo(found, words.Vehicle);
        TraceName.AddTripTo(found, words.Trip);
        return found.Count > 0
            ? null
            : Problem.BadQuery(words.Vehicle is null ? "trip" : "vehicle", "a text with letters or figures");
    }

    private static bool TryTime(string? text, bool isEnd, Calendar calendar, out DateTimeOffset? time)
    {
        time = null;
        if (text is null)
        {
            return true;
        }

        if (QueryValues.TryDay(text, out var day))
        {
            time = calendar.InstantOf(day!.Value.AddDays(isEnd ? 1 : 0).ToDateTime(TimeOnly.MinValue));
            return true;
        }

        var isInstant = QueryValues.TryInstant(text, default, out var instant);
        time = isInstant ? instant : null;
        return isInstant;
    }
}
