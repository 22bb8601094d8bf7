using GridActors.Core.Units;

namespace GridActors.Core.Tests.Units;

public sealed class RegistrationTests
{
    private static readonly Dictionary<string, string[]> MayStandUnder = new()
    {
        ["province"] = [],
        ["prefecture"] = ["province"],
        ["county"] = ["prefecture"],
        ["township"] = ["county"],
        ["village"] = ["township"],
        ["grid"] = ["village", "township"],
        ["community"] = ["village", "township"],
        ["household"] = ["grid", "community", "village"],
        ["institution"] = ["province", "prefecture", "county", "township", "village", "grid", "community"],
        ["checkpoint"] = ["province", "prefecture", "county", "township", "village", "grid", "community"],
    };

    public static IEnumerable<object[]> Pairs =>
        from kind in MayStandUnder.Keys from parent in MayStandUnder.Keys select new object[] { kind, parent };

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Each_kind_stands_only_under_the_kinds_that_the_table_names(string kind, string parent)
    {
        var unit = new UnitUnderTest();
        unit.Others["above"] = new ParentFact(UnitKindRules.Parse(parent)!.Value, IsClosed: false);
        var answer = unit.Tell("02-01 09:00", "unit.register", $$"""{"kind":"{{kind}}","name":"甲","parent":"above"}""");
        if (MayStandUnder[kind].Contains(parent))
        {
            Assert.Equal("accepted", answer.Status);
            Assert.Equal(1, unit[$"units.{kind}"]);
            Assert.Equal(1, unit.On("02-01", $"units.{kind}"));
        }
        else
        {
            Assert.Equal(("bad-parent", "data.parent"), (answer.Refusal!.Code, answer.Refusal.Field));
        }
    }

    [Theory]
    [InlineData("province", true)]
    [InlineData("prefecture", true)]
    [InlineData("county", true)]
    [InlineData("township", false)]
    [InlineData("village", false)]
    [InlineData("grid", false)]
    [InlineData("household", false)]
    [InlineData("checkpoint", false)]
    public void Only_the_upper_kinds_may_be_the_top_of_a_tree(string kind, bool may)
    {
        var answer = new UnitUnderTest().Tell("02-01 09:00", "unit.register", $$"""{"kind":"{{kind}}","name":"甲"}""");
        Assert.Equal(may ? null : "bad-parent", answer.Refusal?.Code);
    }

    [Theory]
    [InlineData("closed-village")]
    [InlineData("nobody")]
    public void An_unknown_or_closed_parent_is_bad_parent(string parent) =>
        Assert.Equal("data.parent", new UnitUnderTest().Refuse(
            "bad-parent", "02-01 09:00", "unit.register", $$"""{"kind":"household","name":"甲","parent":"{{parent}}"}""").Field);

    [Fact]
    public void Kinds_keep_their_numbers_because_snapshots_keep_those()
    {
        Assert.Equal(MayStandUnder.Keys, Enum.GetValues<UnitKind>().Order().Select(UnitKindRules.NameOf));
        Assert.Equal(Enumerable.Range(0, 10), Enum.GetValues<UnitKind>().Order().Select(kind => (int)kind));
    }

    [Fact]
    public void A_unit_is_registered_once()
    {
        var unit = UnitUnderTest.Household();
        unit.Refuse("unit-exists", "02-01 09:00", "unit.register", """{"kind":"household","name":"甲","parent":"village"}""");
        Assert.Equal(1, unit["units.household"]);
    }

    [Fact]
    public void Nothing_can_be_recorded_at_a_unit_that_is_not_registered()
    {
        foreach (var type in new[] { "unit.close", "checkpoint.open", "unit.amend" })
        {
            Assert.Equal("unit", new UnitUnderTest().Refuse(
                "unknown-unit", "02-01 09:00", type, type == "unit.amend" ? """{"name":"乙"}""" : "{}").Field);
        }
    }

    [Theory]
    [InlineData("county", "checkpoints.county")]
    [InlineData("township", "checkpoints.township")]
    [InlineData("village", "checkpoints.village")]
    [InlineData("natural-village", "checkpoints.natural-village")]
    [InlineData("community", "checkpoints.community")]
    [InlineData("roadblock", "roadblocks")]
    public void A_checkpoint_counts_by_its_tier_and_a_roadblock_apart(string tier, string code)
    {
        var unit = UnitUnderTest.Checkpoint(tier);
        Assert.Equal((1, 1), (unit[code], unit["units.checkpoint"]));
        Assert.Equal(2, unit.Totals.Running.Count);
        unit.Accept("02-10 09:00", "unit.close");
        Assert.Equal(0, unit.Totals.Running.Count);
        Assert.Equal((1, -1), (unit.On("01-21", code), unit.On("02-10", code)));
    }

