using GridActors.Core.Areas;
using GridActors.Core.Records;
using GridActors.Core.Totals;
using GridActors.Core.Units;
using GridActors.Journaling.Ports;
using GridActors.Journaling.RollUps;
using GridActors.Journaling.Tests.Hosting;

namespace GridActors.Journaling.Tests.RollUps;

public sealed class RollUpTests
{
    private const string Passage = """{"direction":"in","outcome":"pass","people":3}""";

    private static readonly string[] Tree =
    [
        "22,省,province,", "2224,州,prefecture,22", "222401,市,county,2224", "222401001,镇,township,222401",
        "222401001001,东村,village,222401001", "222401001002,西村,village,222401001", "e-c,东卡,checkpoint,222401001001",
        "w-c,西卡,checkpoint,222401001002", "e-h,张家,household,222401001001",
    ];

    private readonly TestUnits _units = new();

    public RollUpTests()
    {
        Assert.Empty(_units.Import(Tree).Failures);
        _units.Accept("e-c", "checkpoint.open", "{}", "setup");
        _units.Accept("w-c", "checkpoint.open", "{}", "setup");
        _units.Converge();
    }

    [Fact]
    public void Within_a_second_a_record_is_in_all_totals_above()
    {
        _units.Accept("e-c", "passage", Passage);
        _units.Pass(TimeSpan.FromSeconds(1));

        Assert.All(
            ["222401001001", "222401001", "222401", "2224", "22"],
            area => Assert.Equal(3, _units.Value(area, "passages.people")));
    }

    [Fact]
    public void A_record_that_comes_alone_is_in_all_totals_at_once_and_many_travel_on_as_one()
    {
        _units.Accept("e-c", "passage", Passage);
        Assert.Equal(3, _units.Value("22", "passages.people"));

        var reports = 0;
        _units.Deliveries = () => ++reports > 0 ? 1 : 0;
        for (var seq = 2; seq <= 21; seq++)
        {
            _units.Accept("e-c", "passage", Passage, seq: seq);
        }

        _units.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal(63, _units.Value("22", "passages.people"));
        Assert.Equal(5, reports); // of the checkpoint, village, township, county and prefecture
    }

    [Fact]
    public void Who_is_put_away_while_its_report_waits_tells_it_before()
    {
        _units.Accept("e-c", "passage", Passage);
        _units.Accept("e-c", "passage", Passage, seq: 2);
        Assert.Equal(3, _units.Value("222401001001", "passages.people"));
        _units.Run(async () =>
        {
            await _units.Actor("e-c").PutAwayAsync();
            return true;
        });

        Assert.Equal(6, _units.Value("222401001001", "passages.people"));
    }

    [Fact]
    public void What_becomes_durable_while_its_unit_is_put_away_is_told_too()
    {
        _units.Store.HoldsAppends = true;
        var record = _units.Make("e-c", "passage", Passage);
        var answered = _units.Start(() => _units.PostAsync(record.Unit, [record]));
        _units.Start(() => _units.Actor("e-c").PutAwayAsync());
        Assert.False(answered.IsCompleted);

        _units.Start(() =>
        {
            _units.Store.Release();
            return true;
        });
        Assert.Equal(AnswerStatus.Accepted, answered.Result[0].Status);
        Assert.Equal(3, _units.Value("222401001001", "passages.people"));
    }

    [Fact]
    public void Who_is_put_away_does_not_wait_for_its_parent()
    {
        _units.Accept("e-c", "passage", Passage);
        _units.Accept("e-c", "passage", Passage, seq: 2);
        _units.Silent.Add("222401001001");
        Assert.True(_units.Start(() => _units.Actor("e-c").PutAwayAsync()).IsCompletedSuccessfully);
    }

    [Fact]
    public void Whose_registration_is_taken_back_while_its_report_waits_only_takes_leave()
    {
        _units.Accept("e-n", "unit.register", """{"kind":"household","name":"新家","parent":"222401001001"}""");
        _units.Accept("e-n", "household.survey", """{"round":1,"persons":4}""", seq: 2);
        _units.Accept("e-n", "record.void", """{"source":"test","seq":2,"reason":"other house"}""", "office");
        _units.Accept("e-n", "record.void", """{"source":"test","seq":1,"reason":"registered twice"}""", "office", seq: 2);
        _units.Pass(TimeSpan.FromSeconds(1));

        Assert.Empty(_units.Troubles);
        Assert.Equal(0, _units.Value("22", "persons.surveyed"));
    }

