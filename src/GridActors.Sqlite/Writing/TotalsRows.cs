using System.Buffers;
using System.Text.Json;
using GridActors.Core.Totals;
using GridActors.Sqlite.Files;
using Microsoft.Data.Sqlite;

namespace GridActors.Sqlite.Writing;

/// <summary>The buckets of units or of areas, one row each.</summary>
internal sealed class TotalsRows : IDisposable
{
    private readonly ArrayBufferWriter<byte> _bytes = new(4096);
    private readonly Utf8JsonWriter _json;
    private readonly Statement _put;
    private readonly Statement _delete;
    private readonly Statement _deleteAll;

    /// <param name="table"><c>totals</c> or <c>area_totals</c>.</param>
    public TotalsRows(SqliteConnection connection, string table)
    {
        _json = new Utf8JsonWriter(_bytes);
        // REPLACE, not an upsert: without a further index it is one search and, for the same size, one overwrite.
        _put = new Statement(connection, $"REPLACE INTO {table} (key, counts) VALUES (?1, ?2)");
        _delete = new Statement(connection, $"DELETE FROM {table} WHERE key = ?1");
        _deleteAll = new Statement(connection, $"DELETE FROM {table} WHERE key BETWEEN ?1 AND ?2");
    }

    public void Write(long unitNo, Bucket running, IEnumerable<DayBucket> days)
    {
        Put(TotalsKeys.OfRunning(unitNo), running);
        foreach (var (day, counts) in days)
        {
            Put(TotalsKeys.OfDay(unitNo, day), counts);
        }
    }

    public void DeleteAll(long unitNo) =>
        _deleteAll.Bind(1, TotalsKeys.First(unitNo)).Bind(2, TotalsKeys.Last(unitNo)).Run();

    public void Dispose()
    {
        _put.Dispose();
        _delete.Dispose();
        _deleteAll.Dispose();
        _json.Dispose();
    }

    private void Put(long key, Bucket counts)
    {
        if (counts.Count == 0)
        {
            _delete.Bind(1, key).Run();
            return;
        }

        _bytes.ResetWrittenCount();
        _json.Reset();
        TotalsJson.WriteBucket(_json, counts);
        _json.Flush();
        _put.Bind(1, key).BindText(2, _bytes.WrittenSpan).Run();
    }
}
