using System.Text;
using GridActors.Core.Records;
using GridActors.Core.Totals;
using GridActors.Core.Units;
using GridActors.Journaling.Deadlines;
using GridActors.Journaling.Ports;
using GridActors.Journaling.Tests.Hosting;

namespace GridActors.Journaling.Tests.Loop;

/// <summary>Supplies on their way: whatever goes wrong, none is lost and none is there twice.</summary>
public sealed class CourierTests
{
    private const string County = "100";
    private const string From = "100-1";
    private const string To = "100-1-1";

    private readonly TestUnits _units = new();

    public CourierTests()
    {
        Assert.Empty(_units.Import(
            "100,县,county,", "100-1,镇,township,100", "100-1-1,村,village,100-1", "100-1-2,村,village,100-1",
            "h,户,household,100-1-1", "k,卡点,checkpoint,100-1").Failures);
        _units.Accept(From, "supply.receive", """{"item":"mask","quantity":100}""");
    }

    [Fact]
    public void What_is_transferred_is_with_the_receiver_and_neither_received_nor_used()
    {
        Transfer(2.5m, To);

        _units.Converge();

        AssertStocks((From, 97.5m), (To, 2.5m));
        Assert.Equal((100, 0), (_units.Value(County, "supply.received.mask"), _units.Value(County, "supply.used.mask")));
        Assert.Equal(0, Sweep());
    }

