using GridActors.Core.Totals;

namespace GridActors.Core.Records;

/// <summary>
/// How a record names a person: by document, by name and telephone, or by both, which joins the two.
/// </summary>
public sealed record PersonName(string? IdType, string? Id, string? Name, string? Phone)
{
    private static readonly Vocabulary IdTypes = Vocabulary.Of(
        ("nationalId", "居民身份证", "national id"), ("passport", "护照", "passport"), ("other", "其他", "other"));

    private static readonly int[] Weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    public bool HasId => Id is not null;

    public bool HasNameAndPhone => Name is not null && Phone is not null;

    /// <summary>
    /// For people who know them: the name, or the end of the document's number, which never begins with half a
    /// character: a store would keep another text than that, or none.
    /// </summary>
    public string Shown =>
        Name ?? (Id is { Length: > 4 } id ? $"…{id[(char.IsLowSurrogate(id[^4]) ? ^3 : ^4)..]}" : "…");

    /// <summary>The same without its document.</summary>
    public PersonName WithoutId() => new(null, null, Name, Phone);

    public bool SharesId(PersonName other) => HasId && IdType == other.IdType && Id == other.Id;

    public bool SharesContact(PersonName other) =>
        HasNameAndPhone && Name == other.Name && Phone == other.Phone;

    public static PersonName Read(Fields person)
    {
        var name = ReadAnybody(person);
        if (!name.HasId && !name.HasNameAndPhone)
        {
            person.Refuse(RefusalCodes.BadPerson, null, "a person needs an id, or a name and a phone");
        }

        return name;
    }

    /// <summary>
    /// Somebody of whom a record says as much as is known: a child of the household has neither document nor telephone.
    /// Older programs took any text for the document of such a one.
    /// </summary>
    public static PersonName ReadAnybody(Fields person)
    {
        var idType = person.IsKept ? person.OptionalText("idType", 20) : person.OptionalChoice("idType", IdTypes);
        var id = person.OptionalText("id", 40);
        var name = new PersonName(
            id is null ? null : idType ?? "nationalId",
            id?.ToUpperInvariant(),
            person.OptionalText("name", 60),
            person.OptionalText("phone", 30));
        if (name is { IdType: "nationalId" } && !person.IsKept && !IsNationalId(name.Id!))
        {
            person.Refuse(RefusalCodes.BadPersonId, "id", "not a valid 18-digit national id (check digit)");
        }

        return name;
    }

    /// <summary>GB 11643: 17 digits, a real date of birth, and the ISO 7064 MOD 11-2 check character.</summary>
    public static bool IsNationalId(string id)
    {
        if (id.Length != 18)
        {
            return false;
        }

        var sum = 0;
        for (var i = 0; i < 17; i++)
        {
            if (!char.IsAsciiDigit(id[i]))
            {
                return false;
            }

            sum += (id[i] - '0') * Weights[i];
        }

        return id[17] == "10X98765432"[sum % 11]
            && DateOnly.TryParseExact(
                id.AsSpan(6, 8), "yyyyMMdd", null, System.Globalization.DateTimeStyles.None, out _);
    }
}
