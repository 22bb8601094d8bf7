using System.Security.Cryptography;
using System.Text;
using GridActors.Core.Records;

namespace GridActors.Core.Alerts;

/// <summary>
/// Something that somebody should see at once, as a unit's facts raise it. A record type raises it where it counts:
/// <c>totals.Raise(alert)</c> beside <c>totals.Add</c>, in <c>Evolve</c> or in the aspect's projection.
/// </summary>
/// <param name="Key">
/// The cause, unique within the unit: of alerts with one key only the one that opened first is shown. Begins with its
/// kind. Holds no document number.
/// </param>
/// <param name="Kind">One of <see cref="AlertKinds"/>.</param>
/// <param name="Subject">Whom or what it is about; empty when that is the unit itself.</param>
/// <param name="Text">The particulars as they were entered or measured; the kind's name says the rest.</param>
/// <param name="Opened">When it happened or, of something not done, when it was due. Decides the day.</param>
public sealed record Alert(string Key, string Kind, string Subject, string Text, DateTimeOffset Opened)
{
    /// <summary>
    /// When its cause was over, where that closes it; null where only people do, or as long as the cause lasts.
    /// </summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>By key, then the one that stands before those that it hides.</summary>
    internal static readonly IComparer<Alert> InOrder = Comparer<Alert>.Create((left, right) =>
    {
        var order = string.CompareOrdinal(left.Key, right.Key);
        order = order != 0 ? order : left.Opened.CompareTo(right.Opened);
        order = order != 0 ? order : string.CompareOrdinal(left.Text, right.Text);
        order = order != 0 ? order : string.CompareOrdinal(left.Subject, right.Subject);
        order = order != 0 ? order : string.CompareOrdinal(left.Kind, right.Kind);
        return order != 0 ? order : Nullable.Compare(left.Ended, right.Ended);
    });

    /// <summary>About a person: one cause whatever number of records say so.</summary>
    /// <param name="cause">What tells one cause from another with this person: a date, a session, a result.</param>
    public static Alert About(PersonName person, string kind, string cause, string text, DateTimeOffset opened) =>
        new(AlertKey.Of(kind, HashOf(person), cause), kind, person.Shown, text, opened);

    /// <summary>A person's of a day, the record's own.</summary>
    /// <param name="same">What is the same for all names of the person, where it is known.</param>
    public static Alert About(PersonName person, string kind, Record record, string text, string? same = null) =>
        new(AlertKey.Of(kind, same ?? HashOf(person), record.Day), kind, person.Shown, text, record.At);

    /// <summary>About an item that has a key of its own, or whatever else tells one cause from another.</summary>
    internal static Alert About(
        ReadOnlySpan<AlertKeyPart> cause, string kind, string subject, string text, DateTimeOffset opened) =>
        new(AlertKey.Of(kind, cause), kind, subject, text, opened);

    /// <summary>Where the record is its own cause.</summary>
    public static Alert Of(Record record, string kind, string subject, string text) =>
        new(AlertKey.Of(kind, record.Id), kind, subject, text, record.At);

    /// <summary>The same for the same person, and nobody can read from it who that is.</summary>
    private static string HashOf(PersonName person)
    {
        var said = person.HasId ? $"{person.IdType}\n{person.Id}" : $"{person.Name}\n{person.Phone}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(said)).AsSpan(0, 8));
    }
}
