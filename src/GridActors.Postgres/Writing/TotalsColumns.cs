using System.Buffers;
using System.Text.Json;
using GridActors.Core.Totals;
using Npgsql;
using NpgsqlTypes;

namespace GridActors.Postgres.Writing;

/// <summary>Buckets to be put or deleted, as the arrays that statements take.</summary>
internal sealed class TotalsColumns : IDisposable
{
    /// <summary>In place of a day.</summary>
    public const int Running = 0;

    private readonly List<long> _putUnits = [];
    private readonly List<int> _putDays = [];
    private readonly List<string> _putCounts = [];
    private readonly List<long> _deletedUnits = [];
    private readonly List<int> _deletedDays = [];
    private readonly ArrayBufferWriter<byte> _bytes = new(4096);
    private readonly Utf8JsonWriter _json;

    public TotalsColumns() => _json = new Utf8JsonWriter(_bytes);

    public void Add(long unitNo, Bucket running, IEnumerable<DayBucket> days)
    {
        Add(unitNo, Running, running);
        foreach (var (day, counts) in days)
        {
            Add(unitNo, Days.ToNumber(day), counts);
        }
    }

    /// <summary>Units, days and counts to put; units and days to delete: five arrays.</summary>
    public void AddTo(NpgsqlParameterCollection parameters)
    {
        parameters.Add(new NpgsqlParameter<List<long>> { TypedValue = _putUnits });
        parameters.Add(new NpgsqlParameter<List<int>> { TypedValue = _putDays });
        parameters.Add(new NpgsqlParameter<List<string>>
        {
            TypedValue = _putCounts,
            NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text,
        });
        parameters.Add(new NpgsqlParameter<List<long>> { TypedValue = _deletedUnits });
        parameters.Add(new NpgsqlParameter<List<int>> { TypedValue = _deletedDays });
    }

    public void Dispose() => _json.Dispose();

    private void Add(long unitNo, int day, Bucket counts)
    {
        if (counts.Count == 0)
        {
            _deletedUnits.Add(unitNo);
            _deletedDays.Add(day);
            return;
        }

        _bytes.ResetWrittenCount();
        _json.Reset();
        TotalsJson.WriteBucket(_json, counts);
        _json.Flush();
        _putUnits.Add(unitNo);
        _putDays.Add(day);
        _putCounts.Add(System.Text.Encoding.UTF8.GetString(_bytes.WrittenSpan));
    }
}