    [Fact]
    public void An_area_that_stored_what_its_children_have_not_stored_yet_does_not_step_back()
    {
        var before = StoredBeforeItsVillage();
        _units.Kill();

        Assert.Equal(before.Version, _units.Totals("222401001").Version);
        Assert.Equal(3, _units.Value("222401001", "passages.people"));
    }

    [Fact]
    public void Where_a_host_was_lost_an_area_asks_those_below_what_they_have_not_stored()
    {
        _units.Accept("e-c", "passage", Passage);
        _units.Pass(TimeSpan.FromSeconds(1));
        var before = _units.Totals("222401001");
        _units.Lose("222401001");
        Assert.True(_units.Totals("222401001").Version < before.Version, "the village has stored it already");

        _units.HasLostHost = true;
        _units.Lose("222401001");
        Assert.Equal(before.Version, _units.Totals("222401001").Version);
        Assert.Equal(3, _units.Value("222401001", "passages.people"));
    }

    [Fact]
    public void Where_a_host_was_lost_an_area_that_hears_nothing_from_below_tells_nothing_for_a_while_then_what_is_stored()
    {
        _units.Accept("w-c", "passage", Passage);
        _units.Pass(TimeSpan.FromSeconds(6)); // stored
        _units.HasLostHost = true;
        _units.Silent.Add("222401001001");
        _units.Lose("222401001");
        var first = Ask("222401001");
        _units.Pass(TimeSpan.FromSeconds(1));
        Assert.False(first.IsCompleted);
        _units.Pass(TimeSpan.FromSeconds(2));
        Assert.IsType<JournalUnavailableException>(first.Exception!.InnerException);
        var listed = _units.Start(() => _units.ChildrenAsync(UnitId.Parse("222401001")));
        Assert.IsType<JournalUnavailableException>(listed.Exception!.InnerException);
        _units.Pass(RollUpWatch.AlertLasts);
        Assert.Equal(3, _units.Value("222401001", "passages.people"));
    }

    [Fact]
    public void An_area_that_stored_more_is_told_of_again_as_soon_as_a_child_that_was_silent_has_answered()
    {
        var before = StoredBeforeItsVillage();
        _units.Silent.Add("222401001001");
        _units.Lose("222401001");
        var first = Ask("222401001");
        _units.Pass(TimeSpan.FromSeconds(3));
        Assert.IsType<JournalUnavailableException>(first.Exception!.InnerException);

        _units.Silent.Clear();
        _units.Pass(TimeSpan.FromSeconds(4));
        Assert.Equal(before.Version, _units.Totals("222401001").Version);
    }

    [Fact]
    public void A_report_of_the_day_waits_a_moment_for_a_grid_that_is_silent_and_none_that_is_refused_waits()
    {
        Assert.Empty(_units.Import("g,网格,grid,222401001001").Failures);
        _units.Silent.Add("g");
        _units.Accept("e-c", "passage", Passage);
        _units.Accept("e-c", "passage", Passage, seq: 2); // on its way up for 120 ms
        var report = Start("office", seq: 1);
        _units.Pass(TimeSpan.FromSeconds(1));
        Assert.False(report.IsCompleted);
        _units.Pass(TimeSpan.FromSeconds(1.5));
        Assert.Equal(AnswerStatus.Accepted, report.Result[0].Status);

        Assert.Equal("already-submitted", Start("office", seq: 2).Result[0].Refusal?.Code);

        Task<IReadOnlyList<Answer>> Start(string source, long seq)
        {
            var record = _units.Make("222401001001", "report.submit", """{"date":"2020-02-01"}""", source, seq);
            return _units.Start(() => _units.PostAsync(record.Unit, [record]));
        }
    }

    [Fact]
    public void Who_was_watched_and_is_no_longer_may_be_put_away()
    {
        using var stop = new CancellationTokenSource();
        var watching = _units.Start(() => _units.Actor("222401001001").ChangedAsync(_units.Totals("222401001001").Version, stop.Token));
        Assert.False(watching.IsCompleted);
        stop.Cancel();
        _units.Pass(TimeSpan.FromSeconds(20));

        Assert.True(_units.Actor("222401001001").IsIdle);
    }

