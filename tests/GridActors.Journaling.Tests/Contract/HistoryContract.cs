using GridActors.Core.Records;
using GridActors.Core.Units;
using GridActors.Journaling.Ports;

namespace GridActors.Journaling.Tests.Contract;

/// <summary>Histories that grow side by side, by one entry or by many at a time, are each read and searched as one.</summary>
public abstract class HistoryContract<TStore> : JournalContract<TStore>
    where TStore : StoreUnderTest, new()
{
    private const int Units = 5;
    private const int Appends = 60;

    private static readonly string[] Sources = ["tablet-1", "tablet-2", "gate"];

    private readonly Random _random = new(20);
    private readonly Dictionary<UnitId, List<StoredEntry>> _written = [];
    private readonly Dictionary<UnitId, List<LateMark>> _late = [];

    [Fact]
    public async Task Any_part_of_a_history_is_read_in_order()
    {
        await GrowAsync();
        foreach (var (unit, entries) in _written)
        {
            foreach (var after in Enumerable.Range(0, entries.Count + 2))
            {
                foreach (var limit in (int[])[1, 15, 16, 17, 1000])
                {
                    var read = await Store.ReadAsync(unit, after, limit);
                    Assert.Equal(Shown(entries.Skip(after).Take(limit)), Shown(read));
                }
            }
        }
    }

    [Fact]
    public async Task Each_entry_is_found_by_its_identity_alone_and_with_others()
    {
        await GrowAsync();
        foreach (var (unit, entries) in _written)
        {
            foreach (var entry in entries)
            {
                Assert.Equal(Shown([entry]), Shown(await Store.FindAsync(unit, [entry.Id])));
                Assert.Empty(await Store.FindAsync(unit, [entry.Id with { Source = "nobody" }]));
            }

            for (var i = 0; i < 20; i++)
            {
                var some = _random.GetItems(entries.ToArray(), 7).DistinctBy(entry => entry.Version).ToList();
                var found = await Store.FindAsync(unit, [new RecordId("gate", 7_000_000), .. some.Select(entry => entry.Id)]);
                Assert.Equal(
                    Shown(some.OrderBy(entry => entry.Version)), Shown(found.OrderBy(entry => entry.Version)));
            }
        }
    }

    [Fact]
    public async Task Late_entries_among_many_of_one_append_are_the_ones_that_were_marked()
    {
        await GrowAsync();
        foreach (var (unit, marks) in _late)
        {
            var late = await Store.LateAsync(unit, Monday, DateTimeOffset.MinValue, 1000);
            Assert.Equal(
                Shown(marks.Select(mark => _written[unit][(int)mark.Version - 1])), Shown(late.Select(entry => entry.Entry)));
        }
    }

    private static IEnumerable<string> Shown(IEnumerable<StoredEntry> entries) =>
        entries.Select(entry => $"{entry.Version} {entry.Id} {entry.Received:O} {Convert.ToHexString(entry.Utf8.Span)}");

    /// <summary>Some five hundred entries of each unit; numbers of a source go up, and jump.</summary>
    private async Task GrowAsync()
    {
        UnitWriter[] units = [.. Enumerable.Range(1, Units).Select(i => Unit($"u{i}"))];
        var seq = Sources.ToDictionary(source => source, _ => 0L);
        for (var i = 0; i < Appends * Units; i++)
        {
            var unit = units[_random.Next(Units)];
            var written = _written.TryGetValue(unit.Id, out var entries) ? entries : _written[unit.Id] = [];
            Assert.True(await unit.AppendAsync(append =>
            {
                StoredEntry[] next = [.. append.Entries.Select(entry => entry with { Id = NextId() })];
                LateMark[] late = [.. next.Where(_ => _random.Next(9) == 0).Select(entry => new LateMark(entry.Version, Monday))];
                written.AddRange(next);
                (_late.TryGetValue(unit.Id, out var marks) ? marks : _late[unit.Id] = []).AddRange(late);
                return append with { Entries = next, Late = late };
            }, entries: _random.Next(4) == 0 ? _random.Next(1, 40) : 1));
        }

        await ReopenAsync();

        RecordId NextId()
        {
            var source = Sources[_random.Next(Sources.Length)];
            return new RecordId(source, seq[source] += _random.Next(20) == 0 ? 1000 : 1);
        }
    }
}
