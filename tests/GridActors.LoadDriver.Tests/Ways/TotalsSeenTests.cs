using GridActors.LoadDriver.Ledgers;
using GridActors.LoadDriver.Ways;

namespace GridActors.LoadDriver.Tests.Ways;

/// <summary>What a server may not change beside the figures that the ledger knows.</summary>
public sealed class TotalsSeenTests
{
    private readonly Dictionary<string, decimal> _totals = new()
    {
        ["passages.in"] = 3, ["passages.out"] = 2, ["passages.people"] = 40, ["passages.pass"] = 4,
        ["passages.held"] = 1, ["passages.code.green"] = 5, ["duty.onNow"] = 1, ["duty.minutes"] = 7,
        ["checkpoints.open"] = 1, ["alerts.open"] = 2,
    };

    [Fact]
    public void Passages_leave_nothing_else_changed()
    {
        var seen = TotalsSeen.Of(_totals, _totals);
        Assert.Equal(new Counts(3, 2, 40, OnDuty: 1, Marked: 1), seen.Counts);
        Assert.Empty(seen.OthersSince(TotalsSeen.Of(Opened, Opened)));
    }

    [Theory]
    [InlineData("passages.pass", 1)]
    [InlineData("passages.code.green", -1)]
    [InlineData("passages.code.red", 1)]
    [InlineData("passages.fever", 1)]
    [InlineData("checkpoints.open", -1)]
    public void A_figure_that_no_passage_explains_is_told(string code, int more)
    {
        var before = TotalsSeen.Of(Opened, Opened);
        _totals[code] = _totals.GetValueOrDefault(code) + more;
        Assert.Equal([KeyValuePair.Create(code, (decimal)more)], TotalsSeen.Of(_totals, _totals).OthersSince(before));
    }

    [Fact]
    public void Days_that_do_not_add_up_to_their_figure_are_told()
    {
        var days = new Dictionary<string, decimal>(_totals) { ["passages.in"] = 4 };
        Assert.Equal(
            [KeyValuePair.Create("days of passages.in", 1m)],
            TotalsSeen.Of(_totals, days).OthersSince(TotalsSeen.Of(Opened, Opened)));
    }

    private static Dictionary<string, decimal> Opened => new() { ["checkpoints.open"] = 1, ["duty.onNow"] = 1 };
}
