using GridActors.Core.Records;
using GridActors.Core.Totals;
using GridActors.Core.Units;
using GridActors.Journaling.Ports;
using GridActors.Journaling.Tests.Hosting;

namespace GridActors.Journaling.Tests.Loop;

public sealed class JournaledUnitTests
{
    private const string Gate = "100-c1";
    private const string Passage = """{"direction":"in","outcome":"pass"}""";

    private readonly TestUnits _units = new();

    public JournaledUnitTests()
    {
        Assert.Empty(_units.Import("100,岚县,county,", $"{Gate},卡点,checkpoint,100").Failures);
        _units.Accept(Gate, "checkpoint.open", "{}", "setup");
    }

    [Fact]
    public void An_accepted_record_counts_and_is_in_the_journal()
    {
        _units.Accept(Gate, "passage", Passage);

        Assert.Equal(1, _units.Value(Gate, "passages.in"));
        Assert.Equal(3, _units.Run(() => _units.Store.LoadAsync(UnitId.Parse(Gate)).AsTask()).Version);
    }

    [Fact]
    public void The_same_record_again_is_a_duplicate_and_changes_nothing()
    {
        var record = _units.Make(Gate, "passage", Passage);
        _units.Post(record);
        var version = _units.Totals(Gate).Version;

        Assert.Equal(AnswerStatus.Duplicate, _units.Post(record).Status);
        Assert.Equal(AnswerStatus.Duplicate, _units.Post(record).Status);
        Assert.Equal(version, _units.Totals(Gate).Version);
    }

    [Fact]
    public void One_record_a_hundred_times_at_once_counts_once()
    {
        var record = _units.Make(Gate, "passage", Passage);

        var answers = _units.Start(() => Enumerable.Range(0, 100)
            .Select(_ => _units.PostAsync(record.Unit, [record])).ToList());

        Assert.Equal(1, answers.Count(answer => answer.Result[0].Status == AnswerStatus.Accepted));
        Assert.Equal(99, answers.Count(answer => answer.Result[0].Status == AnswerStatus.Duplicate));
        Assert.Equal(1, _units.Value(Gate, "passages.in"));
    }

    [Fact]
    public void The_same_identity_with_other_content_is_refused_and_the_first_stays()
    {
        _units.Post(_units.Make(Gate, "passage", Passage));

        var answer = _units.Post(_units.Make(Gate, "passage", """{"direction":"out","outcome":"pass"}"""));

        Assert.Equal("id-reused", answer.Refusal?.Code);
        Assert.Equal(0, _units.Value(Gate, "passages.out"));
    }

    [Fact]
    public void Other_white_space_and_order_of_fields_is_the_same_content()
    {
        _units.Post(_units.Read(
            $$$"""{"source":"a","seq":1,"unit":"{{{Gate}}}","at":"2020-02-01T08:00:00+08:00","type":"passage","data":{{{Passage}}}}"""));

        var answer = _units.Post(_units.Read(
            $$$"""{ "seq":1,"source":"a", "type":"passage","unit":"{{{Gate}}}","at":"2020-02-01T08:00:00+08:00","data":{{{Passage}}} }"""));

        Assert.Equal(AnswerStatus.Duplicate, answer.Status);
    }

    [Fact]
    public void A_refusal_consumes_nothing()
    {
        var early = _units.Make(Gate, "checkpoint.close", "{}", "gate", 1, TestUnits.Morning.AddDays(1));
        Assert.Equal(RefusalCodes.AtOutOfRange, _units.Post(early).Refusal?.Code);

        _units.Pass(TimeSpan.FromDays(1));

        Assert.Equal(AnswerStatus.Accepted, _units.Post(early).Status);
    }

    [Fact]
    public void A_bad_record_does_not_spoil_its_neighbours()
    {
        var unit = UnitId.Parse(Gate);
        var records = Enumerable.Range(1, 1000).Select(seq => _units.Make(
            Gate, seq == 500 ? "household.survey" : "passage",
            seq == 500 ? """{"round":1,"persons":3}""" : Passage, "batch", seq)).ToList();

        var answers = _units.Run(() => _units.PostAsync(unit, records));

        Assert.Equal(999, answers.Count(answer => answer.Status == AnswerStatus.Accepted));
        Assert.Equal(RefusalCodes.WrongKind, answers[499].Refusal?.Code);
        Assert.Equal(999, _units.Value(Gate, "passages.in"));
    }

