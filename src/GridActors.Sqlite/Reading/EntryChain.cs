using GridActors.Core.Records;
using GridActors.Core.Units;
using GridActors.Sqlite.Files;

namespace GridActors.Sqlite.Reading;

/// <summary>
/// A unit's entries from its newest, or from one that is marked, back: each says where the one before it lies. Nothing
/// has to be kept sorted for it, so that a transaction of many units' records touches few pages (README).
/// </summary>
internal static class EntryChain
{
    /// <summary>Every sixteenth entry is marked: so many steps at most from a mark to any version.</summary>
    public const int MarkEvery = 16;

    private const string Columns = "version, source, seq, received, utf8, outcome, before, unit_no";

    /// <summary>
    /// From version <paramref name="through"/>, which is there, down to the one after <paramref name="after"/>.
    /// </summary>
    /// <returns>The row of each; gone with the next.</returns>
    /// <exception cref="InvalidDataException">An entry is not where the one after it says.</exception>
    public static IEnumerable<Statement> Back(ReadStatements statements, long unitNo, long through, long after)
    {
        if (through <= after)
        {
            yield break;
        }

        var (version, no) = Start(statements, unitNo, through);
        var row = statements[$"SELECT {Columns} FROM entry WHERE no = ?1"];
        try
        {
            for (; version > after; version--)
            {
                if (!row.Bind(1, no).Step() || row.Int64(0) != version || row.Int64(7) != unitNo)
                {
                    throw new InvalidDataException(
                        $"Entry {version} of unit number {unitNo} is not at {no} of the journal.");
                }

                if (version <= through)
                {
                    yield return row;
                }

                no = row.Int64OrNull(6) ?? no - 1;
                row.Reset();
            }
        }
        finally
        {
            row.Reset(); // it runs again for another unit, wherever who asked stopped
        }
    }

    /// <summary>
    /// The same from version <paramref name="through"/> down to the first, without those between two marks that have
    /// other numbers.
    /// </summary>
    public static IEnumerable<Statement> BackWhere(
        ReadStatements statements, long unitNo, long through, long seqLow, long seqHigh)
    {
        foreach (var row in Back(statements, unitNo, through, through - (through % MarkEvery)))
        {
            yield return row;
        }

        var marks = statements[
            """
            SELECT version FROM mark WHERE unit_no = ?1 AND version <= ?2 AND low <= ?4 AND high >= ?3
            ORDER BY version DESC
            """].Bind(1, unitNo).Bind(2, through).Bind(3, seqLow).Bind(4, seqHigh);
        while (marks.Step())
        {
            var version = marks.Int64(0);
            foreach (var row in Back(statements, unitNo, version, version - MarkEvery))
            {
                yield return row;
            }
        }
    }

    public static StoredEntry Entry(Statement row) => new(
        row.Int64(0),
        IdOf(row),
        Instants.OfTicks(row.Int64(3)),
        row.Bytes(4).ToArray(),
        row.IsNull(5) ? default : row.Bytes(5).ToArray());

    public static RecordId IdOf(Statement row) => new(row.Text(1), row.Int64(2));

    /// <summary>Where to start to come by a version: the mark at or above it, or the newest entry.</summary>
    private static (long Version, long No) Start(ReadStatements statements, long unitNo, long version)
    {
        var start = statements[
            """
            SELECT version, no FROM mark WHERE unit_no = ?1 AND version >= ?2
            UNION ALL
            SELECT version, last FROM head WHERE unit_no = ?1
            ORDER BY version LIMIT 1
            """].Bind(1, unitNo).Bind(2, version);
        start.Step();
        var place = (start.Int64(0), start.Int64(1));
        start.Reset();
        return place;
    }
}
