namespace GridActors.Core.Records;

/// <summary>
/// The place of a record on a unit's time line: by when it happened, then by its number, then by its source. The
/// order does not depend on arrival, so offline devices that come back late leave the same state behind.
/// </summary>
public readonly record struct Moment(DateTimeOffset At, long Seq, string Source) : IComparable<Moment>
{
    public static Moment Of(Record record) => new(record.At, record.Id.Seq, record.Id.Source);

    public static bool operator <(Moment left, Moment right) => left.CompareTo(right) < 0;

    public static bool operator >(Moment left, Moment right) => left.CompareTo(right) > 0;

    public static bool operator <=(Moment left, Moment right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Moment left, Moment right) => left.CompareTo(right) >= 0;

    public int CompareTo(Moment other)
    {
        var byTime = At.CompareTo(other.At);
        if (byTime != 0)
        {
            return byTime;
        }

        var bySeq = Seq.CompareTo(other.Seq);
        return bySeq != 0 ? bySeq : string.CompareOrdinal(Source, other.Source);
    }
}
