using Npgsql;

namespace GridActors.Postgres.Writing;

/// <summary>
/// The late entries of a round. The statement follows the append in its transaction, where there are any.
/// </summary>
internal sealed class LateColumns
{
    private const string Put =
        """
        WITH won AS (
          SELECT unit_no FROM head WHERE unit_no = ANY($1) AND xmin = pg_current_xact_id()::xid
        )
        INSERT INTO late (unit_no, day, version)
        SELECT l.unit_no, l.day, l.version FROM unnest($1, $2, $3) AS l (unit_no, day, version)
        WHERE (l.unit_no IN (SELECT unit_no FROM won)) IS TRUE
        """;

    private readonly List<long> _units = [];
    private readonly List<int> _days = [];
    private readonly List<long> _versions = [];

    public void Add(Chain chain)
    {
        foreach (var (version, day) in chain.Works.SelectMany(work => work.Append.Late))
        {
            _units.Add(chain.UnitNo);
            _days.Add(Days.ToNumber(day));
            _versions.Add(version);
        }
    }

    public IEnumerable<NpgsqlBatchCommand> Commands() => _units.Count == 0
        ? []
        :
        [
            new NpgsqlBatchCommand(Put)
            {
                Parameters =
                {
                    new NpgsqlParameter<List<long>> { TypedValue = _units },
                    new NpgsqlParameter<List<int>> { TypedValue = _days },
                    new NpgsqlParameter<List<long>> { TypedValue = _versions },
                },
            },
        ];
}
