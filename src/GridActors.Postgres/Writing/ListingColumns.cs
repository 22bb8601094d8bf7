using GridActors.Core.Alerts;
using Npgsql;

namespace GridActors.Postgres.Writing;

/// <summary>A round's changes to alerts and to who has tasks: arrays for <see cref="ListingSql"/>.</summary>
internal sealed class ListingColumns
{
    private readonly List<long> _units = [];
    private readonly List<string> _keys = [];
    private readonly List<string> _kinds = [];
    private readonly List<string> _subjects = [];
    private readonly List<string> _texts = [];
    private readonly List<long?> _opened = [];
    private readonly List<short?> _states = [];
    private readonly List<long?> _since = [];
    private readonly List<long> _relisted = [];
    private readonly List<long> _tasked = [];

    public void Add(Chain chain)
    {
        foreach (var (key, standing) in chain.Alerts)
        {
            Add(chain.UnitNo, key, standing);
        }

        if (chain.ListsTasks is { } lists)
        {
            _relisted.Add(chain.UnitNo);
            if (lists)
            {
                _tasked.Add(chain.UnitNo);
            }
        }
    }

    /// <summary>The statements that follow the append; none for most rounds.</summary>
    public IEnumerable<NpgsqlBatchCommand> Commands()
    {
        if (_units.Count > 0)
        {
            yield return new NpgsqlBatchCommand(ListingSql.PutAlerts)
            {
                Parameters =
                {
                    Of(_units), Of(_keys), Of(_kinds), Of(_subjects), Of(_texts), Of(_opened), Of(_states), Of(_since),
                },
            };
            yield return new NpgsqlBatchCommand(ListingSql.ListAlerts)
            {
                Parameters = { Of(_units), Of(_keys), Of(_states), Of(_opened) },
            };
        }

        if (_relisted.Count > 0)
        {
            yield return new NpgsqlBatchCommand(ListingSql.UnlistTasks) { Parameters = { Of(_relisted) } };
        }

        if (_tasked.Count > 0)
        {
            yield return new NpgsqlBatchCommand(ListingSql.ListTasks) { Parameters = { Of(_tasked) } };
        }
    }

    private static NpgsqlParameter<List<T>> Of<T>(List<T> values) => new() { TypedValue = values };

    private void Add(long unitNo, string key, StandingAlert? standing)
    {
        _units.Add(unitNo);
        _keys.Add(key);
        _kinds.Add(standing?.Alert.Kind ?? "");
        _subjects.Add(standing?.Alert.Subject ?? "");
        _texts.Add(standing?.Alert.Text ?? "");
        _opened.Add(standing is null ? null : Instants.ToTicks(standing.Alert.Opened));
        _states.Add((short?)standing?.State);
        _since.Add(standing is null ? null : Instants.ToTicks(standing.Since));
    }
}
