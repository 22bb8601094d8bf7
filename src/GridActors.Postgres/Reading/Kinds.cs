using GridActors.Core.Units;

namespace GridActors.Postgres.Reading;

/// <summary>The kinds of units as the database holds them: by their public names.</summary>
internal static class Kinds
{
    /// <summary>All that may have units under them; as in the index unit_area.</summary>
    public const string Areas = "('province', 'prefecture', 'county', 'township', 'village', 'grid', 'community')";

    public static UnitKind Parse(string name) =>
        UnitKindRules.Parse(name) ?? throw new InvalidDataException($"'{name}' is not a kind of unit.");
}