    [Fact]
    public void No_answer_is_given_before_the_append_is_durable()
    {
        var record = _units.Make(Gate, "passage", Passage);
        _units.Store.HoldsAppends = true;

        var accepted = _units.Start(() => _units.PostAsync(record.Unit, [record]));
        var duplicate = _units.Start(() => _units.PostAsync(record.Unit, [record]));
        var refused = _units.Start(() => _units.PostAsync(
            record.Unit, [_units.Make(Gate, "household.survey", """{"round":1,"persons":1}""", seq: 9)]));

        Assert.False(accepted.IsCompleted || duplicate.IsCompleted || refused.IsCompleted);
        Assert.Equal(0, _units.Value(Gate, "passages.in"));
        _units.Start(() =>
        {
            _units.Store.Release();
            return true;
        });
        Assert.Equal(AnswerStatus.Accepted, accepted.Result[0].Status);
        Assert.Equal(AnswerStatus.Duplicate, duplicate.Result[0].Status);
        Assert.Equal(AnswerStatus.Refused, refused.Result[0].Status);
    }

    [Fact]
    public void What_arrives_during_an_append_goes_into_the_next_and_there_is_never_a_second_one()
    {
        _units.Store.HoldsAppends = true;
        var unit = UnitId.Parse(Gate);
        var started = _units.Store.AppendsStarted;
        var posts = _units.Start(() => Enumerable.Range(1, 50)
            .Select(seq => _units.PostAsync(unit, [_units.Make(Gate, "passage", Passage, seq: seq)])).ToList());

        Assert.Equal(1, _units.Store.AppendsInFlight);
        _units.Start(() =>
        {
            _units.Store.Release();
            return true;
        });

        Assert.All(posts, post => Assert.Equal(AnswerStatus.Accepted, post.Result[0].Status));
        Assert.Equal(1, _units.Store.AppendsInFlightMost);
        Assert.Equal(2, _units.Store.AppendsStarted - started);
    }

    [Theory]
    [InlineData(false, AnswerStatus.Accepted)]
    [InlineData(true, AnswerStatus.Duplicate)]
    public void An_append_of_unknown_outcome_is_answered_unavailable_and_the_retry_counts_once(
        bool isWritten, AnswerStatus retried)
    {
        _units.Store.Next = isWritten ? Trouble.LostAfterCommit : Trouble.LostBeforeCommit;
        var record = _units.Make(Gate, "passage", Passage);

        Assert.Equal(AnswerStatus.Unavailable, _units.Post(record).Status);
        Assert.Equal(retried, _units.Post(record).Status);
        Assert.Equal(1, _units.Value(Gate, "passages.in"));
    }

    [Fact]
    public void An_append_whose_answer_was_lost_is_in_the_totals_above_though_nobody_comes_back()
    {
        _units.Store.Next = Trouble.LostAfterCommit;
        _units.Post(_units.Make(Gate, "passage", Passage));

        _units.Converge();

        Assert.Equal(1, _units.Value("100", "passages.in"));
    }

    [Fact]
    public void A_unit_looks_again_for_an_append_that_commits_after_it_was_loaded_again()
    {
        _units.Store.Next = Trouble.LostBeforeCommit;
        _units.Post(_units.Make(Gate, "passage", Passage));
        _units.Converge();
        Late(_units.Make(Gate, "passage", Passage, "late", 1));
        Assert.Equal(0, _units.Value(Gate, "passages.in"));

        _units.Pass(_units.Options.LateCommitPause);

        Assert.Equal(1, _units.Value(Gate, "passages.in"));
    }

    [Fact]
    public void A_unit_that_is_refreshed_takes_over_what_another_actor_of_it_has_written()
    {
        _units.Post(_units.Make("100", "unit.amend", """{"name":"甲"}"""));
        _units.Converge();
        Late(_units.Make("100", "unit.amend", """{"name":"乙"}""", "other", 1));

        Assert.Equal(1, _units.Heal());

        Assert.Equal(0, _units.Heal());
        Assert.Empty(_units.Recount().WrongVersions);
    }

    [Fact]
    public void A_closing_or_a_move_is_not_taken_back_under_a_parent_that_has_closed()
    {
        Assert.Empty(_units.Import("100100,镇,township,100", "100200,镇,township,100", "100-i,院,institution,100100").Failures);
        _units.Accept("100-i", "unit.move", """{"parent":"100200"}""");
        _units.Accept("100100", "unit.close", "{}");

        var answer = _units.Post(_units.Make("100-i", "record.void", """{"source":"test","seq":1,"reason":"填错"}""", seq: 2));

        Assert.Equal((AnswerStatus.Refused, "bad-parent"), (answer.Status, answer.Refusal?.Code));
    }

