using GridActors.Core.Units;
using GridActors.Journaling.Ports;
using GridActors.Journaling.Tests.Hosting;

namespace GridActors.Journaling.Tests.Import;

public sealed class UnitImportTests
{
    private readonly TestUnits _units = new();

    [Fact]
    public void Rows_may_come_in_any_order()
    {
        var result = _units.Import("h,户,household,g", "g,网格,grid,v", "v,村,village,t", "t,镇,township,c", "c,县,county,");

        Assert.Empty(result.Failures);
        Assert.Equal(5, result.Registered);
        _units.Converge();
        Assert.Equal(1, _units.Value("c", "units.household"));
    }

    [Fact]
    public void Importing_again_changes_nothing()
    {
        _units.Import("c,县,county,", "t,镇,township,c");
        var version = _units.Totals("c").Version;

        var again = _units.Import("c,县,county,", "t,镇,township,c");

        Assert.Equal(2, again.Unchanged);
        Assert.Equal(0, again.Registered);
        Assert.Equal(version, _units.Totals("c").Version);
    }

    [Fact]
    public void A_parent_is_looked_up_once_for_all_that_are_to_stand_under_it()
    {
        _units.Import("c,县,county,", "t,镇,township,c");
        var held = new TaskCompletionSource();
        _units.Store.HeldHeads = held.Task;
        var before = _units.Store.HeadsAsked;

        var import = _units.Start(() => _units.ImportAsync(Enumerable.Range(1, 100).Select(i => $"v{i},村,village,t")));
        Assert.Equal(before + 1, _units.Store.HeadsAsked);

        _units.Store.HeldHeads = null;
        Assert.Equal(100, _units.Run(() =>
        {
            held.SetResult();
            return import;
        }).Registered);
    }

    [Theory]
    [InlineData("bad id,村,village,t", "bad-unit-id", "code")]
    [InlineData("v,村,hamlet,t", "bad-value", "kind")]
    [InlineData("v,村,village,nowhere", "bad-parent", "parent")]
    [InlineData("v,村,village,c", "bad-parent", "parent")]
    [InlineData("v,村,village,", "bad-parent", "parent")]
    [InlineData("v,,village,t", "bad-text", "name")]
    [InlineData("v,村,village,t,county", "wrong-kind", "tier")]
    [InlineData("t,镇,village,c", "duplicate-row", "code")]
    public void A_bad_row_is_named_by_its_line_and_the_others_go_in(string row, string code, string field)
    {
        var result = _units.Import("c,县,county,", "t,镇,township,c", row, "v2,村,village,t");

        var failure = Assert.Single(result.Failures);
        Assert.Equal((4, code, field), (failure.Line, failure.Code, failure.Field));
        Assert.Equal(3, result.Registered);
    }

    [Fact]
    public void A_unit_that_exists_as_something_else_is_a_failure()
    {
        _units.Import("c,县,county,", "t,镇,township,c", "u,镇,township,c", "v,村,village,t", "k,卡,checkpoint,v,roadblock");

        var again = _units.Import("t,镇,county,", "v,村,village,u", "u,别的镇,township,c", "k,卡,checkpoint,v,village", "c,县,county,");
        Assert.All(again.Failures, failure => Assert.Equal("unit-exists", failure.Code));
        Assert.Equal(
            [("t", "kind"), ("v", "parent"), ("u", "name"), ("k", "tier")],
            again.Failures.Select(failure => (failure.Unit, failure.Field!)));
        Assert.Equal(1, again.Unchanged);
        Assert.Equal(1, _units.Import("k,卡,checkpoint,v").Unchanged); // a tier that is not said
    }

    [Fact]
    public void A_unit_whose_registration_was_taken_back_is_registered_again_each_time()
    {
        _units.Import("c,县,county,", "t,镇,township,c", "v,村,village,t", "h,户,household,v");
        var registrations = new List<long> { 1 };
        for (var round = 1; round <= 2; round++)
        {
            _units.Accept(
                "h", "record.void", $$"""{"source":"unit-import","seq":{{registrations[^1]}},"reason":"error"}""", seq: round);
            registrations.Add(_units.Run(() => _units.Store.LoadAsync(UnitId.Parse("h")).AsTask()).Version + 1);
            _units.Converge();
            Assert.Equal(0, _units.Value("c", "units.household"));

            var again = _units.Import("h,户,household,v");
            Assert.Empty(again.Failures);
            Assert.Equal(1, again.Registered);
            _units.Converge();
            Assert.Equal(1, _units.Value("c", "units.household"));
        }

        Assert.Equal(1, _units.Import("h,户,household,v").Unchanged);
        Assert.Empty(_units.Recount().Differences);
    }

    [Fact]
    public void An_import_whose_units_do_not_count_above_yet_does_not_say_that_it_is_done()
    {
        _units.Import("c,县,county,", "t,镇,township,c");
        _units.Unreachable.Add("t");

        Assert.Throws<JournalUnavailableException>(() => _units.Import("v,村,village,t"));
        _units.Unreachable.Clear();
        Assert.Equal(1, _units.Import("v,村,village,t").Unchanged);
        Assert.Equal(1, _units.Value("c", "units.village"));
        Assert.Equal(0, _units.Heal());
    }

    [Fact]
    public void What_an_import_registered_before_it_broke_off_counts_all_the_same()
    {
        _units.Import("c,县,county,", "t,镇,township,c", "v,村,village,t");
        _units.Store.Otherwise = append => append.Unit.Value == "h2" ? Trouble.LostBeforeCommit : Trouble.None;

        Assert.Throws<JournalUnavailableException>(() => _units.Import("h1,户,household,v", "h2,户,household,v"));
        Assert.Equal(1, _units.Value("c", "units.household"));
    }

    [Fact]
    public void What_an_import_did_not_get_counted_is_counted_when_it_is_repeated()
    {
        _units.Import("c,县,county,", "t,镇,township,c", "v,村,village,t");
        _units.Unreachable.UnionWith(["v", "t", "c"]);
        Assert.Throws<JournalUnavailableException>(() => _units.Import("h1,户,household,v", "h2,户,household,v"));
        _units.Unreachable.Remove("v"); // counts them, and is stored; those above it have not heard
        _units.Silent.Add("t");
        Assert.Throws<JournalUnavailableException>(() => _units.Import("h1,户,household,v", "h2,户,household,v"));

        _units.Unreachable.Clear();
        Assert.Equal(2, _units.Import("h1,户,household,v", "h2,户,household,v").Unchanged);
        Assert.Equal(2, _units.Value("c", "units.household"));
    }

    [Fact]
    public void A_checkpoint_without_a_tier_takes_the_one_of_where_it_stands()
    {
        _units.Import("c,县,county,", "t,镇,township,c", "k,卡,checkpoint,t", "r,路,checkpoint,t,roadblock");
        _units.Converge();

        Assert.Equal(1, _units.Value("c", "checkpoints.township"));
        Assert.Equal(1, _units.Value("c", "roadblocks"));
        _units.Kill();
        Assert.Equal(1, _units.Value("k", "checkpoints.township"));
    }
}
