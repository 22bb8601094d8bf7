using System.Collections.Immutable;
using GridActors.Core.Alerts;
using GridActors.Core.Records;
using GridActors.Core.Totals;
using GridActors.Core.Units;

namespace GridActors.Core.Bulletins;

/// <summary>
/// A unit's day 通报, gathered: what its texts and tables say. Every figure is a total of the unit or of one below it;
/// where something else is counted (reports, alerts of the day), what is counted is listed.
/// </summary>
public sealed record Bulletin
{
    public required BulletinUnit Unit { get; init; }

    /// <summary>From the root down to the unit's parent.</summary>
    public ImmutableArray<BulletinUnit> Above { get; init; } = [];

    public required DateOnly Day { get; init; }

    /// <summary>When the figures were read, in the deployment's zone; the end of the day once that is past.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>False while the day lasts, so that it may bring more.</summary>
    public required bool IsOver { get; init; }

    /// <summary>The subtree's, as in its totals.</summary>
    public required long Version { get; init; }

    public required ImmutableArray<TopicFigures> Topics { get; init; }

    /// <summary>What the table of the units below compares: a few indicators that are not zero here.</summary>
    public ImmutableArray<Indicator> Compared { get; init; } = [];

    /// <summary>The areas and checkpoints right below, by id.</summary>
    public ImmutableArray<BulletinChild> Children { get; init; } = [];

    /// <summary>How many more there are than are listed; the unit's own figures hold all of them.</summary>
    public int ChildrenLeftOut { get; init; }

    /// <summary>There are too many below for one bulletin: it tells neither their reports nor the coverage.</summary>
    public bool HasTooManyVillages { get; init; }

    public bool IsCut => ChildrenLeftOut > 0 || HasTooManyVillages;

    /// <summary>By round; empty where no round has begun.</summary>
    public ImmutableArray<RoundCoverage> Coverage { get; init; } = [];

    public BulletinAlerts Alerts { get; init; } = new();

    /// <summary>What the table compares of figures like these, so that it still fits on a page.</summary>
    public static ImmutableArray<Indicator> ComparedOf(Catalogue catalogue, ImmutableArray<TopicFigures> topics)
    {
        const int columnsMax = 8;
        var present = topics.SelectMany(topic => topic.All).Where(figure => figure.Total != default)
            .Select(figure => figure.Indicator).ToHashSet();
        return [.. catalogue.Compared.Where(present.Contains).Take(columnsMax)];
    }

    /// <summary>Null where too many villages stand below.</summary>
    public BulletinReports? Reports { get; init; }
}

public sealed record BulletinUnit(UnitId Id, UnitKind Kind, string Name)
{
    /// <summary>The name as texts say it; rows and programs get it as it is.</summary>
    internal string Shown => Entered.Of(Name);
}

/// <param name="Version">The child's subtree's.</param>
public sealed record BulletinChild(BulletinUnit Unit, long Version, ImmutableArray<TopicFigures> Topics)
{
    public Figure? Find(Indicator indicator) =>
        Topics.Where(topic => topic.Topic.Code == indicator.Topic).SelectMany(topic => topic.All)
            .FirstOrDefault(figure => figure.Indicator == indicator);
}

/// <summary>How far a sweep has come at the end of the day.</summary>
/// <param name="Households">Registered, else planned, village by village.</param>
/// <param name="Behind">The villages that have not reached every household, the least covered first.</param>
public sealed record RoundCoverage(
    int Round, long Households, long Surveyed, ImmutableArray<VillageCoverage> Behind)
{
    public decimal? Share => VillageCoverage.ShareOf(Surveyed, Households);
}

public sealed record VillageCoverage(BulletinUnit Unit, long Households, long Surveyed)
{
    public decimal? Share => ShareOf(Surveyed, Households);

    /// <summary>0 to 1, to the thousandth, never rounded up to all; null where no household is known.</summary>
    public static decimal? ShareOf(long surveyed, long households) => households == 0
        ? null
        : decimal.Truncate(1000m * Math.Min(surveyed, households) / households) / 1000m;
}

/// <summary>An alert and where it stands.</summary>
public sealed record BulletinAlert(BulletinUnit Unit, StandingAlert Standing);

/// <summary>The day's alerts.</summary>
public sealed record BulletinAlerts
{
    /// <summary>Opened on the day, newest first.</summary>
    public ImmutableArray<BulletinAlert> Opened { get; init; } = [];

    /// <summary>Without villages that are late with their report, which are named as such.</summary>
    public IEnumerable<BulletinAlert> OpenedButLateReports =>
        Opened.Where(alert => alert.Standing.Alert.Kind != AlertKinds.ReportLate);

    /// <summary>
    /// Brought on the day into the state in which they are now: what was acknowledged and has been closed since counts
    /// on the day of its closing only, since an alert knows only when it came into the state that it has.
    /// </summary>
    public ImmutableArray<BulletinAlert> Acknowledged { get; init; } = [];

    public ImmutableArray<BulletinAlert> Closed { get; init; } = [];

    /// <summary>There were more than were looked at: the lists are of the newest.</summary>
    public bool IsCut { get; init; }
}

/// <summary>The villages' reports of the day.</summary>
/// <param name="Due">How many villages owe one.</param>
/// <param name="In">How many have submitted one.</param>
public sealed record BulletinReports(
    int Due, int In, ImmutableArray<BulletinUnit> Missing, ImmutableArray<VillageCorrections> Corrected)
{
    /// <summary>What villages wrote with their reports, village by village: the first of them.</summary>
    public ImmutableArray<VillageRemark> Remarks { get; init; } = [];

    /// <summary>How many wrote something.</summary>
    public int RemarksInAll { get; init; }

    public bool IsCut => Corrected.Any(village => village.IsCut || village.Corrections is null);

    public IEnumerable<(BulletinUnit Village, Correction Correction)> Mistakes =>
        Corrected.SelectMany(village => village.Mistakes.Select(mistake => (village.Unit, mistake)));
}

/// <summary>What a village wrote with its report: what no figure says.</summary>
public sealed record VillageRemark(BulletinUnit Village, string Remarks)
{
    internal string Shown => Entered.Of(Remarks, BulletinText.RemarkLengthMax).Trim().TrimEnd('。', '.');
}

/// <summary>A village whose figures of the day differ from those submitted.</summary>
/// <param name="Changed">Codes whose sum of the day is another one now.</param>
/// <param name="Corrections">The records that came in since, oldest first; null where they were not looked for.</param>
/// <param name="IsCut">There are more of them.</param>
public sealed record VillageCorrections(
    BulletinUnit Unit, DateTimeOffset SubmittedAt, Bucket Changed, ImmutableArray<Correction>? Corrections, bool IsCut)
{
    /// <summary>
    /// Those that say that the report was wrong: what was taken back, and what had happened before it and was entered
    /// after it. The others only tell of the rest of the day.
    /// </summary>
    public IEnumerable<Correction> Mistakes => (Corrections ?? []).Where(
        correction => correction.Voided is not null || correction.At <= SubmittedAt);
}

/// <summary>A record of a day that came in after the day's report.</summary>
/// <param name="Reason">Why it was taken back; null of a record that was entered late.</param>
/// <param name="At">When what it says happened; of a void, when it was taken back.</param>
/// <param name="Type">The record's type; of a void, that of the record taken back.</param>
public sealed record Correction(
    UnitId Unit, RecordId Id, DateTimeOffset At, DateTimeOffset Received, string? By, string Type, string? Reason,
    RecordId? Voided);
