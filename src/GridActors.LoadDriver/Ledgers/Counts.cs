namespace GridActors.LoadDriver.Ledgers;

/// <summary>What some records add up to, by the indicators that are compared.</summary>
/// <param name="Marked">Of the passages, those that a <see cref="Measurements.Mark"/> makes known.</param>
internal readonly record struct Counts(long In, long Out, long People, long OnDuty = 0, long Marked = 0)
{
    public long Passages => In + Out;

    public static Counts operator +(Counts left, Counts right) => new(
        left.In + right.In, left.Out + right.Out, left.People + right.People, left.OnDuty + right.OnDuty,
        left.Marked + right.Marked);

    public static Counts operator -(Counts left, Counts right) => new(
        left.In - right.In, left.Out - right.Out, left.People - right.People, left.OnDuty - right.OnDuty,
        left.Marked - right.Marked);

    public override string ToString() => FormattableString.Invariant(
        $"in {In}, out {Out}, people {People}, on duty {OnDuty}, marked {Marked}");
}
