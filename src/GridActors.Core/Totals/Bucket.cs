namespace GridActors.Core.Totals;

/// <summary>
/// Sums by indicator, immutable. Zero sums are left out, so two buckets are equal exactly when their figures are.
/// Unchanged buckets are shared by reference between a unit, its parent and every reader.
/// </summary>
public sealed class Bucket
{
    public static readonly Bucket Empty = new([], []);

    private readonly int[] _ids; // ascending
    private readonly long[] _thousandths;

    private Bucket(int[] ids, long[] thousandths) => (_ids, _thousandths) = (ids, thousandths);

    public int Count => _ids.Length;

    public Amount this[Indicator indicator]
    {
        get
        {
            var at = Array.BinarySearch(_ids, indicator.Id);
            return at < 0 ? default : new Amount(_thousandths[at]);
        }
    }

    public IEnumerable<KeyValuePair<Indicator, Amount>> Amounts
    {
        get
        {
            for (var i = 0; i < _ids.Length; i++)
            {
                yield return new(Indicator.ById(_ids[i]), new Amount(_thousandths[i]));
            }
        }
    }

    internal ReadOnlySpan<int> Ids => _ids;

    internal ReadOnlySpan<long> Thousandths => _thousandths;

    public bool SameAs(Bucket other) =>
        ReferenceEquals(this, other)
        || (_ids.AsSpan().SequenceEqual(other._ids) && _thousandths.AsSpan().SequenceEqual(other._thousandths));

    /// <summary>
    /// The sum of this bucket and <paramref name="additions"/>, which are ascending by id, each once.
    /// </summary>
    internal Bucket Plus(ReadOnlySpan<Addition> additions)
    {
        if (additions.IsEmpty)
        {
            return this;
        }

        // Once a unit has been in use for a while the keys rarely change; then all its buckets share one key array.
        return AtSameKeys(additions) ?? AtOtherKeys(additions);
    }

    /// <summary>Null when a key comes or goes.</summary>
    private Bucket? AtSameKeys(ReadOnlySpan<Addition> additions)
    {
        if (additions.Length > _ids.Length)
        {
            return null;
        }

        var values = (long[])_thousandths.Clone();
        var at = 0;
        foreach (var (id, thousandths) in additions)
        {
            while (at < _ids.Length && _ids[at] < id)
            {
                at++;
            }

            if (at == _ids.Length || _ids[at] != id || (values[at] = checked(values[at] + thousandths)) == 0)
            {
                return null;
            }
        }

        return new Bucket(_ids, values);
    }

    private Bucket AtOtherKeys(ReadOnlySpan<Addition> additions)
    {
        var ids = new int[_ids.Length + additions.Length];
        var values = new long[ids.Length];
        int mine = 0, theirs = 0, count = 0;
        while (mine < _ids.Length || theirs < additions.Length)
        {
            int id;
            long value;
            if (theirs == additions.Length || (mine < _ids.Length && _ids[mine] < additions[theirs].Id))
            {
                (id, value) = (_ids[mine], _thousandths[mine++]);
            }
            else if (mine == _ids.Length || additions[theirs].Id < _ids[mine])
            {
                (id, value) = (additions[theirs].Id, additions[theirs++].Thousandths);
            }
            else
            {
                (id, value) = (_ids[mine], checked(_thousandths[mine++] + additions[theirs++].Thousandths));
            }

            if (value != 0)
            {
                ids[count] = id;
                values[count++] = value;
            }
        }

        if (count == 0)
        {
            return Empty;
        }

        if (count < ids.Length)
        {
            Array.Resize(ref ids, count);
            Array.Resize(ref values, count);
        }

        return new Bucket(_ids.AsSpan().SequenceEqual(ids) ? _ids : RecurringKeys.Share(ids), values);
    }
}

/// <summary>One signed addition to a bucket.</summary>
internal readonly record struct Addition(int Id, long Thousandths);
