using GridActors.Core.Records;
using GridActors.Core.Totals;
using GridActors.Core.Units;
using GridActors.Journaling.Ports;
using GridActors.Journaling.Tests.Hosting;

namespace GridActors.Journaling.Tests.Loop;

/// <summary>What is decided while the append before it is on its way to the disk.</summary>
public sealed class RoundTests
{
    private const string Gate = "100-c1";
    private const string Passage = """{"direction":"in","outcome":"pass"}""";

    private readonly TestUnits _units = new(new Feature { Records = [new BrokenType()] });

    public RoundTests()
    {
        var import = _units.Import("100,岚县,county,", "200,文水县,county,", $"{Gate},卡点,checkpoint,100");
        Assert.Empty(import.Failures);
        _units.Accept(Gate, "checkpoint.open", "{}", "setup");
    }

    [Fact]
    public void Nobody_reads_what_the_next_round_has_decided_before_it_is_durable()
    {
        var version = _units.Totals(Gate).Version;
        _units.Store.HoldsAppends = true;
        var first = Post("passage", 1);
        var second = Post("passage", 2);
        Assert.Equal(version, _units.Totals(Gate).Version);
        Assert.Equal(0, _units.Value(Gate, "passages.in"));

        _units.Start(() =>
        {
            _units.Store.ReleaseOne();
            return true;
        });
        Assert.True(first.IsCompleted);
        Assert.False(second.IsCompleted);
        Assert.Equal(version + 1, _units.Totals(Gate).Version);
        Assert.Equal(1, _units.Value(Gate, "passages.in"));

        Release();
        Assert.True(second.IsCompleted);
        Assert.Equal(2, _units.Value(Gate, "passages.in"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void When_an_append_is_lost_what_was_decided_on_it_is_dropped_too(bool isWritten)
    {
        _units.Store.HoldsAppends = true;
        var lost = Post("passage", 1);
        var next = Post("passage", 2);
        var repeated = Post("passage", 1);
        _units.Store.Next = isWritten ? Trouble.LostAfterCommit : Trouble.LostBeforeCommit;
        Release();

        Assert.All([lost, next, repeated], post => Assert.Equal(AnswerStatus.Unavailable, post.Result[0].Status));
        Assert.Equal(
            isWritten ? AnswerStatus.Duplicate : AnswerStatus.Accepted, Post("passage", 1).Result[0].Status);
        Assert.Equal(AnswerStatus.Accepted, Post("passage", 2).Result[0].Status);
        Assert.Equal(2, _units.Value(Gate, "passages.in"));
        _units.Converge();
        Assert.Empty(_units.Recount().Differences);
    }

    [Fact]
    public void What_asks_for_facts_of_others_waits_for_its_turn_and_what_came_after_it_does_too()
    {
        _units.Store.HoldsAppends = true;
        var before = Post("passage", 1);
        var move = Post("unit.move", 2, """{"parent":"200"}""");
        var after = Post("passage", 3);
        Release();
        _units.Converge();

        Assert.All([before, move, after], post => Assert.Equal(AnswerStatus.Accepted, post.Result[0].Status));
        Assert.Equal(0, _units.Value("100", "passages.in"));
        Assert.Equal(2, _units.Value("200", "passages.in"));
        Assert.Equal(1, _units.Store.AppendsInFlightMost);
        Assert.Empty(_units.Recount().Differences);
    }

    [Fact]
    public void A_repetition_of_what_is_on_its_way_is_a_duplicate_once_that_is_durable()
    {
        _units.Store.HoldsAppends = true;
        var first = Post("passage", 1);
        var again = Post("passage", 1);

        Assert.False(again.IsCompleted);
        Release();
        Assert.Equal(AnswerStatus.Accepted, first.Result[0].Status);
        Assert.Equal(AnswerStatus.Duplicate, again.Result[0].Status);
    }

    [Fact]
    public void A_decision_that_breaks_off_fails_its_own_round_alone_and_the_unit_goes_on()
    {
        _units.Store.HoldsAppends = true;
        var before = Post("passage", 1);
        var with = Post("passage", 2);
        var broken = Post(BrokenType.TypeName, 3, "{}");
        var after = Post("passage", 4);
        Release();

        Assert.Equal(AnswerStatus.Accepted, before.Result[0].Status);
        Assert.Equal(AnswerStatus.Unavailable, with.Result[0].Status);
        Assert.Equal(AnswerStatus.Unavailable, broken.Result[0].Status);
        Assert.Equal(AnswerStatus.Accepted, after.Result[0].Status);
        Assert.Equal(AnswerStatus.Accepted, Post("passage", 2).Result[0].Status);
        Assert.Equal(3, _units.Value(Gate, "passages.in"));
        _units.Converge();
        Assert.Empty(_units.Recount().Differences);
    }

    private Task<IReadOnlyList<Answer>> Post(string type, long seq, string data = Passage) =>
        _units.Start(() => _units.PostAsync(UnitId.Parse(Gate), [_units.Make(Gate, type, data, seq: seq)]));

    private void Release() => _units.Start(() =>
    {
        _units.Store.Release();
        return true;
    });

    /// <summary>A type with a mistake in it.</summary>
    private sealed class BrokenType() : RecordType(TypeName, UnitKinds.All)
    {
        public const string TypeName = "broken";

        public override object Read(Fields data) => new();

        public override Decision Decide(UnitState state, Record record, Facts facts) =>
            throw new InvalidOperationException("broken");

        public override UnitState Evolve(UnitState state, Entry entry, Contributions totals, Calendar calendar) => state;
    }
}
