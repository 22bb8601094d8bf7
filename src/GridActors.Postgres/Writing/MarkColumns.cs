using GridActors.Journaling.Traces;
using Npgsql;

namespace GridActors.Postgres.Writing;

/// <summary>Rows of the index of traces as five arrays: units, keys, ats, versions, days.</summary>
internal sealed class MarkColumns
{
    private readonly List<long> _units = [];
    private readonly List<long> _keys = [];
    private readonly List<long> _ats = [];
    private readonly List<long> _versions = [];
    private readonly List<int> _days = [];

    public int Count => _units.Count;

    public void Add(long unitNo, IReadOnlyList<TraceRow> rows)
    {
        foreach (var (key, at, version) in rows)
        {
            var ticks = Instants.ToTicks(at);
            _units.Add(unitNo);
            _keys.Add(key);
            _ats.Add(ticks);
            _versions.Add(version);
            _days.Add(Instants.DayOf(ticks));
        }
    }

    public void AddTo(NpgsqlParameterCollection parameters)
    {
        foreach (var numbers in (List<long>[])[_units, _keys, _ats, _versions])
        {
            parameters.Add(new NpgsqlParameter<List<long>> { TypedValue = numbers });
        }

        parameters.Add(new NpgsqlParameter<List<int>> { TypedValue = _days });
    }

    public NpgsqlBatchCommand For(string sql)
    {
        var command = new NpgsqlBatchCommand(sql);
        AddTo(command.Parameters);
        return command;
    }
}
