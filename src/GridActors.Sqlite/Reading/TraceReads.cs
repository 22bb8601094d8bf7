using GridActors.Core.Traces;
using GridActors.Core.Units;
using GridActors.Journaling.Ports;
using GridActors.Journaling.Traces;
using GridActors.Sqlite.Files;

namespace GridActors.Sqlite.Reading;

/// <summary>Entries by whom and what they name.</summary>
internal static class TraceReads
{
    /// <summary>Backwards through one part's rows of one key, from the place that was listed last.</summary>
    private const string OfPart =
        """
        SELECT at, unit_no, version FROM trace
        WHERE part = ?1 AND key = ?2 AND at >= ?3 AND (at, unit_no, version) < (?4, ?5, ?6)
        ORDER BY at DESC, unit_no DESC, version DESC LIMIT ?7
        """;

    private const string OfNew =
        """
        SELECT at, unit_no, version FROM trace_new
        WHERE key = ?1 AND at >= ?2 AND (at, unit_no, version) < (?3, ?4, ?5)
        """;

    public static IReadOnlyList<TracedEntry> Find(
        ReadStatements statements, IEnumerable<long> keys, DateTimeOffset from, DateTimeOffset to, TracePlace? after,
        int limit)
    {
        var (first, end) = (Instants.ToTicks(from), Instants.ToTicks(to));
        var before = after is { } last && Instants.ToTicks(last.At) < end
            ? new Place(Instants.ToTicks(last.At), JournalReads.UnitNo(statements, last.Unit) ?? 0, last.Version)
            : new Place(end, 0, 0);
        var found = new SortedSet<Place>();
        var parts = Parts(statements, first, before.At);
        foreach (var key in keys)
        {
            Gather(
                statements[OfNew].Bind(1, key).Bind(2, first)
                    .Bind(3, before.At).Bind(4, before.UnitNo).Bind(5, before.Version),
                limit, found);
            foreach (var part in parts)
            {
                Gather(
                    statements[OfPart].Bind(1, part).Bind(2, key).Bind(3, first)
                        .Bind(4, before.At).Bind(5, before.UnitNo).Bind(6, before.Version).Bind(7, limit),
                    limit, found);
            }
        }

        return [.. found.Reverse().Take(limit).Select(place => Entry(statements, place))];
    }

    public static IReadOnlyList<PersonStay> Named(
        ReadStatements statements, IEnumerable<(TraceName Person, long UnitNo, StayRow Row)> stays) =>
        [
            .. stays.Select(stay => new PersonStay(
                stay.Person, UnitOf(statements, stay.UnitNo).Unit, stay.Row.Stay,
                StayRow.SameOf(stay.Person, stay.Row.Key, stay.Row.Same))),
        ];

    public static IReadOnlyList<UntracedUnit> Untraced(ReadStatements statements, UnitId? after, int limit)
    {
        var rows = statements[
            """
            SELECT unit.id, head.traced, head.version FROM unit JOIN head ON head.unit_no = unit.no
            WHERE unit.id > ?1 AND head.traced < head.version ORDER BY unit.id LIMIT ?2
            """].Bind(1, after?.Value ?? "").Bind(2, limit);
        var untraced = new List<UntracedUnit>();
        while (rows.Step())
        {
            untraced.Add(new UntracedUnit(UnitId.Parse(rows.Text(0)), rows.Int64(1), rows.Int64(2)));
        }

        return untraced;
    }

    private static List<long> Parts(ReadStatements statements, long first, long end)
    {
        var rows = statements["SELECT no FROM trace_part WHERE last >= ?1 AND first <= ?2"].Bind(1, first).Bind(2, end);
        var parts = new List<long>();
        while (rows.Step())
        {
            parts.Add(rows.Int64(0));
        }

        return parts;
    }

    /// <summary>Of a name that is everywhere only the newest are kept.</summary>
    private static void Gather(Statement rows, int limit, SortedSet<Place> found)
    {
        while (rows.Step())
        {
            found.Add(new Place(rows.Int64(0), rows.Int64(1), rows.Int64(2)));
        }

        rows.Reset(); // it runs again for the next part
        while (found.Count > limit)
        {
            found.Remove(found.Min);
        }
    }

    private static TracedEntry Entry(ReadStatements statements, Place place)
    {
        var (unit, kind, name) = UnitOf(statements, place.UnitNo);
        return new TracedEntry(
            unit, kind, name, Instants.OfTicks(place.At), JournalReads.One(statements, place.UnitNo, place.Version));
    }

    private static (UnitId Unit, UnitKind? Kind, string? Name) UnitOf(ReadStatements statements, long unitNo)
    {
        var row = statements["SELECT id, kind, name FROM unit WHERE no = ?1"].Bind(1, unitNo);
        row.Step();
        var unit = (UnitId.Parse(row.Text(0)), row.TextOrNull(1) is { } kind ? Kinds.Parse(kind) : (UnitKind?)null,
            row.TextOrNull(2));
        row.Reset();
        return unit;
    }

    private readonly record struct Place(long At, long UnitNo, long Version) : IComparable<Place>
    {
        public int CompareTo(Place other) => (At, UnitNo, Version).CompareTo((other.At, other.UnitNo, other.Version));
    }
}
