using GridActors.Core.Units;
using GridActors.Journaling.Traces;
using Npgsql;
using NpgsqlTypes;

namespace GridActors.Postgres.Writing;

/// <summary>A round's appends as the arrays that <see cref="AppendSql"/> takes, in the order of the units.</summary>
internal sealed class AppendColumns : IDisposable
{
    private readonly List<long> _units = [];
    private readonly List<long> _expected = [];
    private readonly List<long> _versions = [];
    private readonly List<long?> _due = [];
    private readonly List<long?> _tasks = [];
    private readonly List<long> _entryUnits = [];
    private readonly List<long> _entryVersions = [];
    private readonly List<string> _sources = [];
    private readonly List<long> _seqs = [];
    private readonly List<long> _received = [];
    private readonly List<ReadOnlyMemory<byte>> _utf8 = [];
    private readonly List<ReadOnlyMemory<byte>> _outcomes = [];
    private readonly List<long> _snapshotUnits = [];
    private readonly List<byte[]> _snapshots = [];
    private readonly TotalsColumns _totals = new();
    private readonly MarkColumns _marks = new();

    public void Add(Chain chain, TraceRows traces)
    {
        _units.Add(chain.UnitNo);
        _expected.Add(chain.First.ExpectedVersion);
        _versions.Add(chain.VersionAfter);
        _due.Add(chain.Last.NextDue?.ToUnixTimeMilliseconds());
        _tasks.Add(chain.Last.NextTask?.ToUnixTimeMilliseconds());
        foreach (var work in chain.Works)
        {
            foreach (var entry in work.Append.Entries)
            {
                Add(chain.UnitNo, entry);
            }
        }

        _totals.Add(chain.UnitNo, chain.Last.Running, chain.ChangedDays);
        _marks.Add(chain.UnitNo, traces.Marks);
        if (chain.Snapshot is { } snapshot)
        {
            _snapshotUnits.Add(chain.UnitNo);
            _snapshots.Add(snapshot);
        }
    }

    public void AddTo(NpgsqlParameterCollection parameters)
    {
        foreach (var numbers in (List<long>[])[_units, _expected, _versions])
        {
            parameters.Add(new NpgsqlParameter<List<long>> { TypedValue = numbers });
        }

        parameters.Add(new NpgsqlParameter<List<long?>> { TypedValue = _due });
        parameters.Add(new NpgsqlParameter<List<long>> { TypedValue = _entryUnits });
        parameters.Add(new NpgsqlParameter<List<long>> { TypedValue = _entryVersions });
        parameters.Add(new NpgsqlParameter<List<string>> { TypedValue = _sources });
        parameters.Add(new NpgsqlParameter<List<long>> { TypedValue = _seqs });
        parameters.Add(new NpgsqlParameter<List<long>> { TypedValue = _received });
        parameters.Add(Bytes(_utf8));
        parameters.Add(Bytes(_outcomes));
        parameters.Add(new NpgsqlParameter<List<long>> { TypedValue = _snapshotUnits });
        parameters.Add(Bytes(_snapshots));
        _totals.AddTo(parameters);
        parameters.Add(new NpgsqlParameter<List<long?>> { TypedValue = _tasks });
        _marks.AddTo(parameters);
    }

    public void Dispose() => _totals.Dispose();

    private void Add(long unitNo, StoredEntry entry)
    {
        _entryUnits.Add(unitNo);
        _entryVersions.Add(entry.Version);
        _sources.Add(entry.Id.Source);
        _seqs.Add(entry.Id.Seq);
        _received.Add(Instants.ToTicks(entry.Received));
        _utf8.Add(entry.Utf8);
        _outcomes.Add(entry.Outcome);
    }

    private static NpgsqlParameter<List<T>> Bytes<T>(List<T> values) =>
        new() { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea };
}
