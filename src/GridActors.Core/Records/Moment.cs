namespace GridActors.Core.Records;

/// <summary>
/// The place of a record on a unit's time line: by when it happened. Of one instant, what one source wrote stands in
/// the order in which it wrote it, and what several sources wrote in the order in which it arrived: who saw the gate
/// opened may let people pass within the same second. Nothing else depends on arrival, so offline devices that come
/// back late leave the same state behind.
/// </summary>
/// <remarks>
/// That tells which of two came first, and orders no three: a source's earlier record that arrives late stands before
/// its later one, which stands before what others sent in between, which stands before the late one. Where all of a
/// time line have their place says <see cref="TimeLine.PlaceOf"/>; nothing is sorted or searched by this.
/// </remarks>
/// <param name="Arrival">The version that the record got.</param>
public readonly record struct Moment(DateTimeOffset At, long Seq, string Source, long Arrival) : ITimed
{
    Moment ITimed.At => this;

    public static Moment Of(Record record) => new(record.At, record.Id.Seq, record.Id.Source, record.Arrival);

    public static bool operator <(Moment left, Moment right) => Order(left, right) < 0;

    public static bool operator >(Moment left, Moment right) => Order(left, right) > 0;

    public static bool operator <=(Moment left, Moment right) => Order(left, right) <= 0;

    public static bool operator >=(Moment left, Moment right) => Order(left, right) >= 0;

    /// <summary>The same record's, whenever it arrived.</summary>
    public bool Equals(Moment other) => At == other.At && Seq == other.Seq && Source == other.Source;

    public override int GetHashCode() => HashCode.Combine(At, Seq, Source);

    private static int Order(Moment left, Moment right)
    {
        var byTime = left.At.CompareTo(right.At);
        if (byTime != 0)
        {
            return byTime;
        }

        return left.Source == right.Source
            ? left.Seq.CompareTo(right.Seq)
            : left.Arrival.CompareTo(right.Arrival);
    }
}
