namespace GridActors.Core.Records;

/// <summary>What holds of two fields together.</summary>
public static class FieldPairs
{
    /// <summary>Of two fields that say the same thing in two ways, one must be there and not the other.</summary>
    public static void RefuseUnlessOne(
        this Fields fields, string one, object? oneValue, string other, object? otherValue)
    {
        if (oneValue is null && otherValue is null)
        {
            fields.Refuse(RefusalCodes.MissingField, one, $"{one} or {other} is missing");
        }
        else if (oneValue is not null && otherValue is not null)
        {
            fields.Refuse(RefusalCodes.BadValue, other, $"{one} or {other}, not both");
        }
    }
}
