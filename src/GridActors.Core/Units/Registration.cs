using GridActors.Core.Records;
using GridActors.Core.Totals;

namespace GridActors.Core.Units;

/// <summary>
/// What a unit is and where it stands. Of amendments and moves, the latest by time of happening stands.
/// </summary>
public sealed record Registration : IAspect
{
    public static readonly Vocabulary Tiers = Vocabulary.Of(
        ("county", "县级", "county"),
        ("township", "乡镇级", "township"),
        ("village", "村级", "village"),
        ("natural-village", "自然村级", "natural-village"),
        ("community", "小区级", "community"),
        ("roadblock", "封堵路口", "roadblock"));

    public static readonly IndicatorFamily Units = IndicatorFamily.Level(
        "units.", "units", "{0}数", "Units: {0}", "unit", UnitKindRules.Names);

    public static readonly IndicatorFamily CheckpointsByTier = IndicatorFamily.Level(
        "checkpoints.", "checkpoints", "{0}卡点", "Checkpoints: {0}", "checkpoint",
        new Vocabulary([.. Tiers.Terms.Where(tier => tier.Code != Roadblock)]));

    public static readonly Indicator Roadblocks =
        Indicator.Level("roadblocks", "checkpoints", "封堵路口", "Roadblocks", "road");

    public const string Roadblock = "roadblock";

    public bool Exists { get; init; }

    public UnitKind Kind { get; init; }

    public string Name { get; init; } = "";

    /// <summary>One string for all of an area's children, which are most units.</summary>
    public string? Parent
    {
        get;
        init => field = value is null ? null : string.Intern(value);
    }

    public string? Tier { get; init; }

    /// <summary>Planned number of households; null when not known.</summary>
    public int? Households { get; init; }

    public DateTimeOffset RegisteredAt { get; init; }

    public Moment? ClosedAt
    {
        get => Later.ClosedAt;
        init => Later = Later with { ClosedAt = value };
    }

    /// <summary>The amendment that gave it its name; so with the next two. Any outranks the registration.</summary>
    public Moment NamedAt
    {
        get => Later.NamedAt;
        init => Later = Later with { NamedAt = value };
    }

    public Moment HouseholdsAt
    {
        get => Later.HouseholdsAt;
        init => Later = Later with { HouseholdsAt = value };
    }

    public Moment MovedAt
    {
        get => Later.MovedAt;
        init => Later = Later with { MovedAt = value };
    }

    /// <summary>Most units are never changed after their registration, and hold one instance together.</summary>
    private Changes Later { get; init => field = value == Changes.None ? Changes.None : value; } = Changes.None;

    /// <summary>Adds (1) or takes back (-1) what standing in the tree counts for.</summary>
    internal void Count(DateOnly day, int sign, Contributions totals)
    {
        totals.Add(day, Units.Of(UnitKindRules.NameOf(Kind)), sign);
        if (Tier is not null)
        {
            totals.Add(day, Tier == Roadblock ? Roadblocks : CheckpointsByTier.Of(Tier), sign);
        }
    }

    /// <summary>When what was registered was changed last.</summary>
    private sealed record Changes(Moment? ClosedAt, Moment NamedAt, Moment HouseholdsAt, Moment MovedAt)
    {
        public static readonly Changes None = new(null, default, default, default);
    }
}
