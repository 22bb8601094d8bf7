using Microsoft.Extensions.DependencyInjection;

namespace GridActors.Cluster.Tests.OrleansTables;

[Collection(nameof(SiloPair))]
public sealed class ReminderTests(SiloPair silos)
{
    private IReminderTable Table => silos.One.Services.GetRequiredService<IReminderTable>();

    [Fact]
    public async Task A_reminder_is_registered_listed_updated_and_unregistered()
    {
        var grain = silos.Grains.GetGrain<ITallyGrain>("reminded");
        Assert.Empty(await grain.RemindersAsync());

        await grain.RemindAsync("visit", TimeSpan.FromHours(1));
        await grain.RemindAsync("report", TimeSpan.FromDays(40)); // in ms it needs more than 32 bits
        Assert.Equal(["report", "visit"], await grain.RemindersAsync());

        var first = await RowAsync(grain, "visit");
        await grain.RemindAsync("visit", TimeSpan.FromHours(2));
        var second = await RowAsync(grain, "visit");
        Assert.Equal((TimeSpan.FromHours(1), TimeSpan.FromHours(2)), (first.Period, second.Period));
        Assert.NotEqual(first.ETag, second.ETag);
        Assert.Equal(TimeSpan.FromDays(40), (await RowAsync(grain, "report")).Period);

        await grain.ForgetAsync("visit");
        Assert.Equal(["report"], await grain.RemindersAsync());
        await grain.ForgetAsync("report");
        Assert.Empty(await grain.RemindersAsync());
    }

    [Fact]
    public async Task An_old_version_removes_neither_a_changed_reminder_nor_one_registered_anew()
    {
        var grain = silos.Grains.GetGrain<ITallyGrain>("versions");
        var id = grain.GetGrainId();
        await grain.RemindAsync("visit", TimeSpan.FromHours(1));
        var first = (await RowAsync(grain, "visit")).ETag;
        await grain.RemindAsync("visit", TimeSpan.FromHours(2));
        Assert.False(await Table.RemoveRow(id, "visit", first!));

        await grain.ForgetAsync("visit");
        await grain.RemindAsync("visit", TimeSpan.FromHours(1));
        Assert.False(await Table.RemoveRow(id, "visit", first!));
        await grain.ForgetAsync("visit");
    }

    [Fact]
    public async Task The_ranges_of_the_ring_hold_each_reminder_once()
    {
        var grains = Enumerable.Range(0, 20).Select(at => silos.Grains.GetGrain<ITallyGrain>($"ring-{at}")).ToArray();
        await Task.WhenAll(grains.Select(grain => grain.RemindAsync("ring", TimeSpan.FromHours(1))));

        uint[] cuts = [0x20000000, 0x70000000, 0x90000000, 0xE0000000]; // signed, the third is less than the second
        var found = new List<string>();
        for (var at = 0; at < cuts.Length; at++)
        {
            found.AddRange(Ring(await Table.ReadRows(cuts[at], cuts[(at + 1) % cuts.Length])));
        }

        var expected = grains.Select(grain => grain.GetGrainId().ToString()).Order().ToArray();
        Assert.Equal(expected, found.Order());
        Assert.Equal(expected, Ring(await Table.ReadRows(7, 7)).Order()); // the whole ring
        await Task.WhenAll(grains.Select(grain => grain.ForgetAsync("ring")));
    }

    private async Task<ReminderEntry> RowAsync(ITallyGrain grain, string name) =>
        await Table.ReadRow(grain.GetGrainId(), name) ?? throw new InvalidOperationException($"no {name}");

    private static IEnumerable<string> Ring(ReminderTableData data) =>
        data.Reminders.Where(entry => entry.ReminderName == "ring").Select(entry => entry.GrainId.ToString());
}
