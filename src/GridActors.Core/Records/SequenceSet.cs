using System.Runtime.InteropServices;

namespace GridActors.Core.Records;

/// <summary>
/// The exact set of sequence numbers seen from one source, with no bound that a good device can hit. Numbers from 1
/// without gaps cost one integer; beyond the first gap, each 64 neighbouring numbers share a word and full words join
/// into runs. A device with one counter for many units (scattered) costs at most one segment a record.
/// </summary>
public sealed class SequenceSet
{
    private const ulong Full = ulong.MaxValue;

    private static readonly List<Segment> None = []; // never written to: nearly all sets have no gap

    private List<Segment> _segments = None; // ascending by word, not overlapping
    private long _through; // 1..._through are all seen

    /// <summary>False when it was there already.</summary>
    public bool Add(long seq)
    {
        if (seq <= _through)
        {
            return false;
        }

        if (_segments.Count == 0 && seq == _through + 1)
        {
            _through = seq;
            return true;
        }

        var (word, bit) = (seq >> 6, 1UL << (int)(seq & 63));
        var at = Find(word);
        if (at < 0)
        {
            Insert(~at, new Segment(word, 1, bit));
            AdvanceThrough();
            return true;
        }

        var segment = _segments[at];
        if ((segment.Mask & bit) != 0)
        {
            return false;
        }

        _segments[at] = segment with { Mask = segment.Mask | bit };
        if (_segments[at].Mask == Full)
        {
            JoinFull(at);
        }

        AdvanceThrough();
        return true;
    }

    public bool Contains(long seq)
    {
        if (seq <= _through)
        {
            return seq > 0;
        }

        var at = Find(seq >> 6);
        return at >= 0 && (_segments[at].Mask & (1UL << (int)(seq & 63))) != 0;
    }

    /// <summary>Three integers a segment after the number that all before were seen: word, words, mask.</summary>
    public void WriteTo(BinaryWriter writer)
    {
        writer.Write7BitEncodedInt64(_through);
        writer.Write7BitEncodedInt(_segments.Count);
        var previous = 0L;
        foreach (var segment in CollectionsMarshal.AsSpan(_segments))
        {
            writer.Write7BitEncodedInt64(segment.Word - previous);
            writer.Write7BitEncodedInt64(segment.Words);
            writer.Write7BitEncodedInt64((long)segment.Mask);
            previous = segment.Word;
        }
    }

    public static SequenceSet ReadFrom(BinaryReader reader)
    {
        var set = new SequenceSet { _through = reader.Read7BitEncodedInt64() };
        var count = reader.Read7BitEncodedInt();
        var word = 0L;
        for (var i = 0; i < count; i++)
        {
            word += reader.Read7BitEncodedInt64();
            set.Insert(i, new Segment(word, reader.Read7BitEncodedInt64(), (ulong)reader.Read7BitEncodedInt64()));
        }

        return set;
    }

    private void Insert(int at, Segment segment)
    {
        if (ReferenceEquals(_segments, None))
        {
            _segments = [];
        }

        _segments.Insert(at, segment);
    }

    private int Find(long word)
    {
        int low = 0, high = _segments.Count - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var segment = _segments[middle];
            if (word < segment.Word)
            {
                high = middle - 1;
            }
            else if (word >= segment.Word + segment.Words)
            {
                low = middle + 1;
            }
            else
            {
                return middle;
            }
        }

        return ~low;
    }

    private void JoinFull(int at)
    {
        if (at + 1 < _segments.Count && _segments[at + 1] is { Mask: Full } next
            && next.Word == _segments[at].Word + _segments[at].Words)
        {
            _segments[at] = _segments[at] with { Words = _segments[at].Words + next.Words };
            _segments.RemoveAt(at + 1);
        }

        if (at > 0 && _segments[at - 1] is { Mask: Full } before && before.Word + before.Words == _segments[at].Word)
        {
            _segments[at - 1] = before with { Words = before.Words + _segments[at].Words };
            _segments.RemoveAt(at);
        }
    }

    /// <summary>Swallows what has become contiguous from 1 on.</summary>
    private void AdvanceThrough()
    {
        while (_segments.Count > 0)
        {
            var first = _segments[0];
            var next = _through + 1;
            if (next >> 6 < first.Word)
            {
                return;
            }

            if (first.Mask == Full)
            {
                _through = ((first.Word + first.Words) << 6) - 1;
                _segments.RemoveAt(0);
                continue;
            }

            while (next >> 6 == first.Word && (first.Mask & (1UL << (int)(next & 63))) != 0)
            {
                _through = next++;
            }

            // What reaches past the contiguous part stays, and only that, so that equal sets have equal segments.
            var within = (int)(_through & 63) + 1;
            var rest = _through >> 6 < first.Word ? first.Mask : within == 64 ? 0 : first.Mask & (Full << within);
            if (rest != 0)
            {
                _segments[0] = first with { Mask = rest };
                return;
            }

            _segments.RemoveAt(0);
        }
    }

    private readonly record struct Segment(long Word, long Words, ulong Mask);
}
