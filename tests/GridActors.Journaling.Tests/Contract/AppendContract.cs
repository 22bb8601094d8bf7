using System.Text;
using GridActors.Core.Records;
using GridActors.Core.Units;
using GridActors.Journaling.Ports;

namespace GridActors.Journaling.Tests.Contract;

public abstract class AppendContract<TStore> : JournalContract<TStore>
    where TStore : StoreUnderTest, new()
{
    [Fact]
    public async Task A_unit_that_was_never_written_has_no_key_no_version_and_no_entries()
    {
        await RegisteredAsync("other", UnitKind.County);

        Assert.Equal(new StoredUnit(0, 0, null), await Store.LoadAsync(Id("nobody")));
        Assert.Empty(await Store.ReadAsync(Id("nobody"), 0, 10));
        Assert.Empty(await Store.FindAsync(Id("nobody"), [new RecordId("dev", 1)]));
    }

    [Fact]
    public async Task A_unit_that_others_name_as_parent_is_still_unwritten_and_may_be_written_first()
    {
        var child = Unit("child");
        Assert.True(await child.AppendAsync(append => append with
        {
            Head = UnitWriter.Head("child", UnitKind.Village, "parent"),
        }));

        Assert.Equal(new StoredUnit(0, 0, null), await Store.LoadAsync(Id("parent")));
        Assert.Null(await Store.FindAsync(Id("parent")));

        await RegisteredAsync("parent", UnitKind.Township);
        Assert.Equal("child", Assert.Single(await Store.ChildrenAsync(Id("parent"))).Unit.Value);
    }

    [Fact]
    public async Task What_was_appended_is_loaded_again_byte_for_byte()
    {
        var unit = Unit("u");
        byte[] json = [.. Encoding.UTF8.GetBytes("{\"姓名\":\"欧阳娜娜 𠮷野 👨‍👩‍👧\",\"x\":\"\\u0000\"}"), 0x0A, 0x00, 0xEF, 0xBB, 0xBF];
        var entry = new StoredEntry(
            1, new RecordId("设备-01", long.MaxValue), UnitWriter.Noon.AddTicks(1_234_567), json, "{\"voids\":7}"u8.ToArray());
        Assert.True(await unit.AppendAsync(append => append with { Entries = [entry] }));
        Assert.True(await unit.AppendAsync());
        await ReopenAsync();

        var stored = await Store.LoadAsync(unit.Id);
        Assert.Equal((unit.Key, 2), (stored.Key, stored.Version));
        var entries = await Store.ReadAsync(unit.Id, 0, 10);
        Assert.Equal([1, 2], entries.Select(read => read.Version));
        Assert.Equal(entry.Id, entries[0].Id);
        Assert.Equal(entry.Received, entries[0].Received);
        Assert.Equal(json, entries[0].Utf8.ToArray());
        Assert.Equal("{\"voids\":7}"u8.ToArray(), entries[0].Outcome.ToArray());
        Assert.True(entries[1].Outcome.IsEmpty);
    }

    [Fact]
    public async Task What_is_handed_along_with_a_unit_are_entries_of_its_own_from_some_version_on()
    {
        var (quiet, busy) = (Unit("quiet"), Unit("busy"));
        for (var i = 0; i < 120; i++)
        {
            Assert.True(await busy.AppendAsync());
            Assert.True(i >= 4 || await quiet.AppendAsync());
        }

        await ReopenAsync();
        foreach (var unit in (UnitWriter[])[quiet, busy])
        {
            var stored = await Store.LoadAsync(unit.Id);
            var along = stored.Entries ?? [];
            Assert.InRange(along.Count, 0, stored.Version);
            var read = along.Count == 0
                ? []
                : await Store.ReadAsync(unit.Id, along[0].Version - 1, along.Count);
            Assert.Equal(
                read.Select(entry => (entry.Version, entry.Id, Convert.ToHexString(entry.Utf8.Span))),
                along.Select(entry => (entry.Version, entry.Id, Convert.ToHexString(entry.Utf8.Span))));
        }
    }

    [Fact]
    public async Task Units_that_are_loaded_at_once_are_each_their_own()
    {
        var units = Enumerable.Range(0, 40).Select(i => Unit($"u{i}")).ToList();
        for (var i = 0; i < units.Count; i++)
        {
            for (var entries = 0; entries < i % 4; entries++)
            {
                var isLast = entries == 2;
                Assert.True(await units[i].AppendAsync(
                    append => append with { Snapshot = isLast ? [(byte)i] : null }));
            }
        }

        await ReopenAsync();
        var loaded = await Task.WhenAll(units.Concat(units).Select(unit => Store.LoadAsync(unit.Id).AsTask()));

        for (var i = 0; i < loaded.Length; i++)
        {
            var unit = units[i % units.Count];
            Assert.Equal((unit.Key, unit.Version), (loaded[i].Key, loaded[i].Version));
            Assert.Equal(unit.Version == 3 ? [(byte)(i % units.Count)] : null, loaded[i].Snapshot);
        }
    }

    [Fact]
    public async Task Entries_are_read_in_pages()
    {
        var unit = Unit("u");
        await RegisteredAsync("t", UnitKind.County); // neighbours, before and after
        Assert.True(await unit.AppendAsync(entries: 10));
        await RegisteredAsync("v", UnitKind.County);

        Assert.Equal([1, 2, 3, 4], (await Store.ReadAsync(unit.Id, 0, 4)).Select(entry => entry.Version));
        Assert.Equal([5, 6, 7, 8], (await Store.ReadAsync(unit.Id, 4, 4)).Select(entry => entry.Version));
        Assert.Equal([9, 10], (await Store.ReadAsync(unit.Id, 8, 4)).Select(entry => entry.Version));
        Assert.Empty(await Store.ReadAsync(unit.Id, 10, 4));
        Assert.Empty(await Store.ReadAsync(unit.Id, 99, 4));
    }

    [Fact]
    public async Task A_record_may_be_large()
    {
        var unit = Unit("u");
        var large = new byte[64 * 1024];
        new Random(1).NextBytes(large);
        Assert.True(await unit.AppendAsync(append => append with
        {
            Entries = [.. append.Entries.Select(entry => entry with { Utf8 = large, Outcome = large })],
            Snapshot = large,
        }, entries: 3));

        var entries = await Store.ReadAsync(unit.Id, 0, 10);
        Assert.All(entries, entry => Assert.Equal(large, entry.Utf8.ToArray()));
        Assert.All(entries, entry => Assert.Equal(large, entry.Outcome.ToArray()));
        Assert.Equal(large, (await Store.LoadAsync(unit.Id)).Snapshot);
    }

    [Fact]
    public async Task Buffers_may_be_used_again_once_an_append_has_returned()
    {
        var unit = Unit("u");
        var (json, outcome, snapshot) = ("before"u8.ToArray(), "before"u8.ToArray(), "before"u8.ToArray());
        await unit.AppendAsync(append => append with
        {
            Entries = [append.Entries[0] with { Utf8 = json, Outcome = outcome }],
            Snapshot = snapshot,
        });
        json[0] = outcome[0] = snapshot[0] = (byte)'X';

        var entry = Assert.Single(await Store.ReadAsync(unit.Id, 0, 10));
        Assert.Equal("before"u8.ToArray(), entry.Utf8.ToArray());
        Assert.Equal("before"u8.ToArray(), entry.Outcome.ToArray());
        Assert.Equal("before"u8.ToArray(), (await Store.LoadAsync(unit.Id)).Snapshot);
    }

    [Fact]
    public async Task The_newest_snapshot_comes_with_the_head()
    {
        var unit = Unit("u");
        await unit.AppendAsync(append => append with { Snapshot = [1, 2, 3] });
        await unit.AppendAsync(append => append with { Snapshot = [4, 5] });
        await unit.AppendAsync();
        await ReopenAsync();

        var stored = await Store.LoadAsync(unit.Id);
        Assert.Equal(3, stored.Version);
        Assert.Equal([4, 5], stored.Snapshot!);
    }

    [Fact]
    public async Task Entries_are_found_by_identity_and_unknown_ones_left_out()
    {
        var unit = Unit("u");
        await unit.AppendAsync(entries: 5);
        await unit.AppendAsync(append => append with { Entries = [unit.Entry(6, "{\"other\":1}", "other")] });
        var neighbour = Unit("w");
        await neighbour.AppendAsync(entries: 9);

        var found = await Store.FindAsync(
            unit.Id, [new("dev", 2), new("other", 6), new("dev", 5), new("dev", 6), new("other", 2), new("dev", 9)]);

        Assert.Equal([2, 5, 6], found.Select(entry => entry.Version).Order());
        Assert.Equal("{\"other\":1}"u8.ToArray(), found.Single(entry => entry.Version == 6).Utf8.ToArray());
        Assert.Empty(await Store.FindAsync(unit.Id, []));
    }

    [Fact]
    public async Task Entries_are_found_however_far_back_they_lie()
    {
        var unit = Unit("u");
        for (var i = 0; i < 6; i++)
        {
            await unit.AppendAsync(entries: 3_000);
        }

        long[] wanted = [1, 2, 2_999, 9_000, 15_999, 17_999, 18_000];
        var found = await Store.FindAsync(unit.Id, [.. wanted.Select(seq => new RecordId("dev", seq)), new("dev", 18_001)]);

        Assert.Equal(wanted, found.Select(entry => entry.Version).Order());
    }

    [Fact]
    public async Task A_few_of_many_units_asked_for_at_once_are_each_found_in_their_own()
    {
        UnitWriter[] units = [.. Enumerable.Range(1, 30).Select(i => Unit($"u{i}"))];
        foreach (var unit in units)
        {
            await unit.AppendAsync(entries: 300);
        }

        var found = await Task.WhenAll(units.Select((unit, i) => Store.FindAsync(
            unit.Id, [new("dev", 300 - i), new("dev", 1 + i), new("dev", 301)]).AsTask()));

        Assert.All(units, (unit, i) => Assert.Equal(
            [(1 + i, unit.Entry(1 + i).Utf8.ToArray()), (300 - i, unit.Entry(300 - i).Utf8.ToArray())],
            found[i].OrderBy(entry => entry.Version).Select(entry => (entry.Version, entry.Utf8.ToArray()))));
    }

    [Fact]
    public async Task An_append_without_entries_or_with_gaps_is_a_mistake_of_the_caller()
    {
        var unit = Unit("u");
        await Assert.ThrowsAsync<ArgumentException>(() => unit.AppendAsync(append => append with { Entries = [] }));
        await Assert.ThrowsAsync<ArgumentException>(
            () => unit.AppendAsync(append => append with { Entries = [unit.Entry(1), unit.Entry(3)] }));
        await Assert.ThrowsAsync<ArgumentException>(
            () => unit.AppendAsync(append => append with { Guard = AppendGuard.OpenParent }));
        Assert.Equal(0, (await Store.LoadAsync(unit.Id)).Version);
    }
}
