using System.Text;
using GridActors.Core.Records;
using GridActors.Core.Totals;
using GridActors.Core.Units;
using GridActors.Journaling.Ports;

namespace GridActors.Journaling.Tests.Contract;

/// <summary>One writer of a unit: knows its key and version as the loop would.</summary>
public sealed class UnitWriter(Func<IUnitStore> store, UnitId id)
{
    public static readonly DateTimeOffset Noon = new(2020, 2, 10, 4, 0, 0, TimeSpan.Zero);

    public UnitId Id => id;

    public long Key { get; set; }

    public long Version { get; set; }

    public DailyTotals Totals { get; private set; } = DailyTotals.Zero;

    public static UnitHead Head(string id, UnitKind kind, string? parent = null) => new(
        UnitId.Parse(id), kind, "单位 " + id, parent is null ? null : UnitId.Parse(parent), null, null,
        IsClosed: false, Exists: true, Version: 0);

    public StoredEntry Entry(long version, string? json = null, string source = "dev") => new(
        version,
        new RecordId(source, version),
        Noon.AddTicks(version),
        Encoding.UTF8.GetBytes(json ?? $$"""{"unit":"{{id}}","seq":{{version}}}"""),
        default);

    /// <summary>The next append, with totals and deadline as they are.</summary>
    public Append Next(int entries = 1) => new()
    {
        Unit = id,
        Key = Key,
        ExpectedVersion = Version,
        Entries = [.. Enumerable.Range(1, entries).Select(i => Entry(Version + i))],
        Running = Totals.Running,
        ChangedDays = [],
    };

    /// <summary>What turns the totals so far into <paramref name="after"/>.</summary>
    public Append Counting(Append append, DailyTotals after)
    {
        var gone = Totals.Days.Where(day => after.Of(day.Day).Count == 0);
        return append with
        {
            Running = after.Running,
            ChangedDays =
            [
                .. after.Days.Where(day => !Totals.Of(day.Day).SameAs(day.Counts)),
                .. gone.Select(day => new DayBucket(day.Day, Bucket.Empty)),
            ],
        };
    }

    /// <summary>True when it was committed.</summary>
    public async Task<bool> AppendAsync(Func<Append, Append>? change = null, int entries = 1)
    {
        var append = change is null ? Next(entries) : change(Next(entries));
        var result = await store().AppendAsync(append);
        if (result.Committed)
        {
            Assert.NotEqual(0, result.Key);
            Key = result.Key;
            Version = append.ExpectedVersion + append.Entries.Count;
        }

        return result.Committed;
    }

    public async Task CountAsync(DailyTotals after, int entries = 1, string? json = null)
    {
        Assert.True(await AppendAsync(
            append => Counting(append, after) with
            {
                Entries = [.. append.Entries.Select(entry => json is null ? entry : Entry(entry.Version, json))],
            },
            entries));
        Totals = after;
    }

    public Task<bool> MoveAsync(UnitKind kind, string from, string to) => AppendAsync(append => append with
    {
        Head = Head(id.Value, kind, to),
        MovedFrom = UnitId.Parse(from),
        Guard = AppendGuard.OpenParent,
    });

    public Task<bool> CloseAsync(UnitHead head) => AppendAsync(append => append with
    {
        Head = head with { IsClosed = true },
        Guard = AppendGuard.NoOpenChildren,
    });

    /// <summary>The registration is voided: the unit leaves the tree.</summary>
    public Task<bool> VoidAsync(UnitHead head) => AppendAsync(append => append with
    {
        Head = head with { Exists = false, Parent = null },
        MovedFrom = head.Parent,
        Guard = AppendGuard.NeverHadChildren,
    });
}
