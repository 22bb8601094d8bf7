using GridActors.Core.Units;

namespace GridActors.Journaling.Tests.Contract;

public abstract class DeadlineContract<TStore> : JournalContract<TStore>
    where TStore : StoreUnderTest, new()
{
    private static readonly DateTimeOffset Noon = UnitWriter.Noon;

    [Fact]
    public async Task Units_are_due_at_their_deadline_and_not_before()
    {
        await DueAtAsync("u", Noon);

        Assert.Empty(await Store.DueAsync(Noon.AddMilliseconds(-1), 10));
        Assert.Equal([Id("u")], await Store.DueAsync(Noon, 10));
        Assert.Equal([Id("u")], await Store.DueAsync(Noon.ToOffset(TimeSpan.FromHours(8)), 10));
    }

    [Fact]
    public async Task The_most_overdue_come_first_and_no_more_than_asked_for()
    {
        await DueAtAsync("b", Noon.AddSeconds(2));
        await DueAtAsync("c", Noon.AddSeconds(1));
        await DueAtAsync("a", Noon.AddSeconds(3));
        await DueAtAsync("z", DateTimeOffset.MinValue); // at once
        await DueAtAsync("later", Noon.AddHours(1));
        await Unit("never").AppendAsync();
        await ReopenAsync();

        Assert.Equal(["z", "c", "b", "a"], (await Store.DueAsync(Noon.AddMinutes(1), 10)).Select(unit => unit.Value));
        Assert.Equal(["z", "c"], (await Store.DueAsync(Noon.AddMinutes(1), 2)).Select(unit => unit.Value));
    }

    [Fact]
    public async Task A_deadline_is_what_the_last_append_said()
    {
        var unit = await DueAtAsync("u", Noon);
        await unit.AppendAsync(append => append with { NextDue = Noon }); // as before
        Assert.Single(await Store.DueAsync(Noon, 10));

        await unit.AppendAsync(append => append with { NextDue = Noon.AddDays(1) });
        Assert.Empty(await Store.DueAsync(Noon, 10));
        Assert.Single(await Store.DueAsync(Noon.AddDays(1), 10));

        await unit.AppendAsync();
        Assert.Empty(await Store.DueAsync(DateTimeOffset.MaxValue, 10));
        Assert.Equal(4, (await Store.LoadAsync(unit.Id)).Version);
    }

    private async Task<UnitWriter> DueAtAsync(string id, DateTimeOffset due)
    {
        var unit = Unit(id);
        Assert.True(await unit.AppendAsync(append => append with
        {
            Head = UnitWriter.Head(id, UnitKind.County),
            NextDue = due,
        }));
        return unit;
    }
}
