namespace GridActors.GrainInterfaces.Wire;

/// <summary>
/// Records on their way to one unit, each as the UTF-8 JSON that the public contract describes. A new record type needs
/// no new wire type: silos and clients of different versions pass its bytes on unread.
/// </summary>
[GenerateSerializer, Immutable, Alias("gridactors.records.v1")]
public sealed class RecordEnvelope
{
    /// <summary>Records that one call may carry; more are refused with an exception before any is looked at.</summary>
    public const int RecordsMax = 10_000;

    /// <summary>
    /// Bytes that one call may carry, well below what ends a connection with all calls that are on it.
    /// </summary>
    public const int BytesMax = 32 << 20;

    /// <exception cref="ArgumentNullException">There is no list.</exception>
    /// <exception cref="ArgumentOutOfRangeException">More than one call may carry.</exception>
    public RecordEnvelope(IReadOnlyList<ReadOnlyMemory<byte>> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(records.Count, RecordsMax, nameof(records));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(
            records.Sum(record => (long)record.Length), BytesMax, nameof(records));
        Utf8 = new byte[records.Count][];
        for (var i = 0; i < Utf8.Length; i++)
        {
            Utf8[i] = records[i].ToArray();
        }
    }

    internal RecordEnvelope(byte[][] utf8, object? read) => (Utf8, Read) = (utf8, read);

    [Id(0)]
    internal byte[][] Utf8 { get; private set; }

    /// <summary>
    /// The same records as the sending silo has read them. Not sent: a unit in the same process uses them, any other
    /// reads the bytes.
    /// </summary>
    [field: NonSerialized]
    internal object? Read { get; }
}
