using System.Text;
using GridActors.Core.Records;

namespace GridActors.Core.Traces;

/// <summary>What a record can be traced by. The letters are in the keys of every index: never change one.</summary>
public enum TraceKind
{
    /// <summary>A person by document.</summary>
    Document = 'd',

    /// <summary>A person by name and telephone.</summary>
    Contact = 'c',

    Vehicle = 'v',

    Trip = 't',
}

/// <summary>
/// Whom or what a record names, spelled in the one way in which it is looked up. Stores keep no more of it than a hash
/// with a secret key.
/// </summary>
public readonly record struct TraceName
{
    private const int StackLengthMax = 64;

    private TraceName(TraceKind kind, string text) => (Kind, Text) = (kind, text);

    public TraceKind Kind { get; }

    public string Text { get; }

    /// <summary>Blanks and signs that people write into a plate or leave out do not matter.</summary>
    /// <returns>Null where nothing is left.</returns>
    public static TraceName? OfVehicle(string plate) => Of(TraceKind.Vehicle, Spell(plate, ".·•・-"));

    /// <returns>Null where nothing is left.</returns>
    public static TraceName? OfTrip(string trip) => Of(TraceKind.Trip, Spell(trip, ""));

    /// <summary>The document and the name with telephone; as many of the two as the person has.</summary>
    public static void AddTo(ICollection<TraceName> names, PersonName person)
    {
        if (person.HasId)
        {
            names.Add(new TraceName(TraceKind.Document, $"{person.IdType}\n{Spell(person.Id!, "")}"));
        }

        if (person.HasNameAndPhone)
        {
            names.Add(new TraceName(
                TraceKind.Contact, $"{Spell(person.Name!, "·•・")}\n{Spell(person.Phone!, "-()")}"));
        }
    }

    public static void AddVehicleTo(ICollection<TraceName> names, string? plate)
    {
        if (plate is not null && OfVehicle(plate) is { } name)
        {
            names.Add(name);
        }
    }

    public static void AddTripTo(ICollection<TraceName> names, string? trip)
    {
        if (trip is not null && OfTrip(trip) is { } name)
        {
            names.Add(name);
        }
    }

    /// <summary>What an index hashes.</summary>
    public byte[] ToUtf8() => Encoding.UTF8.GetBytes($"{(char)Kind}{Text}");

    private static TraceName? Of(TraceKind kind, string text) => text.Length == 0 ? null : new TraceName(kind, text);

    /// <summary>
    /// Half-width, upper case, without blanks and what is <paramref name="passedOver"/>. By this table and no
    /// library's: what is in an index must be spelled the same for ever, on every machine.
    /// </summary>
    private static string Spell(string text, string passedOver)
    {
        var spelled = text.Length <= StackLengthMax ? stackalloc char[StackLengthMax] : new char[text.Length];
        var length = 0;
        foreach (var written in text)
        {
            var letter = written switch
            {
                >= '\uFF01' and <= '\uFF5E' => (char)(written - 0xFEE0),
                '—' or '–' or '－' or '‐' => '-',
                _ => written,
            };
            if (!char.IsWhiteSpace(letter) && !passedOver.Contains(letter, StringComparison.Ordinal))
            {
                spelled[length++] = char.ToUpperInvariant(letter);
            }
        }

        // Most are written as they are spelled.
        return spelled[..length].SequenceEqual(text) ? text : new string(spelled[..length]);
    }
}

/// <summary>What a record says that can be traced: it names persons, a vehicle, a trip.</summary>
public interface ITraced
{
    /// <summary>Everybody whom it names.</summary>
    IEnumerable<PersonName> Persons { get; }

    void NameIn(ICollection<TraceName> names);
}
