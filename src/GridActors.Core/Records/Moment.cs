namespace GridActors.Core.Records;

/// <summary>
/// The place of a record on a unit's time line: by when it happened. Of one instant, what one source wrote stands in
/// the order in which it wrote it, and what several sources wrote in the order in which it arrived: who saw the gate
/// opened may let people pass within the same second. Nothing else depends on arrival, so offline devices that come
/// back late leave the same state behind.
/// </summary>
/// <param name="Arrival">The version that the record got.</param>
public readonly record struct Moment(DateTimeOffset At, long Seq, string Source, long Arrival) : IComparable<Moment>
{
    public static Moment Of(Record record) => new(record.At, record.Id.Seq, record.Id.Source, record.Arrival);

    public static bool operator <(Moment left, Moment right) => left.CompareTo(right) < 0;

    public static bool operator >(Moment left, Moment right) => left.CompareTo(right) > 0;

    public static bool operator <=(Moment left, Moment right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Moment left, Moment right) => left.CompareTo(right) >= 0;

    /// <summary>The same record's, whenever it arrived.</summary>
    public bool Equals(Moment other) => At == other.At && Seq == other.Seq && Source == other.Source;

    public override int GetHashCode() => HashCode.Combine(At, Seq, Source);

    public int CompareTo(Moment other)
    {
        var byTime = At.CompareTo(other.At);
        if (byTime != 0)
        {
            return byTime;
        }

        return Source == other.Source ? Seq.CompareTo(other.Seq) : Arrival.CompareTo(other.Arrival);
    }
}
