namespace GridActors.LoadDriver.Ledgers;

/// <summary>What some passages add up to, by the indicators that are compared.</summary>
internal readonly record struct Counts(long In, long Out, long People)
{
    public static Counts operator +(Counts left, Counts right) =>
        new(left.In + right.In, left.Out + right.Out, left.People + right.People);

    public static Counts operator -(Counts left, Counts right) =>
        new(left.In - right.In, left.Out - right.Out, left.People - right.People);

    public override string ToString() => FormattableString.Invariant($"in {In}, out {Out}, people {People}");
}