    [Theory]
    [InlineData("Province", "county")]
    [InlineData("Prefecture", "county")]
    [InlineData("County", "county")]
    [InlineData("Township", "township")]
    [InlineData("Village", "village")]
    [InlineData("Grid", "natural-village")]
    [InlineData("Community", "community")]
    public void A_tier_left_out_follows_from_the_parent_and_stays_when_the_parent_is_not_asked_again(string parent, string tier)
    {
        var unit = new UnitUnderTest();
        unit.Others["above"] = new ParentFact(Enum.Parse<UnitKind>(parent), IsClosed: false);
        unit.Accept("02-01 09:00", "unit.register", """{"kind":"checkpoint","name":"卡点","parent":"above"}""");
        unit.Others.Clear();
        Assert.Equal(tier, unit.State.Registration.Tier);
        Assert.Equal(1, unit.Reload()[$"checkpoints.{tier}"]);
    }

    [Fact]
    public void Only_a_checkpoint_has_a_tier() => Assert.Equal("data.tier", new UnitUnderTest().Refuse(
        "wrong-kind", "02-01 09:00", "unit.register", """{"kind":"household","name":"甲","parent":"village","tier":"village"}""").Field);

    [Fact]
    public void Of_amendments_the_latest_by_time_stands_whatever_came_in_last()
    {
        var unit = UnitUnderTest.Registered("village", "township", ",\"households\":174")
            .Accept("02-09 09:00", "unit.amend", """{"name":"丙"}""")
            .Accept("02-05 09:00", "unit.amend", """{"name":"乙","households":180}""");
        Assert.Equal(("丙", 180), (unit.State.Registration.Name, unit.State.Registration.Households!.Value));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Of_a_devices_amendments_at_one_instant_the_higher_number_stands_in_either_order(bool reversed)
    {
        var unit = UnitUnderTest.Registered("village", "township");
        (string Name, long Seq)[] amendments = [("乙", 7), ("丙", 8)];
        foreach (var (name, seq) in reversed ? amendments.Reverse() : amendments)
        {
            Assert.Equal("accepted", unit.Tell("02-05 09:00", "unit.amend", $$"""{"name":"{{name}}"}""", "a", seq).Status);
        }

        Assert.Equal("丙", unit.State.Registration.Name);
    }

    [Fact]
    public void An_amendment_counts_also_when_it_is_dated_before_the_registration()
    {
        var unit = UnitUnderTest.Household().Accept("01-20 12:00", "unit.amend", """{"name":"乙"}""")
            .Accept("01-20 12:00", "unit.move", """{"parent":"village-2"}""");
        Assert.Equal(("乙", "village-2"), (unit.State.Registration.Name, unit.State.Registration.Parent));
    }

    [Fact]
    public void An_amendment_says_something()
    {
        var unit = UnitUnderTest.Household();
        Assert.Equal("data", unit.Refuse("missing-field", "02-05 09:00", "unit.amend").Field);
        Assert.Equal("data.households", unit.Refuse("bad-number", "02-05 09:00", "unit.amend", """{"households":-1}""").Field);
    }

    [Fact]
    public void Of_moves_the_latest_by_time_stands_and_nothing_is_counted_by_moving()
    {
        var unit = UnitUnderTest.Household();
        var before = unit.Shown();
        unit.Accept("02-09 09:00", "unit.move", """{"parent":"village-2"}""")
            .Accept("02-05 09:00", "unit.move", """{"parent":"village"}""");
        Assert.Equal(("village-2", before), (unit.State.Registration.Parent, unit.Shown()));
    }

    [Theory]
    [InlineData("township")]
    [InlineData("closed-village")]
    [InlineData("nobody")]
    public void A_move_needs_a_parent_that_is_open_and_fits(string parent) => Assert.Equal(
        "data.parent", UnitUnderTest.Household().Refuse("bad-parent", "02-05 09:00", "unit.move", $$"""{"parent":"{{parent}}"}""").Field);

    [Theory]
    [InlineData("village", "township", false)]
    [InlineData("grid", "village", false)]
    [InlineData("institution", "village", true)]
    [InlineData("checkpoint", "village", true)]
    [InlineData("household", "village", true)]
    public void Households_institutions_and_checkpoints_move_and_areas_do_not(string kind, string parent, bool moves)
    {
        var answer = UnitUnderTest.Registered(kind, parent).Tell("02-05 09:00", "unit.move", """{"parent":"village-2"}""");
        Assert.Equal((moves ? null : "wrong-kind", moves ? null : "type"), (answer.Refusal?.Code, answer.Refusal?.Field));
    }

    [Fact]
    public void Closing_takes_the_unit_out_and_leaves_what_it_counted()
    {
        var unit = UnitUnderTest.Household().Accept("02-03 09:00", "household.survey", """{"round":1,"persons":4}""")
            .Accept("02-10 09:00", "unit.close");
        Assert.Equal((0, 4, 1), (unit["units.household"], unit["persons.surveyed"], unit["surveys"]));
        Assert.Equal((1, 0), (unit.LevelAt("02-09", "units.household"), unit.LevelAt("02-10", "units.household")));
        unit.Refuse("unit-closed", "02-11 09:00", "unit.close");
    }

    [Fact]
    public void A_closed_unit_takes_what_happened_before_the_closing_and_nothing_after()
    {
        var unit = UnitUnderTest.Household().Accept("02-10 09:00", "unit.close");
        Assert.Equal("unit", unit.Refuse("unit-closed", "02-10 09:00", "household.survey", """{"round":1,"persons":4}""").Field);
        unit.Refuse("unit-closed", "02-10 09:01", "unit.amend", """{"name":"乙"}""");
        unit.Accept("02-10 08:59", "household.survey", """{"round":1,"persons":4}""");
        Assert.Equal(4, unit.On("02-10", "persons.surveyed"));
    }

    [Fact]
    public void A_unit_with_open_children_or_isolated_persons_does_not_close()
    {
        const string Person = """{"name":"张三","phone":"13800000001"}""";
        var area = UnitUnderTest.Registered("village", "township");
        area.HasOpenChildren = true;
        area.Refuse("has-open-items", "02-10 09:00", "unit.close");

        var household = UnitUnderTest.Household()
            .Accept("02-01 09:00", "isolation.start", $$"""{"person":{{Person}},"kind":"home"}""");
        household.Refuse("has-open-items", "02-20 09:00", "unit.close");
        household.Accept("02-15 09:00", "isolation.end", $$"""{"person":{{Person}},"reason":"other"}""")
            .Accept("02-20 09:00", "unit.close");
    }

    [Fact]
    public void A_closing_dated_before_the_registration_leaves_no_level_below_zero_on_any_day()
    {
        var unit = UnitUnderTest.Checkpoint().Accept("01-20 08:00", "unit.close");
        Assert.Empty(unit.Totals.Days);
    }

    [Theory]
    [InlineData("03-05 00:10", null)]
    [InlineData("2020-03-05T00:10:00.001+08:00", "at-out-of-range")]
    [InlineData("01-20 00:00", null)]
    [InlineData("2020-01-19T23:59:59.999+08:00", "at-out-of-range")]
    [InlineData("9999-12-31T23:59:59Z", "at-out-of-range")]
    [InlineData("0001-01-01T00:00:00Z", "at-out-of-range")]
    public void A_record_is_at_most_ten_minutes_ahead_and_45_days_back(string at, string? code)
    {
        var unit = UnitUnderTest.Household();
        Assert.Equal(UnitUnderTest.Instant("03-05 00:00"), unit.Now);
        var answer = unit.Tell(at, "unit.amend", """{"name":"乙"}""");
        Assert.Equal((code, code is null ? null : "at"), (answer.Refusal?.Code, answer.Refusal?.Field));
    }

    [Fact]
    public void History_is_taken_as_far_back_as_the_deployment_says()
    {
        var unit = new UnitUnderTest { AcceptBack = TimeSpan.FromDays(3_650) };
        unit.Accept("2012-02-29T23:59:59+08:00", "unit.register", """{"kind":"county","name":"县"}""");
        Assert.Equal(1, unit.Totals.Of(new DateOnly(2012, 2, 29))[UnitUnderTest.Code("units.county")].Units);
    }
}
