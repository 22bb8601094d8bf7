namespace GridActors.Benchmarks.Workloads;

/// <summary>Records by unit, each the next of its unit's.</summary>
internal interface IRecordSource
{
    /// <summary>Of which one thread at a time may ask for one.</summary>
    int Units { get; }

    /// <summary>The next record of a unit as UTF-8; returns how many bytes of <paramref name="into"/> it takes.</summary>
    int Write(int unit, Span<byte> into);
}
