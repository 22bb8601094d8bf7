using GridActors.Core.Records;
using GridActors.Core.Traces;
using GridActors.Core.Units;
using GridActors.Journaling.Ports;

namespace GridActors.Journaling.Tests.Contract;

/// <summary>Whom and what entries name, and isolation orders, are committed with the entries and found by name.</summary>
public abstract class TraceContract<TStore> : JournalContract<TStore>
    where TStore : StoreUnderTest, new()
{
    private static readonly DateTimeOffset Noon = UnitWriter.Noon;
    private static readonly TraceName Plate = TraceName.OfVehicle("晋J12345")!.Value;
    private static readonly TraceName Other = TraceName.OfVehicle("晋J54321")!.Value;
    private static readonly TraceName Trip = TraceName.OfTrip("G1")!.Value;

    [Fact]
    public async Task An_entry_is_found_by_each_of_its_names_with_its_unit_and_its_bytes()
    {
        var tree = await RegisterTreeAsync();
        await MarkAsync(tree["h1"], (Plate, Noon), (Trip, Noon));
        await MarkAsync(tree["h2"], (Other, Noon));
        await ReopenAsync();

        foreach (var name in new[] { Plate, Trip })
        {
            var found = Assert.Single(await FindAsync([name]));
            Assert.Equal(("h1", UnitKind.Household, "单位 h1", Noon), (found.Unit.Value, found.Kind, found.Name, found.At));
            Assert.Equal((2L, new RecordId("dev", 2)), (found.Entry.Version, found.Entry.Id));
            Assert.Equal(tree["h1"].Entry(2).Utf8.ToArray(), found.Entry.Utf8.ToArray());
        }

        Assert.Single(await FindAsync([Plate, Trip]));
        Assert.Equal(2, (await FindAsync([Plate, Other])).Count);
        Assert.Empty(await FindAsync([TraceName.OfTrip("晋J12345")!.Value]));
        Assert.Empty(await FindAsync([]));
    }

    [Fact]
    public async Task The_range_of_time_is_kept_to_the_last_tick()
    {
        var tree = await RegisterTreeAsync();
        await MarkAsync(tree["h1"], (Plate, Noon));
        Assert.Single(await FindAsync([Plate], Noon, Noon.AddTicks(1)));
        Assert.Empty(await FindAsync([Plate], Noon.AddTicks(1), Noon.AddDays(1)));
        Assert.Empty(await FindAsync([Plate], Noon.AddDays(-1), Noon));
        Assert.Single(await FindAsync([Plate], Noon.AddDays(-40), Noon.AddDays(40)));
    }

    [Fact]
    public async Task Pages_follow_one_another_from_the_newest_to_the_oldest_over_days_and_units()
    {
        var tree = await RegisterTreeAsync();
        for (var i = 0; i < 60; i++)
        {
            // Late ones among them; several of one instant, at one unit and at two.
            var at = Noon.AddHours((i * 7 % 20) * 9);
            await MarkAsync(tree[i % 2 == 0 ? "h1" : "h2"], (Plate, at), (i % 3 == 0 ? Trip : Other, at));
        }

        var all = await FindAsync([Plate, Trip]);
        Assert.Equal(60, all.Count);
        Assert.Equal(60, all.Select(TracePlace.Of).Distinct().Count());
        Assert.Equal(all.Select(entry => entry.At).OrderDescending(), all.Select(entry => entry.At));
        var paged = new List<TracedEntry>();
        for (TracePlace? after = null; ; after = TracePlace.Of(paged[^1]))
        {
            var page = await Store.TraceAsync([Plate, Trip], Noon.AddDays(-1), Noon.AddDays(30), after, 7);
            paged.AddRange(page);
            if (page.Count == 0)
            {
                break;
            }
        }

        Assert.Equal(all.Select(TracePlace.Of), paged.Select(TracePlace.Of));
    }

    [Fact]
    public async Task What_was_taken_back_is_found_no_more()
    {
        var tree = await RegisterTreeAsync();
        await MarkAsync(tree["h1"], (Plate, Noon), (Trip, Noon));
        await MarkAsync(tree["h1"], (Plate, Noon));
        Assert.True(await tree["h1"].AppendAsync(append => append with
        {
            Untraced = [new TraceMark(Plate, Noon, 2), new TraceMark(Trip, Noon, 2)],
        }));
        await ReopenAsync();
        Assert.Equal(3, Assert.Single(await FindAsync([Plate])).Entry.Version);
        Assert.Empty(await FindAsync([Trip]));
    }

    [Fact]
    public async Task An_append_that_lost_leaves_no_trace_and_one_beside_it_does()
    {
        var tree = await RegisterTreeAsync();
        var loser = Unit("h1");
        (loser.Key, loser.Version) = (tree["h1"].Key, tree["h1"].Version - 1);
        var lost = new StayChange(Plate, [new Stay(Noon, null)]);
        var results = await Task.WhenAll(
            Task.Run(() => loser.AppendAsync(append => append with
            {
                Traces = [new TraceMark(Plate, Noon, append.Entries[0].Version)],
                Stays = [lost],
            })),
            Task.Run(() => tree["h2"].AppendAsync(append => append with
            {
                Traces = [new TraceMark(Plate, Noon, append.Entries[0].Version)],
            })));
        Assert.Equal([false, true], results);
        Assert.Equal("h2", Assert.Single(await FindAsync([Plate])).Unit.Value);
        Assert.Empty(await Store.StaysAsync([Plate]));
    }

    [Fact]
    public async Task Appends_sent_without_waiting_leave_what_each_of_them_says()
    {
        var tree = await RegisterTreeAsync();
        var unit = tree["h1"];
        var appends = new List<Task<AppendResult>>();
        for (var i = 0; i < 40; i++)
        {
            var version = unit.Version + 1;
            appends.Add(Store.AppendAsync(unit.Next() with
            {
                Traces = [new TraceMark(Plate, Noon, version)],
                Untraced = i % 4 == 3 ? [new TraceMark(Plate, Noon, version - 1)] : [],
                Stays = [new StayChange(Trip, [new Stay(Noon.AddDays(i), null)])],
            }).AsTask());
            unit.Version++;
        }

        Assert.All(await Task.WhenAll(appends), result => Assert.True(result.Committed));
        Assert.Equal(30, (await FindAsync([Plate])).Count);
        Assert.Equal(Noon.AddDays(39), Assert.Single(await Store.StaysAsync([Trip])).Stay.From);
    }

    [Fact]
    public async Task Isolation_orders_of_a_person_are_found_at_all_units_ended_ones_too()
    {
        var tree = await RegisterTreeAsync();
        await StayAsync(tree["h1"], Plate, new Stay(Noon, Noon.AddDays(14)), new Stay(Noon.AddDays(20), null));
        await StayAsync(tree["h2"], Plate, new Stay(Noon.AddTicks(1), null));
        await StayAsync(tree["h2"], Other, new Stay(Noon, null));
        await ReopenAsync();

        Assert.Equal(
            [
                (Id("h1"), new Stay(Noon, Noon.AddDays(14))),
                (Id("h1"), new Stay(Noon.AddDays(20), null)),
                (Id("h2"), new Stay(Noon.AddTicks(1), null)),
            ],
            (await Store.StaysAsync([Plate])).OrderBy(stay => stay.Unit.Value).ThenBy(stay => stay.Stay.From)
                .Select(stay => (stay.Unit, stay.Stay)));
        Assert.Equal(4, (await Store.StaysAsync([Plate, Other, Trip])).Count);
        Assert.Empty(await Store.StaysAsync([Trip]));

        await StayAsync(tree["h1"], Plate);
        Assert.Equal("h2", Assert.Single(await Store.StaysAsync([Plate])).Unit.Value);
        await StayAsync(tree["h2"], Plate, new Stay(Noon, Noon.AddDays(1)));
        Assert.Equal(new Stay(Noon, Noon.AddDays(1)), Assert.Single(await Store.StaysAsync([Plate])).Stay);
        Assert.Single(await Store.StaysAsync([Other]));
    }

    [Fact]
    public async Task All_names_of_one_person_say_the_same_which_is_no_number()
    {
        var tree = await RegisterTreeAsync();
        var names = new List<TraceName>();
        TraceName.AddTo(names, new PersonName("passport", "E12345678", "张三", "13800000001"));
        var (document, contact) = (names[0], names[1]);
        foreach (var name in names)
        {
            Assert.True(await tree["h1"].AppendAsync(append => append with
            {
                Stays = [new StayChange(name, [new Stay(Noon, null)], document)],
            }));
        }

        await StayAsync(tree["h2"], contact, new Stay(Noon, null));
        await ReopenAsync();
        var byDocument = Assert.Single(await Store.StaysAsync([document]));
        var byContact = (await Store.StaysAsync([contact])).ToDictionary(stay => stay.Unit.Value, stay => stay.Same);
        Assert.Equal(byDocument.Same, byContact["h1"]);
        Assert.StartsWith("d", byDocument.Same);
        Assert.StartsWith("c", byContact["h2"]);
        Assert.DoesNotContain("12345678", byDocument.Same);
    }

    [Fact]
    public async Task The_index_can_be_visited_row_by_row()
    {
        var tree = await RegisterTreeAsync();
        await MarkAsync(tree["h1"], (Plate, Noon), (Trip, Noon));
        await MarkAsync(tree["h2"], (Plate, Noon.AddTicks(7)));
        await StayAsync(tree["h2"], Other, new Stay(Noon, Noon.AddDays(14)), new Stay(Noon.AddDays(20), null));
        await ReopenAsync();

        var (traces, stays) = (new List<IndexedTrace>(), new List<IndexedStay>());
        await Store.VisitAsync(traces.Add, stays.Add);
        IndexedTrace[] expected =
        [
            new(Id("h1"), Store.KeyOf(Plate), Noon, 2), new(Id("h1"), Store.KeyOf(Trip), Noon, 2),
            new(Id("h2"), Store.KeyOf(Plate), Noon.AddTicks(7), 2),
        ];
        Assert.Equal(expected.ToHashSet(), traces.ToHashSet());
        Assert.Equal(3, traces.Count);
        Assert.Equal(
            [
                new IndexedStay(Id("h2"), Store.KeyOf(Other), new Stay(Noon, Noon.AddDays(14))),
                new IndexedStay(Id("h2"), Store.KeyOf(Other), new Stay(Noon.AddDays(20), null)),
            ],
            stays.OrderBy(stay => stay.Stay.From));
    }

    [Fact]
    public async Task Many_may_ask_at_once()
    {
        var tree = await RegisterTreeAsync();
        var names = Enumerable.Range(0, 50).Select(i => TraceName.OfTrip($"K{i}")!.Value).ToList();
        foreach (var name in names.Where((_, i) => i % 2 == 0))
        {
            await StayAsync(tree["h1"], name, new Stay(Noon, null));
        }

        var found = await Task.WhenAll(names.Select(name => Task.Run(() => Store.StaysAsync([name]).AsTask())));
        Assert.All(names.Zip(found), (asked, i) =>
            Assert.Equal(i % 2 == 0 ? [asked.First] : [], asked.Second.Select(stay => stay.Person)));
    }

    [Fact]
    public async Task What_this_program_wrote_lacks_nothing()
    {
        var tree = await RegisterTreeAsync();
        await MarkAsync(tree["h1"], (Plate, Noon));
        Assert.Empty(await Store.UntracedAsync(null, 10));

        // Somebody who believes otherwise changes nothing.
        await Store.FillAsync([new TraceFilling(Id("h1"), 0, 2, [new TraceMark(Other, Noon, 2)], [], [])]);
        Assert.Empty(await FindAsync([Other]));
    }

    private static async Task MarkAsync(UnitWriter unit, params (TraceName Name, DateTimeOffset At)[] marks) =>
        Assert.True(await unit.AppendAsync(append => append with
        {
            Traces = [.. marks.Select(mark => new TraceMark(mark.Name, mark.At, append.Entries[0].Version))],
        }));

    private static async Task StayAsync(UnitWriter unit, TraceName person, params Stay[] stays) =>
        Assert.True(await unit.AppendAsync(append => append with { Stays = [new StayChange(person, stays)] }));

    private async Task<IReadOnlyList<TracedEntry>> FindAsync(
        TraceName[] names, DateTimeOffset? from = null, DateTimeOffset? to = null) =>
        await Store.TraceAsync(names, from ?? Noon.AddDays(-1), to ?? Noon.AddDays(30), null, 1000);
}
