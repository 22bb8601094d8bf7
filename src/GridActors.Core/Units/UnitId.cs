using System.Buffers;

namespace GridActors.Core.Units;

/// <summary>The address of a unit: 1 to 48 of <c>A-Z a-z 0-9 -</c>. Never parsed for meaning.</summary>
public readonly record struct UnitId
{
    private const int LengthMax = 48;

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-");

    private readonly string? _value;

    private UnitId(string value) => _value = value;

    public string Value => _value ?? throw new InvalidOperationException("A default UnitId names no unit.");

    public static bool TryParse(string? text, out UnitId id)
    {
        if (text is { Length: > 0 and <= LengthMax } && !text.AsSpan().ContainsAnyExcept(Allowed))
        {
            id = new UnitId(text);
            return true;
        }

        id = default;
        return false;
    }

    /// <exception cref="FormatException">The text is not a unit id.</exception>
    public static UnitId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException($"'{text}' is not a unit id.");

    public override string ToString() => _value ?? "";
}
