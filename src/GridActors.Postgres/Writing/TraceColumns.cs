using GridActors.Journaling.Traces;
using Npgsql;

namespace GridActors.Postgres.Writing;

/// <summary>What a round, or a filling, changes in the index of traces: arrays for <see cref="TraceSql"/>.</summary>
internal sealed class TraceColumns
{
    private readonly MarkColumns _marks = new();
    private readonly MarkColumns _unmarked = new();
    private readonly List<long> _personUnits = [];
    private readonly List<long> _persons = [];
    private readonly List<long> _stayUnits = [];
    private readonly List<long> _stayKeys = [];
    private readonly List<long> _starts = [];
    private readonly List<long?> _ends = [];
    private readonly List<long?> _same = [];

    public void Add(long unitNo, TraceRows rows)
    {
        _marks.Add(unitNo, rows.Marks);
        _unmarked.Add(unitNo, rows.Unmarked);
        foreach (var person in rows.Persons)
        {
            _personUnits.Add(unitNo);
            _persons.Add(person);
        }

        foreach (var (key, stay, same) in rows.Stays)
        {
            _stayUnits.Add(unitNo);
            _stayKeys.Add(key);
            _starts.Add(Instants.ToTicks(stay.From));
            _ends.Add(stay.Until is { } until ? Instants.ToTicks(until) : null);
            _same.Add(same);
        }
    }

    /// <summary>The statements that follow the append, which writes the marks itself; none for most rounds.</summary>
    public IEnumerable<NpgsqlBatchCommand> Commands()
    {
        if (_unmarked.Count > 0)
        {
            yield return _unmarked.For(TraceSql.Delete);
        }

        if (_persons.Count > 0)
        {
            yield return new NpgsqlBatchCommand(TraceSql.DeleteStays)
            {
                Parameters = { Of(_personUnits), Of(_persons) },
            };
        }

        if (_stayUnits.Count > 0)
        {
            yield return Stays(TraceSql.PutStays);
        }
    }

    /// <summary>The statements that follow a filling's step.</summary>
    /// <param name="last">Units whose last stretch it is: their stays are written anew.</param>
    public IEnumerable<NpgsqlBatchCommand> FillCommands(List<long> last)
    {
        if (_unmarked.Count > 0)
        {
            yield return _unmarked.For(TraceSql.FillDelete);
        }

        if (_marks.Count > 0)
        {
            yield return _marks.For(TraceSql.FillPut);
        }

        yield return new NpgsqlBatchCommand(TraceSql.FillDeleteStays) { Parameters = { Of(last) } };
        yield return Stays(TraceSql.FillPutStays);
    }

    private static NpgsqlParameter<List<T>> Of<T>(List<T> values) => new() { TypedValue = values };

    private NpgsqlBatchCommand Stays(string sql) =>
        new(sql) { Parameters = { Of(_stayUnits), Of(_stayKeys), Of(_starts), Of(_ends), Of(_same) } };
}