    [Fact]
    public void Every_version_is_the_number_of_entries_below()
    {
        _units.Accept("e-c", "passage", Passage);
        _units.Converge();

        Assert.Equal(Tree.Length + 3, _units.Totals("22").Version);
        Assert.Equal(0, _units.Totals("22").Version - Tree.Length - 3);
        Assert.Empty(_units.Recount().WrongVersions);
    }

    [Fact]
    public void Lost_repeated_and_late_reports_do_no_harm_and_totals_never_step_back()
    {
        var chance = new Random(20200201);
        _units.Deliveries = () => chance.Next(4);
        var seen = _units.Totals("22");
        for (var seq = 1; seq <= 200; seq++)
        {
            _units.Accept(seq % 2 == 0 ? "e-c" : "w-c", "passage", Passage, seq: seq);
            _units.Pass(TimeSpan.FromMilliseconds(chance.Next(200)));
            var now = _units.Totals("22");
            Assert.True(now.Version >= seen.Version);
            Assert.True(Value(now.Totals) >= Value(seen.Totals));
            seen = now;
        }

        _units.Deliveries = () => 1;
        _units.Converge();

        Assert.Equal(600, _units.Value("22", "passages.people"));
        var recount = _units.Recount();
        Assert.Empty(recount.Differences);
        Assert.Empty(recount.WrongVersions);

        static decimal Value(DailyTotals totals) => totals.Running[IndicatorCodes.Find("passages.people")!].Units;
    }

    [Fact]
    public void An_areas_answer_is_its_own_plus_what_it_lists()
    {
        _units.Accept("e-c", "passage", Passage);
        _units.Converge();
        var view = _units.Run(() => _units.ChildrenAsync(UnitId.Parse("222401001001")))!;

        var sum = new Contributions();
        sum.AddDifference(DailyTotals.Zero, view.Own.Totals);
        foreach (var child in view.Children)
        {
            sum.AddDifference(DailyTotals.Zero, child.Totals);
        }

        Assert.Equal(2, view.Children.Count);
        Assert.True(DailyTotals.Zero.Plus(sum).SameAs(view.Subtree.Totals));
        Assert.Equal(view.Subtree.Version, view.Own.Version + view.Children.Sum(child => child.Version));
    }

    [Fact]
    public void After_a_kill_healing_brings_every_area_up_to_its_journals_without_waking_a_leaf()
    {
        _units.Pass(TimeSpan.FromSeconds(20));
        for (var seq = 1; seq <= 5; seq++)
        {
            _units.Accept("w-c", "passage", Passage, seq: seq);
        }

        _units.Kill();
        _units.Heal();

        Assert.Equal(15, _units.Value("22", "passages.people"));
        Assert.Equal(0, _units.Heal());
        Assert.DoesNotContain(UnitId.Parse("w-c"), _units.Active);
    }

    [Fact]
    public void An_area_that_cannot_read_again_keeps_no_other_from_it()
    {
        _units.Pass(TimeSpan.FromSeconds(20));
        _units.Accept("w-c", "passage", Passage);
        _units.Accept("e-c", "passage", Passage);
        _units.Kill();
        _units.Unreachable.Add("222401001001");

        Assert.Equal(5, _units.Heal()); // the other village, the township and all above
        Assert.Equal(3, _units.Value("22", "passages.people"));
        Assert.Contains(_units.Troubles, trouble => trouble.StartsWith("222401001001:", StringComparison.Ordinal));

        _units.Unreachable.Clear();
        _units.Heal();
        Assert.Equal(6, _units.Value("22", "passages.people"));
    }

    [Fact]
    public void A_move_of_which_nobody_knew_that_it_was_written_counts_once_without_being_healed()
    {
        _units.Accept("e-h", "household.survey", """{"round":1,"persons":4}""");
        _units.Converge();
        _units.Store.Next = Trouble.LostAfterCommit;
        var move = _units.Make("e-h", "unit.move", """{"parent":"222401001002"}""", seq: 2);
        Assert.Equal(AnswerStatus.Unavailable, _units.Post(move).Status);
        Assert.Equal(AnswerStatus.Duplicate, _units.Post(move).Status);
        _units.Converge();

        Assert.Equal(0, _units.Value("222401001001", "persons.surveyed"));
        Assert.Equal(4, _units.Value("222401001002", "persons.surveyed"));
        Assert.Equal(4, _units.Value("22", "persons.surveyed"));
        Assert.Empty(_units.Recount().WrongVersions);
    }

