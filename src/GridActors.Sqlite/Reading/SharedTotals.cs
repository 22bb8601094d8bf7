using System.Buffers;
using System.Buffers.Binary;
using GridActors.Core.Totals;

namespace GridActors.Sqlite.Reading;

/// <summary>
/// Puts stored buckets together again and hands out one object for equal ones: of 800 households in a village most
/// count the same, and then hold the same memory and are parsed once.
/// </summary>
internal sealed class SharedTotals
{
    private readonly Dictionary<byte[], Bucket> _buckets = new(BytesComparer.Instance);
    private readonly Dictionary<byte[], DailyTotals> _totals = new(BytesComparer.Instance);
    private readonly ArrayBufferWriter<byte> _text = new(1024); // the rows of one unit, one after the other
    private readonly List<(DateOnly? Day, int Start, int Length)> _rows = [];

    /// <param name="day">Null for the running bucket.</param>
    public void Add(DateOnly? day, ReadOnlySpan<byte> counts)
    {
        BinaryPrimitives.WriteInt32LittleEndian(_text.GetSpan(4), day?.DayNumber ?? -1);
        _text.Advance(4);
        _rows.Add((day, _text.WrittenCount, counts.Length));
        _text.Write(counts);
    }

    /// <summary>The totals of the rows added since the last call.</summary>
    public DailyTotals Take()
    {
        var known = _totals.GetAlternateLookup<ReadOnlySpan<byte>>();
        var text = _text.WrittenSpan;
        if (!known.TryGetValue(text, out var totals))
        {
            known[text] = totals = Make(text);
        }

        _text.ResetWrittenCount();
        _rows.Clear();
        return totals;
    }

    private DailyTotals Make(ReadOnlySpan<byte> text)
    {
        var running = Bucket.Empty;
        var days = new List<DayBucket>(_rows.Count);
        foreach (var (day, start, length) in _rows)
        {
            var bucket = Parsed(text.Slice(start, length));
            if (day is { } date)
            {
                days.Add(new DayBucket(date, bucket));
            }
            else
            {
                running = bucket;
            }
        }

        return days.Count == 0 && running.Count == 0 ? DailyTotals.Zero : DailyTotals.Of(running, days);
    }

    private Bucket Parsed(ReadOnlySpan<byte> counts)
    {
        var known = _buckets.GetAlternateLookup<ReadOnlySpan<byte>>();
        if (!known.TryGetValue(counts, out var bucket))
        {
            known[counts] = bucket = TotalsJson.ReadBucket(counts);
        }

        return bucket;
    }

    private sealed class BytesComparer : IEqualityComparer<byte[]>,
        IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public static readonly BytesComparer Instance = new();

        public bool Equals(byte[]? left, byte[]? right) => left.AsSpan().SequenceEqual(right);

        public int GetHashCode(byte[] bytes) => GetHashCode(bytes.AsSpan());

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            var hash = new HashCode();
            hash.AddBytes(alternate);
            return hash.ToHashCode();
        }

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
    }
}
