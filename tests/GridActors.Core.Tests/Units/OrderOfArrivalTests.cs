using FsCheck;
using GridActors.Core.Alerts;
using GridActors.Core.Records;
using GridActors.Core.Units;

namespace GridActors.Core.Tests.Units;

/// <summary>
/// Row 16 of the acceptance list for one unit: a month of work comes back shuffled, twice, refused records again until
/// none is refused. Whatever the order, the totals of every day are those of the order of time.
/// </summary>
public sealed class OrderOfArrivalTests
{
    private static readonly string[] Kinds =
    [
        "household", "institution", "checkpoint", "post", "gate", "village", "township", "county", "prefecture", "province",
        "grid", "community",
    ];

    public static TheoryData<string> Units => [.. Kinds];

    /// <summary>Kinds of which the others say most of what there is to say.</summary>
    private static readonly HashSet<string> LikeOthers = ["gate", "county", "prefecture", "province", "grid", "community"];

    [Fact]
    public void Every_type_of_record_that_may_be_sent_is_in_some_month() => Assert.Equal(
        Catalogue.Standard.RecordTypes.Where(type => !type.IsSystem).Select(type => type.Name).Order(StringComparer.Ordinal),
        Enumerable.Range(0, 300)
            .SelectMany(seed => Kinds.Select(kind => MonthOf(kind, new Random(seed))))
            .SelectMany(month => month.Notes.Select(note => note.Type)).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void Every_kind_of_unit_has_its_months() => Assert.Superset(
        Enum.GetValues<UnitKind>().Select(UnitKindRules.NameOf).ToHashSet(), Kinds.ToHashSet());

    [Theory]
    [MemberData(nameof(Units))]
    public void A_month_delivered_in_any_order_leaves_the_same_totals(string kind) => Hold(kind, month =>
    {
        var expected = month.InOrder();
        var chance = new Random(month.Seed);
        var unit = Deliver(month, chance, Month.NewUnit());
        Assert.Equal(expected.Shown(), unit.Tick(Month.End).Shown());
        Assert.Equal(expected.State.Registration with { Tier = null }, unit.State.Registration with { Tier = null });
        Assert.Equal(Dates(expected), Dates(unit));
        Assert.Equal(Alerts(expected), Alerts(unit));
        AssertNoLevelBelowZero(unit);
    });

    [Theory]
    [MemberData(nameof(Units))]
    public void Deadlines_passing_in_between_change_nothing_in_the_end(string kind) => Hold(kind, month =>
    {
        var expected = month.InOrder();
        var chance = new Random(month.Seed);
        var clock = Month.Begin;
        var unit = Deliver(month, chance, Month.NewUnit(), unit =>
        {
            clock = clock.AddMinutes(chance.Next(3_000));
            unit.Tick(clock < Month.End ? clock : Month.End);
        });
        Assert.Equal(expected.Shown(), unit.Tick(Month.End).Shown());
    });

    [Theory]
    [MemberData(nameof(Units))]
    public void A_unit_loaded_from_a_snapshot_or_from_its_journal_is_the_unit_that_was_left(string kind) => Hold(kind, month =>
    {
        var chance = new Random(month.Seed);
        byte[]? early = null;
        var unit = Deliver(month, chance, Month.NewUnit(), unit =>
        {
            early ??= chance.Next(5) == 0 ? unit.Snapshot() : null;
            if (chance.Next(10) == 0)
            {
                unit.Reload(chance.Next(2) == 0 ? unit.Snapshot() : null); // evicted, loaded, and goes on
            }

            unit.Tick(Month.Begin.AddMinutes(chance.Next(40_000)));
        });
        unit.Tick(Month.End);
        var (totals, due) = (unit.Shown(), Dates(unit));
        foreach (var snapshot in new[] { early, unit.Snapshot(), null })
        {
            unit.Reload(snapshot);
            Assert.Equal(totals, unit.Shown());
            Assert.Equal(due, Dates(unit));
            Assert.All(month.Notes, note => Assert.Equal("duplicate", unit.Send(note.Json(unit)).Status));
        }
    });

    internal static void Hold(string kind, Action<Month> property, int? tests = null) =>
        Properties.Hold(
            Properties.FromSeed(chance => MonthOf(kind, chance)),
            property,
            tests ?? (LikeOthers.Contains(kind) ? 20 : 60),
            month => month.Smaller());

    private static Month MonthOf(string kind, Random chance) => kind switch
    {
        "household" => HouseholdMonth.Of(chance),
        "institution" => HouseholdMonth.OfInstitution(chance),
        "checkpoint" => CheckpointMonth.Of(chance),
        "post" => PostMonth.Of(chance),
        "gate" => PostMonth.OfGate(chance),
        _ => AreaMonth.Of(chance, kind),
    };

    /// <summary>Shuffled, some twice; what is refused comes again, shuffled, until nothing is.</summary>
    internal static UnitUnderTest Deliver(Month month, Random chance, UnitUnderTest unit, Action<UnitUnderTest>? between = null)
    {
        var waiting = chance.Shuffled(month.Notes.Concat(month.Notes.Where(_ => chance.Next(3) == 0)));
        for (var round = 0; waiting.Length > 0; round++)
        {
            if (round > month.Notes.Length)
            {
                Assert.Fail($"still refused: {string.Join('\n', waiting.Select(note => $"{note}: {unit.Send(note.Json(unit))}"))}");
            }

            var refused = new List<Note>();
            foreach (var note in waiting)
            {
                var (version, totals) = (unit.Version, unit.Totals);
                if (unit.Send(note.Json(unit)).IsRefused)
                {
                    Assert.Equal(version, unit.Version);
                    Assert.Same(totals, unit.Totals); // a refusal changes nothing
                    refused.Add(note);
                }

                between?.Invoke(unit);
            }

            waiting = chance.Shuffled(refused);
        }

        Assert.All(month.Notes, note => Assert.Equal("duplicate", unit.Send(note.Json(unit)).Status));
        return unit;
    }

    /// <summary>When the unit is late next, and when there is something to do.</summary>
    private static (DateTimeOffset? Late, DateTimeOffset? ToDo) Dates(UnitUnderTest unit) =>
        (unit.State.NextDue(unit.Calendar), unit.State.NextTask(unit.Calendar));

    private static IEnumerable<string> Alerts(UnitUnderTest unit) => unit.State.Get<AlertBook>().All()
        .Select(alert => $"{alert.Alert.Key} opened {alert.Alert.Opened:O}, {alert.State} since {alert.Since:O}");

    private static void AssertNoLevelBelowZero(UnitUnderTest unit)
    {
        foreach (var day in unit.Totals.Days)
        {
            Assert.All(unit.Totals.LevelsAt(day.Day).Amounts, level => Assert.True(level.Value.Thousandths > 0, $"{day.Day} {level}"));
        }

        // Only what a stocktake adjusts may count down.
        Assert.All(unit.Totals.Running.Amounts, sum => Assert.True(
            sum.Value.Thousandths > 0 || sum.Key.Code.StartsWith("supply.adjusted.", StringComparison.Ordinal), sum.ToString()));
    }
}
