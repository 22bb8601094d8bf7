using GridActors.Core.Alerts;
using GridActors.Core.Records;
using GridActors.Core.Units;
using GridActors.Journaling.Ports;
using GridActors.Journaling.Tests.Hosting;

namespace GridActors.Journaling.Tests.Loop;

/// <summary>Orders given at one unit are known at the checkpoints of all.</summary>
public sealed class IsolationBreachTests
{
    private const string Person = """{"id":"E1","idType":"passport","name":"张三","phone":"1"}""";

    private readonly TestUnits _units = new();
    private long _seq = 1;

    public IsolationBreachTests()
    {
        Assert.Empty(_units.Import(
            "c,县,county,", "t,镇,township,c", "v,村,village,t", "t2,镇,township,c", "k,卡,checkpoint,t2", "h,户,household,v",
            "hotel,宾馆,institution,t").Failures);
        _units.Accept("k", "checkpoint.open", "{}");
    }

    [Theory]
    [InlineData("""{"id":"E1","idType":"passport"}""")]
    [InlineData("""{"name":"张三","phone":"1"}""")]
    [InlineData("""{"id":"E1","idType":"passport","name":"张三","phone":"1"}""")]
    public void Who_is_isolated_at_home_is_an_alert_at_any_checkpoint_at_once(string person)
    {
        _units.Accept("h", "isolation.start", $$"""{"person":{{Person}},"kind":"home"}""");
        Pass(person);
        var alert = Assert.Single(Listed("c"));
        Assert.Equal(("k", "isolationBreach", "h"), (alert.Unit.Value, alert.Standing.Alert.Kind, alert.Standing.Alert.Text));
        AssertTrue();
        Assert.Equal(1, _units.Value("c", "alerts.open.isolationBreach"));
    }

    [Fact]
    public void Others_pass_and_so_do_they_before_and_after()
    {
        Pass(Person);
        _units.Pass(TimeSpan.FromMinutes(1));
        _units.Accept("h", "isolation.start", $$"""{"person":{{Person}},"kind":"home"}""");
        Pass("""{"id":"E2","idType":"passport"}""");
        Pass("""{"name":"张三","phone":"2"}""");
        _units.Pass(TimeSpan.FromMinutes(1));
        _units.Accept("h", "isolation.end", $$"""{"person":{{Person}},"reason":"released"}""", seq: 2);
        Pass(Person);
        Assert.Empty(Listed("c"));
    }

    [Fact]
    public void A_passage_that_comes_in_late_is_judged_by_its_own_time()
    {
        var before = _units.Time.GetUtcNow();
        _units.Pass(TimeSpan.FromMinutes(1));
        _units.Accept("h", "isolation.start", $$"""{"person":{{Person}},"kind":"home"}""");
        _units.Pass(TimeSpan.FromMinutes(1));
        var within = _units.Time.GetUtcNow();
        _units.Pass(TimeSpan.FromMinutes(1));
        _units.Accept("h", "isolation.end", $$"""{"person":{{Person}},"reason":"released"}""", seq: 2);
        _units.Pass(TimeSpan.FromMinutes(1));
        Pass(Person, before);
        Assert.Empty(Listed("c"));
        Pass(Person, within);
        Assert.Single(Listed("c"));
    }

    [Fact]
    public void Orders_taken_back_are_none()
    {
        _units.Accept("h", "isolation.start", $$"""{"person":{{Person}},"kind":"home"}""");
        _units.Accept("h", "record.void", """{"source":"test","seq":1,"reason":"填错"}""", seq: 2);
        Pass(Person);
        Assert.Empty(Listed("c"));
    }

    [Fact]
    public void What_was_raised_stays_when_the_checkpoint_is_loaded_again_and_the_orders_have_ended()
    {
        _units.Accept("h", "isolation.start", $$"""{"person":{{Person}},"kind":"home"}""");
        Pass(Person);
        _units.Accept("h", "isolation.end", $$"""{"person":{{Person}},"reason":"released"}""", seq: 2);
        _units.Kill();
        _units.Accept("k", "passage", """{"direction":"in","outcome":"pass"}""", seq: ++_seq);
        _units.Accept("k", "record.void", $$"""{"source":"test","seq":{{_seq}},"reason":"填错"}""", "chief");
        Assert.Single(Listed("c"));
        _units.Heal();
        AssertTrue();
    }

    [Fact]
    public void Orders_at_two_units_are_both_named()
    {
        _units.Accept("h", "isolation.start", $$"""{"person":{{Person}},"kind":"home"}""");
        _units.Pass(TimeSpan.FromMinutes(1));
        _units.Accept("hotel", "isolation.start", $$"""{"person":{{Person}},"kind":"central"}""");
        Pass(Person);
        Assert.Equal("h, hotel", Assert.Single(Listed("c")).Standing.Alert.Text);
    }