    [Fact]
    public void A_household_that_moves_is_counted_in_exactly_one_village_with_all_its_history()
    {
        _units.Accept("e-h", "household.survey", """{"round":1,"persons":4}""");
        _units.Converge();
        var before = _units.Totals("222401001001").Version;

        _units.Accept("e-h", "unit.move", """{"parent":"222401001002"}""", seq: 2);
        _units.Accept("e-h", "household.survey", """{"round":2,"persons":5}""", seq: 3);
        _units.Converge();

        Assert.Equal(0, _units.Value("222401001001", "persons.surveyed"));
        Assert.Equal(5, _units.Value("222401001002", "persons.surveyed"));
        Assert.Equal(5, _units.Value("22", "persons.surveyed"));
        Assert.True(_units.Totals("222401001001").Version > before);
        Assert.Empty(_units.Recount().Differences);
        Assert.Empty(_units.Recount().WrongVersions);
    }

    [Fact]
    public void A_move_whose_farewell_died_with_the_process_is_healed_and_moving_back_counts_once()
    {
        _units.Accept("e-h", "household.survey", """{"round":1,"persons":4}""");
        _units.Pass(TimeSpan.FromSeconds(20));
        _units.Accept("e-h", "unit.move", """{"parent":"222401001002"}""", seq: 2);
        _units.Kill();
        _units.Heal();
        Assert.Equal(0, _units.Value("222401001001", "persons.surveyed"));
        Assert.Equal(4, _units.Value("222401001002", "persons.surveyed"));

        _units.Accept("e-h", "unit.move", """{"parent":"222401001001"}""", seq: 3);
        _units.Converge();

        Assert.Equal(4, _units.Value("222401001001", "persons.surveyed"));
        Assert.Equal(0, _units.Value("222401001002", "persons.surveyed"));
        Assert.Equal(4, _units.Value("222401001", "persons.surveyed"));
        Assert.Empty(_units.Recount().WrongVersions);
    }

    [Fact]
    public void A_watcher_is_shown_the_newest_and_skips_what_came_between()
    {
        using var stop = new CancellationTokenSource();
        var watching = _units.WatchAsync(UnitId.Parse("22"), stop.Token).GetAsyncEnumerator(stop.Token);
        Assert.True(_units.Run(() => watching.MoveNextAsync().AsTask()));
        var first = watching.Current.Version;
        for (var seq = 1; seq <= 10; seq++)
        {
            _units.Accept("e-c", "passage", Passage, seq: seq);
        }

        _units.Converge();

        Assert.True(_units.Run(() => watching.MoveNextAsync().AsTask()));
        Assert.Equal(first + 10, watching.Current.Version);
    }

    [Fact]
    public void A_closed_unit_leaves_the_tree_but_what_it_counted_stays()
    {
        _units.Accept("e-c", "passage", Passage);
        _units.Accept("e-c", "unit.close", "{}", seq: 2);
        _units.Converge();

        Assert.Equal(1, _units.Value("22", "units.checkpoint"));
        Assert.Equal(1, _units.Value("22", "checkpoints.open"));
        Assert.Equal(3, _units.Value("22", "passages.people"));
        var refusal = _units.Post(_units.Make("222401001002", "unit.close", "{}")).Refusal;
        Assert.Equal("has-open-items", refusal?.Code);
    }

    /// <summary>The township has stored a passage of which its village has not stored anything yet.</summary>
    private Task<SubtreeTotals?> Ask(string unit) => _units.Start(() => _units.TotalsAsync(UnitId.Parse(unit)));

    private SubtreeTotals StoredBeforeItsVillage()
    {
        _units.Accept("e-c", "passage", Passage);
        _units.Pass(TimeSpan.FromSeconds(1));
        var township = _units.Totals("222401001");
        _units.Run(() => _units.Store.SaveAsync([new AreaRow(township)]).AsTask());
        return township;
    }
}
