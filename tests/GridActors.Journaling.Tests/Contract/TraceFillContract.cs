using GridActors.Core.Records;
using GridActors.Core.Totals;
using GridActors.Core.Traces;
using GridActors.Core.Units;
using GridActors.Journaling.Loop;
using GridActors.Journaling.Ports;
using GridActors.Journaling.Tests.Hosting;
using GridActors.Journaling.Traces;

namespace GridActors.Journaling.Tests.Contract;

/// <summary>A store that an older program wrote gets its index, and is then what it would have been.</summary>
public abstract class TraceFillContract<TStore> : JournalContract<TStore>
    where TStore : StoreUnderTest, new()
{
    private const string Person = """{"name":"张三","phone":"1"}""";

    private static readonly string[] Units = ["c", "t", "v", "k", "h"];

    private static readonly TraceName[] Names =
    [
        TraceName.OfVehicle("晋J1")!.Value, TraceName.OfVehicle("晋J2")!.Value, TraceName.OfTrip("G1")!.Value,
        PersonOf("张三", "1"), PersonOf("李四", "2"),
    ];

    private readonly TestUnits _played = new();
    private readonly Dictionary<string, long> _keys = [];

    [Fact]
    public async Task All_is_found_after_the_filling_and_nothing_twice()
    {
        Play();
        await CopyAsync();
        await ForgetTracesAsync();
        await ReopenAsync();
        Assert.Equal(Units.Order(), (await Store.UntracedAsync(null, 10)).Select(unit => unit.Unit.Value));
        Assert.Empty(await FoundAsync(Store));

        Assert.Equal(5, await new TraceFill(Ports).FillAsync());
        await AssertSameAsync();
        Assert.Equal(0, await new TraceFill(Ports).FillAsync());
        await ReopenAsync();
        await AssertSameAsync();
    }

    [Fact]
    public async Task What_is_written_before_the_filling_has_come_by_waits_for_it()
    {
        Play();
        await CopyAsync();
        await ForgetTracesAsync();
        await ReopenAsync();
        _played.Accept("k", "passage", """{"direction":"out","vehicle":"晋J2","outcome":"pass"}""", "later", 1);
        _played.Accept("k", "record.void", """{"source":"test","seq":3,"reason":"填错"}""", "later", 2);
        _played.Accept("h", "isolation.end", $$"""{"person":{{Person}},"reason":"released"}""", "later", 1);
        await CopyAsync(); // by a program that knows traces
        Assert.Empty(await FoundAsync(Store));

        await new TraceFill(Ports).FillAsync();
        await AssertSameAsync();
        _played.Accept("k", "passage", """{"direction":"in","vehicle":"晋J2","outcome":"pass"}""", "later", 3);
        _played.Accept("h", "isolation.start", $$"""{"person":{{Person}},"kind":"home"}""", "later", 2);
        await CopyAsync();
        await AssertSameAsync();
    }

    [Fact]
    public async Task What_is_written_while_its_unit_is_being_filled_is_found_too()
    {
        Play();
        await CopyAsync();
        await ForgetTracesAsync();
        await ReopenAsync();
        var store = new TroubledStore(Store)
        {
            BeforeFilling = async () =>
            {
                _played.Accept("k", "passage", """{"direction":"out","vehicle":"晋J2","outcome":"pass"}""", "later", 1);
                await CopyAsync();
            },
        };

        await new TraceFill(Ports.On(store)).FillAsync();
        await AssertSameAsync();
    }

    [Fact]
    public async Task A_long_journal_is_filled_in_stretches_that_go_on_where_one_ended()
    {
        Play(passages: 4_500);
        await CopyAsync();
        await ForgetTracesAsync();
        await ReopenAsync();
        var gate = (await Store.UntracedAsync(null, 10)).Single(unit => unit.Unit.Value == "k");
        await Store.FillAsync([new TraceFilling(gate.Unit, 0, 2, [], [], null)]);
        Assert.Equal(2, (await Store.UntracedAsync(null, 10)).Single(unit => unit.Unit == gate.Unit).Traced);

        await Task.WhenAll(
            Task.Run(() => new TraceFill(Ports).FillAsync()), Task.Run(() => new TraceFill(Ports).FillAsync()));
        await AssertSameAsync();
    }

    private UnitPorts Ports => new(
        Catalogue.Standard, _played.Calendar, Store, _played, _played.Time, _played, new UnitOptions());

    private static TraceName PersonOf(string name, string phone)
    {
        var names = new List<TraceName>();
        TraceName.AddTo(names, new PersonName(null, null, name, phone));
        return names.Single();
    }

    private void Play(int passages = 0)
    {
        Assert.Empty(_played.Import("c,县,county,", "t,镇,township,c", "v,村,village,t", "k,卡,checkpoint,v", "h,户,household,v").Failures);
        _played.Accept("k", "checkpoint.open", "{}");
        _played.Accept("k", "passage", $$"""{"direction":"in","person":{{Person}},"vehicle":"晋J1","outcome":"pass"}""", seq: 2);
        _played.Accept("k", "passage", """{"direction":"in","vehicle":"晋J1","trip":"G1","outcome":"pass"}""", seq: 3);
        _played.Accept("k", "passage", """{"direction":"in","vehicle":"晋J1","trip":"G1","outcome":"pass"}""", seq: 4);
        _played.Accept("k", "record.void", """{"source":"test","seq":4,"reason":"填错"}""", seq: 5);
        _played.Accept("h", "isolation.start", $$"""{"person":{{Person}},"kind":"home"}""");
        _played.Accept("h", "isolation.start", """{"person":{"name":"李四","phone":"2"},"kind":"home"}""", seq: 2);
        _played.Accept("h", "record.void", """{"source":"test","seq":2,"reason":"填错"}""", seq: 3);
        for (var seq = 6; seq < passages + 6; seq++)
        {
            _played.Accept("k", "passage", """{"direction":"in","vehicle":"晋J2","outcome":"pass"}""", seq: seq);
        }
    }

    /// <summary>What the played units have beyond what was copied before, with what a loop would say of it.</summary>
    private async Task CopyAsync()
    {
        foreach (var id in Units.Select(UnitId.Parse))
        {
            var head = await _played.Store.FindAsync(id);
            var copied = await Store.LoadAsync(id);
            var entries = await _played.Store.ReadAsync(id, copied.Version, int.MaxValue);
            if (entries.Count == 0)
            {
                continue;
            }

            var appended = await Store.AppendAsync(new Append
            {
                Unit = id,
                Key = _keys.GetValueOrDefault(id.Value),
                ExpectedVersion = copied.Version,
                Entries = entries,
                Head = copied.Version == 0 ? head : null,
                Running = Bucket.Empty,
                ChangedDays = [],
                Traces = [.. entries.SelectMany(entry => MarksOf(_played.Ports.Reader.ReadStored(entry)))],
                Stays = id.Value == "h" ? [new StayChange(PersonOf("张三", "1"), await StaysOfHAsync())] : [],
            });
            Assert.True(appended.Committed);
            _keys[id.Value] = appended.Key;
        }
    }

    private async Task<Stay[]> StaysOfHAsync() =>
        [.. (await _played.Store.StaysAsync([PersonOf("张三", "1")])).Select(stay => stay.Stay)];

    private static IEnumerable<TraceMark> MarksOf(Entry entry)
    {
        var names = new List<TraceName>();
        (entry.Record.Data as ITraced)?.NameIn(names);
        return names.Select(name => new TraceMark(name, entry.Record.At, entry.Version));
    }

    private async Task AssertSameAsync()
    {
        Assert.Empty(await Store.UntracedAsync(null, 10));
        Assert.Equal(await FoundAsync(_played.Store), await FoundAsync(Store));
    }

    private static async Task<List<string>> FoundAsync(IUnitStore store)
    {
        var found = new List<string>();
        foreach (var name in Names)
        {
            var entries = await store.TraceAsync(
                [name], TestUnits.Morning.AddDays(-1), TestUnits.Morning.AddDays(1), null, 10_000);
            found.AddRange(entries.Select(entry => $"{name} {entry.Unit} {entry.Entry.Version}").Order());
            found.AddRange((await store.StaysAsync([name]))
                .Select(stay => $"{name} {stay.Unit} {stay.Stay.From.UtcTicks} {stay.Stay.Until?.UtcTicks}").Order());
        }

        return found;
    }
}
