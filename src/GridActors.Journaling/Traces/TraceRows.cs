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

    /// <summary>What two that follow one another change together.</summary>
    public TraceRows With(TraceRows next)
    {
        if (next.IsEmpty || IsEmpty)
        {
            return next.IsEmpty ? this : next;
        }

        var gone = next.Unmarked.ToHashSet();
        var rewritten = next.Persons.ToHashSet();
        return new TraceRows
        {
            Marks = [.. Marks.Where(mark => !gone.Contains(mark)), .. next.Marks],
            Unmarked = [.. Unmarked, .. next.Unmarked],
            Persons = [.. Persons.Union(next.Persons)],
            Stays = [.. Stays.Where(stay => !rewritten.Contains(stay.Key)), .. next.Stays],
        };
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

    /// <summary>Of one entry the same name only once.</summary>
    private static IReadOnlyList<TraceRow> Rows(IReadOnlyList<TraceMark> marks, TraceKeys keys) =>
        marks.Count == 0
            ? []
            : [.. marks.Select(mark => new TraceRow(keys.Of(mark.Name), mark.At, mark.Version)).Distinct()];
}
