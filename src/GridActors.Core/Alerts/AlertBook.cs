using System.Collections.Immutable;
using System.Runtime.InteropServices;
using GridActors.Core.Records;
using GridActors.Core.Totals;
using GridActors.Core.Units;

namespace GridActors.Core.Alerts;

/// <summary>What was said of the alerts of one key, at the earliest time each.</summary>
public sealed record AlertWord(string Key, DateTimeOffset? Acknowledged, DateTimeOffset? Closed);

/// <summary>
/// A unit's alerts. What its facts raise is kept as they raise it, what people say of a key beside that, and how an
/// alert stands is a projection of the two: so it goes when its cause does, and what was said waits for it to return.
/// </summary>
public sealed record AlertBook : IAspect
{
    /// <summary>In order; of one key the first stands, and the others do when it is taken back.</summary>
    public ImmutableArray<Alert> Raised { get; init; } = [];

    /// <summary>Ascending by key, each once.</summary>
    public ImmutableArray<AlertWord> Said { get; init; } = [];

    /// <summary>When the unit was closed, and all its alerts with it.</summary>
    public DateTimeOffset? UnitClosed { get; init; }

    /// <summary>Every alert, by key.</summary>
    public IEnumerable<StandingAlert> All()
    {
        for (var i = 0; i < Raised.Length; i++)
        {
            if (i == 0 || Raised[i].Key != Raised[i - 1].Key)
            {
                yield return Standing(Raised[i]);
            }
        }
    }

    /// <summary>Null when nothing raises it.</summary>
    public StandingAlert? Find(string key)
    {
        var at = FirstOf(key);
        return at < Raised.Length && Raised[at].Key == key ? Standing(Raised[at]) : null;
    }

    /// <summary>Which alerts stand otherwise than in <paramref name="before"/>, by key.</summary>
    public IReadOnlyList<AlertChange> Since(AlertBook before) =>
        ReferenceEquals(this, before) ? [] : Since(before.All());

    public IReadOnlyList<AlertChange> Since(IEnumerable<StandingAlert> before)
    {
        var were = before.ToDictionary(standing => standing.Alert.Key, StringComparer.Ordinal);
        var changes = new List<AlertChange>();
        foreach (var standing in All())
        {
            if (!were.Remove(standing.Alert.Key, out var was) || was != standing)
            {
                changes.Add(new AlertChange(standing.Alert.Key, standing));
            }
        }

        changes.AddRange(were.Keys.Select(gone => new AlertChange(gone, null)));
        return changes;
    }

    public IAspect OnUnitClosed(Moment at, Contributions totals, Calendar calendar) =>
        Changed(this with { UnitClosed = at.At }, All().Select(standing => standing.Alert.Key), totals, calendar);

    /// <summary>Takes over what a record's evolving raised (1) or no longer raises (-1).</summary>
    internal AlertBook With(IReadOnlyList<RaisedChange> changes, Contributions totals, Calendar calendar)
    {
        var net = new Dictionary<Alert, int>();
        foreach (var (alert, sign) in changes)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(net, alert, out _) += sign;
        }

        var keys = net.Where(change => change.Value != 0).Select(change => change.Key.Key).Distinct().ToList();
        if (keys.Count == 0)
        {
            return this;
        }

        List<Alert> raised = [.. Raised];
        foreach (var (alert, sum) in net)
        {
            for (var count = sum; count > 0; count--)
            {
                var at = raised.BinarySearch(alert, Alert.InOrder);
                raised.Insert(at < 0 ? ~at : at, alert);
            }

            for (var count = sum; count < 0; count++)
            {
                // Projections only take back what they gave; anything else is a bug of the aspect.
                raised.RemoveAt(raised.BinarySearch(alert, Alert.InOrder));
            }
        }

        return Changed(this with { Raised = [.. raised] }, keys, totals, calendar);
    }

    internal AlertBook With(AlertWord word, Contributions totals, Calendar calendar)
    {
        var at = Said.BinarySearch(word, ByKey);
        var said = at < 0
            ? Said.Insert(~at, word)
            : Said.SetItem(at, new AlertWord(
                word.Key, Earlier(Said[at].Acknowledged, word.Acknowledged), Earlier(Said[at].Closed, word.Closed)));
        return Changed(this with { Said = said }, [word.Key], totals, calendar);
    }

    private static readonly IComparer<AlertWord> ByKey =
        Comparer<AlertWord>.Create((left, right) => string.CompareOrdinal(left.Key, right.Key));

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) =>
        one < other ? one : other ?? one;

    private AlertBook Changed(AlertBook after, IEnumerable<string> keys, Contributions totals, Calendar calendar)
    {
        foreach (var key in keys)
        {
            Count(key, -1, totals, calendar);
            after.Count(key, 1, totals, calendar);
        }

        return after;
    }

    /// <summary>Adds (1) or takes back (-1) that it was open from one day on until another.</summary>
    private void Count(string key, int sign, Contributions totals, Calendar calendar)
    {
        var at = FirstOf(key);
        if (at == Raised.Length || Raised[at].Key != key)
        {
            return;
        }

        var alert = Raised[at];
        Count(alert, calendar.DayOf(alert.Opened), sign, totals);
        var (acknowledged, closed) = AnswersTo(alert);
        if (Earlier(acknowledged, closed) is { } ended)
        {
            Count(alert, calendar.DayOf(ended), -sign, totals);
        }
    }

    private static void Count(Alert alert, DateOnly day, int sign, Contributions totals)
    {
        totals.Add(day, AlertKinds.Open, sign);
        totals.Add(day, AlertKinds.OpenByKind.Of(alert.Kind), sign);
    }

    /// <summary>What has ended by itself is closed, which is all that is listed of it.</summary>
    private StandingAlert Standing(Alert alert) => AnswersTo(alert) switch
    {
        (_, { } closed) => new StandingAlert(
            alert.Ended is null ? alert : alert with { Ended = null }, AlertState.Closed, closed),
        ({ } acknowledged, null) => new StandingAlert(alert, AlertState.Acknowledged, acknowledged),
        _ => new StandingAlert(alert, AlertState.Open, alert.Opened),
    };

    private (DateTimeOffset? Acknowledged, DateTimeOffset? Closed) AnswersTo(Alert alert)
    {
        var at = Said.BinarySearch(new AlertWord(alert.Key, null, null), ByKey);
        var word = at < 0 ? null : Said[at];
        var closed = Earlier(Earlier(word?.Closed, UnitClosed), alert.Ended);
        return (NotBefore(alert, word?.Acknowledged), NotBefore(alert, closed));
    }

    /// <summary>A device's clock may be behind that of the one that raised it.</summary>
    private static DateTimeOffset? NotBefore(Alert alert, DateTimeOffset? at) => at < alert.Opened ? alert.Opened : at;

    private int FirstOf(string key)
    {
        int low = 0, high = Raised.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = string.CompareOrdinal(Raised[middle].Key, key) < 0 ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