    [Fact]
    public void Known_once_by_document_and_once_by_name_and_telephone_it_is_one_alert()
    {
        _units.Accept("h", "isolation.start", $$"""{"person":{{Person}},"kind":"home"}""");
        Pass("""{"id":"E1","idType":"passport"}""");
        Pass("""{"name":"张三","phone":"1"}""");
        Pass(Person);
        Assert.Single(Listed("c"));
        AssertTrue();
        Assert.Equal(1, _units.Value("c", "alerts.open.isolationBreach"));
    }

    [Fact]
    public void A_family_that_is_isolated_at_one_instant_are_several_persons()
    {
        _units.Accept("h", "isolation.start", $$"""{"person":{{Person}},"kind":"home"}""", seq: 1);
        _units.Accept("h", "isolation.start", """{"person":{"id":"E2","idType":"passport"},"kind":"home"}""", seq: 2);
        _units.Accept("h", "isolation.start", """{"person":{"name":"李四","phone":"2"},"kind":"home"}""", seq: 3);
        Pass(Person);
        Pass("""{"id":"E2","idType":"passport"}""");
        Pass("""{"name":"李四","phone":"2"}""");
        Assert.Equal(3, Listed("c").Count);
        AssertTrue();
    }

    [Fact]
    public void A_document_that_only_one_of_two_units_knows_makes_it_one_alert()
    {
        _units.Accept("h", "isolation.start", $$"""{"person":{{Person}},"kind":"home"}""");
        _units.Accept("hotel", "isolation.start", """{"person":{"name":"张三","phone":"1"},"kind":"central"}""");
        Pass("""{"id":"E1","idType":"passport"}""");
        Pass("""{"name":"张三","phone":"1"}""");
        Assert.Single(Listed("c"));
        AssertTrue();
    }

    [Fact]
    public void A_letter_asks_once_for_all_its_persons_and_not_at_all_for_none()
    {
        var asked = _units.Store.StaysAsked;
        Post(Enumerable.Range(0, 50).Select(i => Passage($$"""{"name":"人{{i}}","phone":"{{i}}"}""")));
        Assert.Equal(asked + 1, _units.Store.StaysAsked);
        Post(Enumerable.Range(0, 50).Select(_ => Passage(null)));
        Assert.Equal(asked + 1, _units.Store.StaysAsked);
    }

    [Fact]
    public void Letters_behind_one_that_waits_for_an_answer_keep_their_order()
    {
        var held = new TaskCompletionSource();
        _units.Store.HeldStays = held.Task;
        var first = _units.PostAsync(UnitId.Parse("k"), [Passage(Person)]);
        var second = _units.PostAsync(UnitId.Parse("k"), [_units.Make("k", "checkpoint.close", "{}", seq: ++_seq)]);
        var third = _units.PostAsync(UnitId.Parse("k"), [Passage(null)]);
        _units.Pass(TimeSpan.FromSeconds(1));
        Assert.False(first.IsCompleted || second.IsCompleted || third.IsCompleted);
        held.SetResult();
        _units.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal(
            [AnswerStatus.Accepted, AnswerStatus.Accepted, AnswerStatus.Refused],
            new[] { first, second, third }.Select(letter => letter.Result[0].Status));
        Assert.Equal("closed", third.Result[0].Refusal?.Code);
    }

    [Fact]
    public void A_store_that_does_not_answer_makes_them_unavailable_and_they_may_be_sent_again()
    {
        _units.Accept("h", "isolation.start", $$"""{"person":{{Person}},"kind":"home"}""");
        var passage = Passage(Person);
        _units.Store.HeldStays = Task.FromException(new JournalUnavailableException("away"));
        Assert.Equal(AnswerStatus.Unavailable, _units.Post(passage).Status);
        _units.Store.HeldStays = null;
        Assert.Equal(AnswerStatus.Accepted, _units.Post(passage).Status);
        Assert.Single(Listed("c"));
        AssertTrue();
    }

    private void Pass(string person, DateTimeOffset? at = null) =>
        Assert.Equal(AnswerStatus.Accepted, _units.Post(Passage(person, at)).Status);

    private Record Passage(string? person, DateTimeOffset? at = null) => _units.Make(
        "k", "passage", $$"""{"direction":"out","outcome":"pass"{{(person is null ? "" : $",\"person\":{person}")}}}""",
        seq: ++_seq, at: at);

    private void Post(IEnumerable<Record> records)
    {
        Record[] letter = [.. records];
        Assert.All(
            _units.Run(() => _units.PostAsync(UnitId.Parse("k"), letter)),
            answer => Assert.Equal(AnswerStatus.Accepted, answer.Status));
    }

    private List<UnitAlert> Listed(string unit) =>
        [.. _units.Run(() => _units.Store.AlertsAsync(UnitId.Parse(unit), AlertState.Open, null, 100).AsTask())];

    private void AssertTrue()
    {
        _units.Converge();
        var recount = _units.Recount();
        Assert.Empty(recount.WrongListings);
        Assert.Empty(recount.Differences);
    }
}