    [Fact]
    public void A_registration_under_which_units_stood_is_not_taken_back()
    {
        Assert.Empty(_units.Import("100100,镇,township,100", "100-i,院,institution,100100").Failures);
        _units.Accept("100-i", "unit.move", """{"parent":"100"}""");

        var answer = _units.Post(_units.Make("100100", "record.void", """{"source":"unit-import","seq":1,"reason":"填错"}"""));

        Assert.Equal((AnswerStatus.Refused, "has-dependents"), (answer.Status, answer.Refusal?.Code));
    }

    [Fact]
    public void Of_two_actors_of_one_unit_only_the_first_writer_is_believed_and_the_other_loads_again()
    {
        _units.Accept(Gate, "passage", Passage);
        var other = new Journaling.Loop.JournaledUnit(UnitId.Parse(Gate), _units.Ports);
        _units.Run(() => other.PostAsync([_units.Make(Gate, "passage", Passage, "other", 1)]));

        var lost = _units.Post(_units.Make(Gate, "passage", Passage, "test", 2));
        var again = _units.Post(_units.Make(Gate, "passage", Passage, "test", 2));

        Assert.Equal(AnswerStatus.Unavailable, lost.Status);
        Assert.Equal(AnswerStatus.Accepted, again.Status);
        Assert.Equal(3, _units.Value(Gate, "passages.in"));
        _units.Converge();
        Assert.Empty(_units.Recount().Differences);
    }

    [Fact]
    public void After_a_kill_all_that_was_acknowledged_is_there_and_deduplicated()
    {
        var records = Enumerable.Range(1, 57).Select(seq => _units.Make(Gate, "passage", Passage, seq: seq)).ToList();
        records.ForEach(record => _units.Post(record));

        _units.Kill();

        Assert.All(records, record => Assert.Equal(AnswerStatus.Duplicate, _units.Post(record).Status));
        Assert.Equal(57, _units.Value(Gate, "passages.in"));
    }

    [Fact]
    public void While_the_store_is_away_records_are_unavailable_and_later_go_through()
    {
        _units.Store.IsAway = true;
        var record = _units.Make(Gate, "passage", Passage);
        Assert.Equal(AnswerStatus.Unavailable, _units.Post(record).Status);
        _units.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal(AnswerStatus.Unavailable, _units.Post(record).Status);

        _units.Store.IsAway = false;

        Assert.Equal(AnswerStatus.Accepted, _units.Post(record).Status);
    }

    [Fact]
    public void A_unit_registered_past_its_actor_is_known_at_once()
    {
        var record = _units.Make("100-c2", "checkpoint.open", "{}");
        Assert.Equal(RefusalCodes.UnknownUnit, _units.Post(record).Refusal?.Code);

        _units.Import("100-c2,卡点,checkpoint,100");

        Assert.Equal(AnswerStatus.Accepted, _units.Post(record).Status);
    }

    [Fact]
    public void A_voided_record_is_gone_also_after_a_reload()
    {
        for (var seq = 1; seq <= 5; seq++)
        {
            _units.Accept(Gate, "passage", Passage, seq: seq);
        }

        _units.Accept(Gate, "record.void", """{"source":"test","seq":3,"reason":"counted twice"}""", "office");
        Assert.Equal(4, _units.Value(Gate, "passages.in"));
        _units.Kill();

        Assert.Equal(4, _units.Value(Gate, "passages.in"));
        Assert.Equal(AnswerStatus.Duplicate, _units.Post(_units.Make(Gate, "passage", Passage, seq: 3)).Status);
        Assert.Empty(_units.Recount().Differences);
    }

    [Fact]
    public void Voiding_what_later_records_need_names_them()
    {
        _units.Accept(Gate, "passage", Passage, seq: 7);

        var answer = _units.Post(_units.Make(
            Gate, "record.void", """{"source":"setup","seq":1,"reason":"never opened"}""", "office"));

        Assert.Equal("has-dependents", answer.Refusal?.Code);
        Assert.Contains("test/7", answer.Refusal!.Message, StringComparison.Ordinal);
    }

    /// <summary>Written past the unit's actor, as by another one or by a transaction whose caller has given up.</summary>
    private void Late(Record record) =>
        _units.Run(() => new Journaling.Loop.JournaledUnit(record.Unit, _units.Ports).PostAsync([record]));
}
