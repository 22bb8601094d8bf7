using GridActors.Core.Alerts;
using GridActors.Core.Units;

namespace GridActors.Core.Tests.Supplies;

public sealed class SupplyTests
{
    [Fact]
    public void What_comes_in_counts_as_received_by_its_origin_and_stands_in_stock()
    {
        var unit = Post().Accept("02-01 08:00", "supply.receive", """{"item":"alcohol","quantity":2.5,"how":"donated"}""")
            .Accept("02-02 08:00", "supply.receive", """{"item":"alcohol","quantity":0.125}""")
            .Accept("02-03 08:00", "supply.use", """{"item":"alcohol","quantity":1}""");
        Assert.Equal(
            (1.625m, 2.625m, 2.5m, 1m),
            (unit["stock.alcohol"], unit["supply.received.alcohol"], unit["supply.donated.alcohol"], unit["supply.used.alcohol"]));
        Assert.Equal(2.625m, unit.LevelAt("02-02", "stock.alcohol"));
    }

    [Fact]
    public void More_than_was_in_stock_then_cannot_leave_it()
    {
        var unit = Post().Accept("02-05 08:00", "supply.receive", Masks(10));
        Assert.Equal("data.quantity", unit.Refuse("not-in-stock", "02-04 08:00", "supply.use", Masks(1)).Field);
        unit.Refuse("not-in-stock", "02-06 08:00", "supply.use", Masks(10.001m));
        unit.Refuse("not-in-stock", "02-06 08:00", "supply.use", """{"item":"gown","quantity":1}""");
        unit.Accept("02-06 08:00", "supply.use", Masks(10));
        Assert.Equal(0, unit["stock.mask"]);
    }

    [Fact]
    public void What_was_used_later_needs_what_was_there_before()
    {
        var unit = Post().Accept("02-01 08:00", "supply.receive", Masks(10)).Accept("02-08 08:00", "supply.use", Masks(8));
        unit.Refuse("not-in-stock", "02-03 08:00", "supply.use", Masks(3));
        unit.Refuse("not-in-stock", "02-03 08:00", "supply.transfer", Masks(3, ",\"to\":\"village-2\""));
        unit.Refuse("not-in-stock", "02-03 08:00", "supply.count", Masks(7));
        unit.Accept("02-03 08:00", "supply.use", Masks(2));
        Assert.Equal((8, 0), (unit.LevelAt("02-07", "stock.mask"), unit["stock.mask"]));
    }

    [Fact]
    public void A_use_that_overtakes_its_receipt_goes_through_when_sent_again()
    {
        var unit = Post();
        Assert.Equal("not-in-stock", unit.Tell("02-02 08:00", "supply.use", Masks(5), seq: 9).Refusal?.Code);
        unit.Accept("02-01 08:00", "supply.receive", Masks(5));
        Assert.Equal("accepted", unit.Tell("02-02 08:00", "supply.use", Masks(5), seq: 9).Status);
    }

    [Fact]
    public void A_stocktake_sets_the_stock_and_counts_the_difference()
    {
        var unit = Post().Accept("02-01 08:00", "supply.receive", Masks(10)).Accept("02-05 08:00", "supply.count", Masks(7));
        Assert.Equal((7, -3), (unit["stock.mask"], unit["supply.adjusted.mask"]));

        // What comes in late explains the difference; what was counted stays.
        unit.Accept("02-03 08:00", "supply.use", Masks(4));
        Assert.Equal((7, 1, 1), (unit["stock.mask"], unit["supply.adjusted.mask"], unit.On("02-05", "supply.adjusted.mask")));
        Assert.Equal(6, unit.LevelAt("02-04", "stock.mask"));

        unit.Accept("02-06 08:00", "supply.count", Masks(0));
        Assert.Equal((0, -6), (unit["stock.mask"], unit["supply.adjusted.mask"]));
        unit.Accept("02-05 12:00", "supply.use", Masks(7));
        Assert.Equal((0, 1), (unit["stock.mask"], unit["supply.adjusted.mask"]));
    }

    [Fact]
    public void Void_a_receipt_and_what_was_used_of_it_is_named()
    {
        var unit = Post().Accept("02-01 08:00", "supply.receive", Masks(10)).Accept("02-02 08:00", "supply.use", Masks(6));
        var refusal = unit.Void(2).Refusal;
        Assert.Equal("has-dependents", refusal?.Code);
        Assert.Contains("office/3", refusal!.Message, StringComparison.Ordinal);
        Assert.Equal("accepted", unit.Void(3).Status);
        Assert.Equal((10, 0), (unit["stock.mask"], unit["supply.used.mask"]));
    }

