using GridActors.Core.Traces;
using GridActors.Journaling.Ports;

namespace GridActors.Journaling.Traces;

/// <summary>A row of an index.</summary>
public readonly record struct TraceRow(long Key, DateTimeOffset At, long Version);

/// <summary>A row of the list of isolation orders.</summary>
/// <param name="Same">The key of the name under which the person is one; null: an older program wrote it.</param>
public readonly record struct StayRow(long Key, Stay Stay, long? Same)
{
    /// <summary>
    /// What <see cref="StayFact.Same"/> says of somebody who was asked for by <paramref name="name"/>. Only who has a
    /// document is known by another name than their own.
    /// </summary>
    public static string SameOf(TraceName name, long key, long? same) => same is not { } known
        ? ""
        : $"{(char)(known == key ? name.Kind : TraceKind.Document)}{known:x16}";
}

/// <summary>
/// What an append or a filling changes in an index, hashed on the caller's own time and not on the writer's.
/// </summary>
public sealed class TraceRows
{
    public static readonly TraceRows None = new();

    private TraceRows()
    {
    }

    public IReadOnlyList<TraceRow> Marks { get; private init; } = [];

    public IReadOnlyList<TraceRow> Unmarked { get; private init; } = [];

    /// <summary>Whose stays are written anew.</summary>
    public IReadOnlyList<long> Persons { get; private init; } = [];

    public IReadOnlyList<StayRow> Stays { get; private init; } = [];

    public bool IsEmpty => Marks.Count == 0 && Unmarked.Count == 0 && Persons.Count == 0;

    public static TraceRows Of(Append append, TraceKeys keys) =>
        append is { Traces.Count: 0, Untraced.Count: 0, Stays.Count: 0 }
            ? None
            : Of(append.Traces, append.Untraced, append.Stays, keys);

    public static TraceRows Of(TraceFilling filling, TraceKeys keys) =>
        Of(filling.Marks, filling.Unmarked, filling.Stays ?? [], keys);

    /// <summary>What several that follow one another change together.</summary>
    public static TraceRows Of(IReadOnlyList<TraceRows> steps)
    {
        List<TraceRow> marks = [], unmarked = [];
        List<StayRow> stays = [];
        HashSet<TraceRow> gone = [];
        HashSet<long> rewritten = [];
        for (var i = steps.Count - 1; i >= 0; i--)
        {
            // From the last back: what a later one takes away or writes anew is passed over.
            var step = steps[i];
            marks.AddRange(gone.Count == 0 ? step.Marks : step.Marks.Where(mark => !gone.Contains(mark)));
            stays.AddRange(step.Stays.Where(stay => !rewritten.Contains(stay.Key)));
            unmarked.AddRange(step.Unmarked);
            gone.UnionWith(step.Unmarked);
            rewritten.UnionWith(step.Persons);
        }

        return new TraceRows { Marks = marks, Unmarked = unmarked, Persons = [.. rewritten], Stays = stays };
    }

    private static TraceRows Of(
        IReadOnlyList<TraceMark> marks, IReadOnlyList<TraceMark> unmarked, IReadOnlyList<StayChange> stays,
        TraceKeys keys) => new()
        {
            Marks = Rows(marks, keys),
            Unmarked = Rows(unmarked, keys),
            Persons = [.. stays.Select(change => keys.Of(change.Person)).Distinct()],
            Stays =
            [
                .. stays.SelectMany(change => change.Stays.Select(stay => new StayRow(
                        keys.Of(change.Person), stay, keys.Of(change.Same ?? change.Person))))
                    .DistinctBy(row => (row.Key, row.Stay.From)),
            ],
        };

    /// <summary>Of one entry the same key only once; an entry's marks follow one another.</summary>
    private static List<TraceRow> Rows(IReadOnlyList<TraceMark> marks, TraceKeys keys)
    {
        if (marks.Count == 0)
        {
            return [];
        }

        var rows = new List<TraceRow>(marks.Count);
        var first = 0; // row of the entry
        foreach (var mark in marks)
        {
            var row = new TraceRow(keys.Of(mark.Name), mark.At, mark.Version);
            if (rows.Count > 0 && rows[^1].Version != row.Version)
            {
                first = rows.Count;
            }

            if (rows.IndexOf(row, first) < 0)
            {
                rows.Add(row);
            }
        }

        return rows;
    }
}
