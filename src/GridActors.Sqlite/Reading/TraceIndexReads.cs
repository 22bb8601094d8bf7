using GridActors.Core.Traces;
using GridActors.Core.Units;
using GridActors.Journaling.Ports;
using GridActors.Sqlite.Files;

namespace GridActors.Sqlite.Reading;

/// <summary>The index of traces row by row.</summary>
internal static class TraceIndexReads
{
    /// <returns>True, so that it is a read like the others.</returns>
    public static bool Visit(
        ReadStatements statements, Action<IndexedTrace> visitTrace, Action<IndexedStay> visitStay)
    {
        var units = new Dictionary<long, UnitId>();
        foreach (var table in (string[])["trace", "trace_new"])
        {
            var rows = statements[$"SELECT unit_no, key, at, version FROM {table}"];
            while (rows.Step())
            {
                visitTrace(new IndexedTrace(
                    UnitOf(rows.Int64(0)), rows.Int64(1), Instants.OfTicks(rows.Int64(2)), rows.Int64(3)));
            }
        }

        var stays = statements["SELECT unit_no, key, start, until FROM stay"];
        while (stays.Step())
        {
            visitStay(new IndexedStay(
                UnitOf(stays.Int64(0)), stays.Int64(1),
                new Stay(Instants.OfTicks(stays.Int64(2)), stays.IsNull(3) ? null : Instants.OfTicks(stays.Int64(3)))));
        }

        return true;

        UnitId UnitOf(long no)
        {
            if (!units.TryGetValue(no, out var unit))
            {
                var row = statements["SELECT id FROM unit WHERE no = ?1"].Bind(1, no);
                row.Step();
                units[no] = unit = UnitId.Parse(row.Text(0));
                row.Reset(); // it runs again for the next unit
            }

            return unit;
        }
    }
}