    [Fact]
    public void What_is_on_its_way_stands_in_transit_until_its_receiver_has_answered()
    {
        var unit = Post();
        unit.IsCutOff = true;
        unit.Accept("02-01 08:00", "supply.receive", Masks(10)).Accept("02-02 08:00", "supply.transfer", Masks(4, ",\"to\":\"village-2\""))
            .Accept("02-03 08:00", "supply.transfer", Masks(3, ",\"to\":\"closed-village\""));
        Assert.Equal((3, 7), (unit["stock.mask"], unit["stock.inTransit.mask"]));
        Assert.NotNull(unit.State.WakeAt(unit.Calendar));

        unit.Settle();

        Assert.Equal((6, 0, 0), (unit["stock.mask"], unit["stock.inTransit.mask"], unit.LevelAt("02-02", "stock.inTransit.mask")));
        Assert.Equal((0, 0), (unit["supply.used.mask"], unit["supply.received.mask"] - 10));
        Assert.Equal(unit.State.NextDue(unit.Calendar), unit.State.WakeAt(unit.Calendar)); // for no message
        Assert.Equal(unit.Shown(), unit.Reload(unit.Snapshot()).Shown());
        Assert.Equal(unit.Shown(), unit.Reload().Shown());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_comes_back_to_a_shelf_that_was_counted_meanwhile_is_there_beside_what_was_counted(bool countComesInLate)
    {
        var unit = Post();
        unit.Now = UnitUnderTest.Instant("02-04 09:00");
        unit.IsCutOff = true;
        unit.Accept("02-01 08:00", "supply.receive", Masks(100)).Accept("02-02 08:00", "supply.transfer", Masks(60, Back));
        if (countComesInLate)
        {
            unit.Settle();
        }

        unit.Accept("02-03 08:00", "supply.count", Masks(39)).Settle();
        unit.Now = UnitUnderTest.Instant("03-05 00:00");

        Assert.Equal((99, 0, -1), (unit["stock.mask"], unit["stock.inTransit.mask"], unit["supply.adjusted.mask"]));
        Assert.Equal((39, 60), (unit.LevelAt("02-03", "stock.mask"), unit.LevelAt("02-03", "stock.inTransit.mask")));
        Assert.Equal((60, -60), (unit.On("02-04", "stock.mask"), unit.On("02-04", "stock.inTransit.mask")));
        unit.Accept("02-04 10:00", "supply.use", Masks(99)).Refuse("not-in-stock", "02-04 08:00", "supply.use", Masks(40));
        Assert.Equal(unit.Shown(), unit.Reload(unit.Snapshot()).Shown());
        Assert.Equal(unit.Shown(), unit.Reload().Shown());

        // Without the stocktake nothing ever left.
        Assert.Equal("accepted", unit.Void(5).Status);
        Assert.Equal("accepted", unit.Void(4).Status);
        Assert.Equal((100, 0, 0), (unit["stock.mask"], unit.LevelAt("02-02", "stock.inTransit.mask"), unit["supply.adjusted.mask"]));
        Assert.Equal(unit.Shown(), unit.Reload().Shown());
    }

    [Fact]
    public void What_came_back_before_the_shelf_was_counted_was_counted_with_it()
    {
        var unit = Post();
        unit.Now = UnitUnderTest.Instant("02-02 09:00");
        unit.Accept("02-01 08:00", "supply.receive", Masks(100)).Accept("02-02 08:00", "supply.transfer", Masks(60, Back))
            .Accept("02-02 09:05", "supply.count", Masks(98)).Accept("02-02 07:00", "supply.count", Masks(99));
        Assert.Equal((98, -2, 0), (unit["stock.mask"], unit["supply.adjusted.mask"], unit.LevelAt("02-02", "stock.inTransit.mask")));
    }

    [Fact]
    public void A_late_stocktake_that_leaves_too_little_for_what_was_used_while_something_was_away_is_refused()
    {
        var unit = Post();
        unit.Accept("02-01 08:00", "supply.receive", Masks(100)).Accept("02-02 08:00", "supply.transfer", Masks(60, Back))
            .Accept("02-02 10:00", "supply.use", Masks(80));
        unit.Refuse("not-in-stock", "02-03 08:00", "supply.count", Masks(20));
        unit.Accept("02-01 09:00", "supply.receive", Masks(40)).Accept("02-03 08:00", "supply.count", Masks(20));
        Assert.Equal((0, 80), (unit.LevelAt("02-02", "stock.mask"), unit["stock.mask"]));
    }

    [Fact]
    public void What_was_delivered_is_not_sent_again_when_the_stock_that_it_came_from_turns_out_to_be_another()
    {
        var unit = Post().Accept("02-01 08:00", "supply.receive", Masks(10))
            .Accept("02-02 08:00", "supply.transfer", Masks(4, ",\"to\":\"village-2\""));
        unit.Settle();
        unit.Accept("02-01 07:00", "supply.receive", Masks(20)); // a device that came back late

        Assert.Equal("accepted", unit.Void(2).Status);

        Assert.Equal((16, 0), (unit["stock.mask"], unit["stock.inTransit.mask"]));
        Assert.Empty(unit.State.Get<Outbox>().Open);
        Assert.Equal(unit.Shown(), unit.Reload().Shown());
    }

    [Fact]
    public void Each_receiver_has_numbers_of_its_own()
    {
        var unit = Post();
        unit.IsCutOff = true;
        unit.Accept("02-01 08:00", "supply.receive", Masks(10));
        foreach (var to in new[] { "village-2", "village", "village-2" })
        {
            unit.Accept("02-02 08:00", "supply.transfer", Masks(1, $",\"to\":\"{to}\""));
        }

        Assert.Equal(
            [("village-2", 1L), ("village", 1L), ("village-2", 2L)],
            unit.State.Get<Outbox>().Open.Select(message => (message.To, message.Number)));
    }

    [Fact]
    public void What_arrives_is_taken_once_under_the_time_of_its_sending()
    {
        var (unit, message) = (Post(), new Message("u-1", 1, UnitUnderTest.Instant("02-02 08:00"), "supply.arrive", Masks(4)));
        Assert.Null(unit.Deliver("township", message));
        Assert.Null(unit.Deliver("township", message));
        Assert.Null(unit.Deliver("village-2", message));
        Assert.Equal((8, 0), (unit.On("02-02", "stock.mask"), unit["supply.received.mask"]));
    }

    [Theory]
    [InlineData("household")]
    [InlineData("institution")]
    public void A_unit_that_keeps_nothing_sends_it_back(string kind)
    {
        var message = new Message("u-1", 1, UnitUnderTest.Instant("02-02 08:00"), "supply.arrive", Masks(4));
        var unit = UnitUnderTest.Registered(kind);
        Assert.Equal("wrong-kind", unit.Deliver("township", message));
        Assert.Equal("unknown-unit", new UnitUnderTest().Deliver("township", message));
        Assert.Equal(unit.Shown(), unit.Reload().Shown());
    }

    [Fact]
    public void A_unit_with_something_in_stock_is_not_closed()
    {
        var unit = UnitUnderTest.Checkpoint().Accept("02-01 08:00", "supply.receive", Masks(1));
        unit.Refuse("has-open-items", "02-05 08:00", "unit.close");
        unit.Accept("02-04 08:00", "supply.count", Masks(0)).Accept("02-05 08:00", "unit.close");
    }

    [Fact]
    public void Below_the_minimum_there_is_one_alert_as_long_as_that_lasts()
    {
        var unit = Post().Accept("02-01 08:00", "supply.receive", Masks(10)).Accept("02-01 09:00", "supply.minimum", Masks(5))
            .Accept("02-02 08:00", "supply.use", Masks(5));
        Assert.Equal(0, unit["alerts.open.lowStock"]);

        unit.Accept("02-03 08:00", "supply.use", Masks(1)).Accept("02-04 08:00", "supply.use", Masks(1.5m));
        var alert = Assert.Single(unit.State.Get<AlertBook>().All()).Alert;
        Assert.Equal(("mask", "2.5 < 5", UnitUnderTest.Instant("02-03 08:00")), (alert.Subject, alert.Text, alert.Opened));
        Assert.Equal(1, unit.On("02-03", "alerts.open.lowStock"));

        unit.Accept("02-05 08:00", "supply.receive", Masks(20));
        Assert.Equal(0, unit["alerts.open.lowStock"]);
        unit.Accept("02-06 08:00", "supply.minimum", Masks(30));
        Assert.Equal(1, unit.On("02-06", "alerts.open.lowStock"));
        unit.Accept("02-07 08:00", "supply.minimum", Masks(0));
        Assert.Equal(0, unit["alerts.open.lowStock"]);
        Assert.Equal(
            [("2.5 < 5", "02-05 08:00"), ("22.5 < 30", "02-07 08:00")],
            unit.State.Get<AlertBook>().All().Select(low => (low.Alert.Text, $"{low.Since:MM-dd HH:mm}")));
    }

    [Fact]
    public void What_comes_in_ends_a_shortage_on_its_own_day_and_leaves_the_days_before_as_they_were()
    {
        var unit = Post().Accept("02-01 08:00", "supply.receive", Masks(100)).Accept("02-01 08:00", "supply.minimum", Masks(50))
            .Accept("02-02 08:00", "supply.use", Masks(80));
        var before = (unit.Totals.Of(UnitUnderTest.Day("02-02")), unit.LevelAt("02-04", "alerts.open.lowStock"));

        unit.Accept("02-05 08:00", "supply.receive", Masks(100));

        Assert.True(before.Item1.SameAs(unit.Totals.Of(UnitUnderTest.Day("02-02"))));
        Assert.Equal((1, 1), (before.Item2, unit.LevelAt("02-04", "alerts.open.lowStock")));
        Assert.Equal((-1, 0), (unit.On("02-05", "alerts.open.lowStock"), unit["alerts.open.lowStock"]));
        var low = Assert.Single(unit.State.Get<AlertBook>().All());
        Assert.Equal((AlertState.Closed, UnitUnderTest.Instant("02-05 08:00")), (low.State, low.Since));

        // Who saw to it had closed it before; taken back, what came in ends nothing.
        unit.Accept("02-03 08:00", "alert.close", $$"""{"key":"{{low.Alert.Key}}"}""");
        Assert.Equal((-1, 0), (unit.On("02-03", "alerts.open.lowStock"), unit.On("02-05", "alerts.open.lowStock")));
        Assert.Equal("accepted", unit.Void(unit.LastSeq).Status);
        Assert.Equal("accepted", unit.Void(5).Status);
        Assert.Equal((0, 1), (unit.On("02-05", "alerts.open.lowStock"), unit["alerts.open.lowStock"]));
        Assert.Equal(unit.Shown(), unit.Reload(unit.Snapshot()).Shown());
    }

    [Fact]
    public void A_late_receipt_divides_a_shortage_and_one_that_lasts_no_time_is_none()
    {
        var unit = Post().Accept("02-01 08:00", "supply.minimum", Masks(5));
        unit.Accept("02-06 08:00", "supply.receive", Masks(9)).Accept("02-01 08:00", "supply.receive", Masks(6));
        Assert.Empty(unit.State.Get<AlertBook>().All());
        unit.Accept("02-02 08:00", "supply.use", Masks(2));
        unit.Accept("02-03 08:00", "supply.receive", Masks(3)).Accept("02-04 08:00", "supply.use", Masks(3));
        Assert.Equal(
            [1m, 0m, 1m, 1m, 0m],
            new[] { "02-02", "02-03", "02-04", "02-05", "02-06" }.Select(day => unit.LevelAt(day, "alerts.open.lowStock")));
        Assert.Equal(unit.Shown(), unit.Reload().Shown());
    }

    [Theory]
    [InlineData("supply.receive", "bad-number", "data.quantity", """{"item":"mask","quantity":0}""")]
    [InlineData("supply.receive", "bad-number", "data.quantity", """{"item":"mask","quantity":0.0001}""")]
    [InlineData("supply.receive", "bad-number", "data.quantity", """{"item":"mask","quantity":-1}""")]
    [InlineData("supply.receive", "missing-field", "data.quantity", """{"item":"mask"}""")]
    [InlineData("supply.receive", "bad-value", "data.item", """{"item":"gold","quantity":1}""")]
    [InlineData("supply.receive", "bad-value", "data.how", """{"item":"mask","quantity":1,"how":"found"}""")]
    [InlineData("supply.use", "unknown-field", "data.how", """{"item":"mask","quantity":1,"how":"donated"}""")]
    [InlineData("supply.transfer", "missing-field", "data.to", """{"item":"mask","quantity":1}""")]
    [InlineData("supply.transfer", "bad-unit-id", "data.to", """{"item":"mask","quantity":1,"to":"a b"}""")]
    [InlineData("supply.transfer", "unknown-unit", "data.to", """{"item":"mask","quantity":1,"to":"nowhere"}""")]
    [InlineData("supply.transfer", "bad-value", "data.to", """{"item":"mask","quantity":1,"to":"u-1"}""")]
    [InlineData("supply.count", "bad-number", "data.quantity", """{"item":"mask","quantity":-0.5}""")]
    [InlineData("supply.arrive", "unknown-type", "type", """{"item":"mask","quantity":1}""")]
    public void What_is_said_wrongly_is_refused(string type, string code, string field, string data) =>
        Assert.Equal(field, Post().Refuse(code, "02-01 08:00", type, data).Field);

    private const string Back = ""","to":"closed-village" """;

    private static UnitUnderTest Post() => UnitUnderTest.Registered("grid");

    private static string Masks(decimal quantity, string more = "") =>
        FormattableString.Invariant($$"""{"item":"mask","quantity":{{quantity}}{{more}}}""");
}
