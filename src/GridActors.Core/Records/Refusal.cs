namespace GridActors.Core.Records;

/// <summary>
/// Why a record does not count: a stable code for programs, the field it is about, a sentence for people.
/// A refusal is a value and consumes nothing; the same identity may be sent again.
/// </summary>
public sealed record Refusal(string Code, string? Field, string Message);

/// <summary>The refusal codes that belong to no single record type. Public: clients branch on them.</summary>
public static class RefusalCodes
{
    /// <summary>Not JSON, nested too deeply, or not an object.</summary>
    public const string BadJson = "bad-json";

    /// <summary>Not UTF-8.</summary>
    public const string BadEncoding = "bad-encoding";

    /// <summary>One name twice in an object.</summary>
    public const string DuplicateField = "duplicate-field";
    public const string MissingField = "missing-field";
    public const string UnknownField = "unknown-field";

    /// <summary>The field's JSON type is not the expected one.</summary>
    public const string BadField = "bad-field";

    /// <summary>Not one of the field's codes.</summary>
    public const string BadValue = "bad-value";
    public const string BadNumber = "bad-number";

    /// <summary>Not a date, or not a time with an offset.</summary>
    public const string BadTime = "bad-time";

    /// <summary>Control characters, lone surrogates or nothing but blanks.</summary>
    public const string BadText = "bad-text";
    public const string TooLong = "too-long";
    public const string TooLarge = "too-large";
    public const string BadUnitId = "bad-unit-id";
    public const string BadSource = "bad-source";
    public const string BadPerson = "bad-person";
    public const string BadPersonId = "bad-person-id";
    public const string UnknownType = "unknown-type";
    public const string UnknownUnit = "unknown-unit";
    public const string WrongKind = "wrong-kind";
    public const string UnitClosed = "unit-closed";
    public const string AtOutOfRange = "at-out-of-range";
    public const string IdReused = "id-reused";

    /// <summary>The code of an indicator that is not declared.</summary>
    public const string UnknownCode = "unknown-code";

    /// <summary>The unit to which the record was posted holds no such item at that moment.</summary>
    public const string NoSuchItem = "no-such-item";
}