    [Fact]
    public void Until_the_receiver_has_it_it_is_in_transit_with_the_sender_and_due()
    {
        _units.Deliveries = () => 0;
        Transfer(40, To);

        Assert.Equal((60, 40), (_units.Value(From, "stock.mask"), _units.Value(From, "stock.inTransit.mask")));
        Assert.Equal(0, Sweep());
        Assert.Contains(_units.Troubles, trouble => trouble.Contains("not delivered", StringComparison.Ordinal));

        _units.Deliveries = () => 1;
        Assert.Equal(1, Sweep());
        AssertStocks((From, 60), (To, 40));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_answer_that_is_lost_makes_it_come_again_and_it_is_taken_once(bool isKilled)
    {
        _units.LosesAnswers = true;
        Transfer(40, To);
        Assert.Equal((40, 40), (_units.Value(From, "stock.inTransit.mask"), _units.Value(To, "stock.mask")));

        _units.LosesAnswers = false;
        if (isKilled)
        {
            _units.Kill();
        }

        Sweep();

        AssertStocks((From, 60), (To, 40));
        Assert.Equal(2, VersionOf(To));
    }

    [Fact]
    public void A_message_that_arrives_three_times_is_taken_once()
    {
        _units.Deliveries = () => 3;

        Transfer(40, To);

        AssertStocks((From, 60), (To, 40));
        Assert.Equal(2, VersionOf(To));
    }

    [Fact]
    public void A_sender_killed_before_it_could_send_sends_when_it_is_told_the_time()
    {
        _units.Deliveries = () => 0;
        Transfer(40, To);
        _units.Kill();
        _units.Deliveries = () => 1;

        Assert.Equal(1, Sweep());

        AssertStocks((From, 60), (To, 40));
    }

    /// <summary>Its host's clock was put right meanwhile, or another host sweeps.</summary>
    [Fact]
    public void What_a_host_sent_whose_clock_is_ahead_is_due_by_the_clocks_of_all_others()
    {
        _units.Deliveries = () => 0;
        Transfer(40, To);
        _units.Kill();
        _units.Deliveries = () => 1;

        Assert.Equal(1, Sweep(behind: TimeSpan.FromMinutes(30)));

        AssertStocks((From, 60), (To, 40));
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    [InlineData(3, true)]
    public void Whichever_of_its_three_appends_is_lost_or_loses_its_answer_it_arrives_once(int append, bool isWritten)
    {
        var transfer = _units.Make(From, "supply.transfer", Masks(40, To), seq: 2);
        var count = 0;
        _units.Store.Otherwise = _ => ++count != append ? Trouble.None
            : isWritten ? Trouble.LostAfterCommit : Trouble.LostBeforeCommit;

        var first = _units.Post(transfer).Status;
        _units.Converge();
        Sweep();
        var second = _units.Post(transfer).Status;
        _units.Converge();
        Sweep();

        Assert.Equal(append == 1 ? AnswerStatus.Unavailable : AnswerStatus.Accepted, first);
        Assert.Equal(append == 1 && !isWritten ? AnswerStatus.Accepted : AnswerStatus.Duplicate, second);
        AssertStocks((From, 60), (To, 40));
    }

    [Fact]
    public void Nothing_is_sent_before_the_transfer_is_durable()
    {
        _units.Store.HoldsAppends = true;
        var posted = _units.Start(() =>
            _units.PostAsync(UnitId.Parse(From), [_units.Make(From, "supply.transfer", Masks(40, To), seq: 2)]));
        Assert.Equal(1, VersionOf(To));

        _units.Start(() =>
        {
            _units.Store.Release();
            return true;
        });

        Assert.Equal(AnswerStatus.Accepted, posted.Result[0].Status);
        AssertStocks((From, 60), (To, 40));
    }

    [Theory]
    [InlineData("closed", "unit-closed")]
    [InlineData("void", "unknown-unit")]
    public void What_the_receiver_can_no_longer_take_is_in_the_senders_stock_again(string gone, string code)
    {
        _units.Deliveries = () => 0;
        Transfer(40, "100-1-2");
        _ = gone == "closed"
            ? _units.Post(_units.Make("100-1-2", "unit.close", "{}"))
            : _units.Post(_units.Make("100-1-2", "record.void", """{"source":"unit-import","seq":1,"reason":"撤并"}"""));
        _units.Deliveries = () => 2;

        Sweep();

        AssertStocks((From, 100), ("100-1-2", 0));
        Assert.Contains($"\"returned\":\"{code}\"", Newest(From), StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_household_is_sent_comes_back()
    {
        Transfer(40, "h");

        AssertStocks((From, 100));
        Assert.Contains("\"returned\":\"wrong-kind\"", Newest(From), StringComparison.Ordinal);
        Assert.Equal(0, _units.Value("h", "stock.mask"));
    }

    [Fact]
    public void What_was_said_once_is_said_again_though_the_receiver_could_take_it_by_now()
    {
        _units.Deliveries = () => 0;
        Transfer(40, "k");
        _units.Accept("k", "unit.close", "{}");
        (_units.Deliveries, _units.LosesAnswers) = (() => 1, true);
        Sweep();
        _units.Accept("k", "record.void", """{"source":"test","seq":1,"reason":"仍在用"}""", "office");

        _units.LosesAnswers = false;
        Sweep();

        AssertStocks((From, 100), ("k", 0));
    }

    [Fact]
    public void A_unit_that_never_was_is_refused_up_front_and_so_is_the_sender_itself()
    {
        var unknown = _units.Post(_units.Make(From, "supply.transfer", Masks(1, "nowhere"), seq: 2)).Refusal;
        Assert.Equal(("unknown-unit", "data.to"), (unknown?.Code, unknown?.Field));
        Assert.Equal("bad-value", _units.Post(_units.Make(From, "supply.transfer", Masks(1, From), seq: 2)).Refusal?.Code);
        AssertStocks((From, 100));
    }

    [Fact]
    public void What_was_sent_cannot_be_taken_back_and_what_came_needs_its_unit()
    {
        Transfer(40, To);

        var sent = _units.Post(_units.Make(From, "record.void", """{"source":"test","seq":2,"reason":"填错"}""", "office"));
        var unit = _units.Post(_units.Make(To, "record.void", """{"source":"unit-import","seq":1,"reason":"撤并"}""", "office"));
        var came = _units.Post(_units.Make(To, "record.void", $$"""{"source":"system:{{From}}","seq":1,"reason":"填错"}""", "office"));

        Assert.Equal(("already-sent", "has-dependents", "not-voidable"), (sent.Refusal?.Code, unit.Refusal?.Code, came.Refusal?.Code));
        AssertStocks((From, 60), (To, 40));
    }

    /// <summary>
    /// Without what was received first, the first transfer stands only behind the second: judged in that order, and not
    /// sent in it, since each message has its number from the order in the journal.
    /// </summary>
    [Fact]
    public void What_is_on_its_way_keeps_its_number_when_a_void_has_it_judged_in_another_order()
    {
        Transfer(80, To);
        _units.Deliveries = () => 0;
        _units.Post(_units.Make(From, "supply.receive", Masks(150), "store", at: TestUnits.Morning.AddHours(-1)));
        _units.Accept(From, "supply.transfer", Masks(30, To), seq: 3);

        _units.Accept(From, "record.void", """{"source":"test","seq":1,"reason":"填错"}""", "office");
        _units.Deliveries = () => 1;
        Sweep();

        AssertStocks((From, 40), (To, 110));
    }

    [Fact]
    public void A_sender_with_something_under_way_cannot_be_closed()
    {
        _units.Accept("k", "supply.receive", """{"item":"mask","quantity":5}""");
        _units.Deliveries = () => 0;
        _units.Accept("k", "supply.transfer", Masks(5, To), seq: 2);
        Assert.Equal("has-open-items", _units.Post(_units.Make("k", "unit.close", "{}", seq: 3)).Refusal?.Code);

        _units.Deliveries = () => 1;
        Sweep();

        _units.Accept("k", "unit.close", "{}", seq: 3);
    }

    [Fact]
    public void Nobody_outside_can_pretend_to_be_a_sender()
    {
        var message = new Message(To, 1, TestUnits.Morning, "supply.arrive", """{"item":"mask","quantity":7}""");
        var forged = RecordReader.WriteMessage(UnitId.Parse(From), message);
        Assert.Equal("bad-source", _units.Ports.Reader.Read(forged).Refusal?.Code);

        var asDevice = Encoding.UTF8.GetString(forged).Replace("system:", "tablet-", StringComparison.Ordinal);
        Assert.Equal("unknown-type", _units.Ports.Reader.Read(Encoding.UTF8.GetBytes(asDevice)).Refusal?.Code);
    }

    [Fact]
    public void It_stands_under_the_time_of_its_sending_so_what_was_used_of_it_before_it_was_told_is_covered()
    {
        var later = TestUnits.Morning.AddHours(5);
        _units.Pass(TimeSpan.FromHours(8));
        var used = _units.Make(To, "supply.use", """{"item":"mask","quantity":4}""", at: later);
        Assert.Equal("not-in-stock", _units.Post(used).Refusal?.Code);

        _units.Post(_units.Make(From, "supply.transfer", Masks(10, To), seq: 2, at: later.AddHours(-1)));

        Assert.Equal(AnswerStatus.Accepted, _units.Post(used).Status);
        AssertStocks((From, 90), (To, 6));
    }

    [Fact]
    public void Two_actors_of_one_sender_that_both_deliver_deliver_once()
    {
        _units.Deliveries = () => 0;
        Transfer(40, To);
        var other = new Journaling.Loop.JournaledUnit(UnitId.Parse(From), _units.Ports);
        _units.Run(async () => await other.TotalsAsync());
        _units.Deliveries = () => 1;

        _units.Run(async () =>
        {
            await other.TickAsync(_units.Time.GetUtcNow());
            await Assert.ThrowsAsync<JournalUnavailableException>(
                () => _units.TickAsync(UnitId.Parse(From), _units.Time.GetUtcNow())); // it lost the race, and learns it
            return true;
        });

        AssertStocks((From, 60), (To, 40));
        Assert.Equal(4, VersionOf(From));
    }

    private static string Masks(decimal quantity) => FormattableString.Invariant($$"""{"item":"mask","quantity":{{quantity}}}""");

    private static string Masks(decimal quantity, string to) =>
        FormattableString.Invariant($$"""{"item":"mask","quantity":{{quantity}},"to":"{{to}}"}""");

    private void Transfer(decimal quantity, string to) => _units.Accept(From, "supply.transfer", Masks(quantity, to), seq: 2);

    private long VersionOf(string unit) => _units.Run(() => _units.Store.LoadAsync(UnitId.Parse(unit)).AsTask()).Version;

    private string Newest(string unit)
    {
        var entries = _units.Run(() => _units.Store.ReadAsync(UnitId.Parse(unit), 0, 100).AsTask());
        return Encoding.UTF8.GetString(entries[^1].Utf8.Span);
    }

    /// <param name="behind">How far the sweeper's clock is behind the units'.</param>
    private int Sweep(TimeSpan behind = default) => _units.Run(() =>
        new DeadlineSweeper(_units.Store, _units, _units, _units.Time).SweepAsync(_units.Time.GetUtcNow() - behind));

    /// <summary>Stocks as said, nothing under way, and nothing else anywhere; the journals say so too.</summary>
    private void AssertStocks(params (string Unit, decimal Masks)[] expected)
    {
        _units.Converge();
        foreach (var (unit, masks) in expected)
        {
            var own = _units.Run(() => _units.Store.ReadOwnAsync(UnitId.Parse(unit)).AsTask()).Totals.Running;
            Assert.Equal((unit, masks), (unit, own[IndicatorCodes.Find("stock.mask")!].Units));
        }

        var left = _units.Value(County, "supply.received.mask") - _units.Value(County, "supply.used.mask");
        Assert.Equal(left, _units.Value(County, "stock.mask"));
        Assert.Equal(0, _units.Value(County, "stock.inTransit.mask"));
        Assert.Empty(_units.Recount().Differences);
    }
}
