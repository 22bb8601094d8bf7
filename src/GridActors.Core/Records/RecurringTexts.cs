using System.Runtime.InteropServices;
using System.Text.Json;

namespace GridActors.Core.Records;

/// <summary>
/// Ids of units, devices and workers come again with every record: one string serves all records that say the same.
/// A table of fixed size in which what came twice in a row keeps the place: hundreds of thousands of households in turn
/// pass through without leaving anything. Threads that race at worst make a string twice.
/// </summary>
internal sealed class RecurringTexts
{
    private const int PlaceBits = 13;
    private const int BytesMax = 64;

    private readonly Kept?[] _places = new Kept?[1 << PlaceBits];
    private readonly int[] _latest = new int[1 << PlaceBits]; // of each place, what tells the text that came last

    /// <summary>False when it is no text, as <see cref="JsonText.TryText"/> says.</summary>
    public bool TryText(JsonElement value, out string text)
    {
        var raw = JsonMarshal.GetRawUtf8Value(value);
        if (raw.Length > BytesMax)
        {
            return JsonText.TryText(value, out text);
        }

        var mixed = Mix(raw);
        var place = (int)(mixed >> (64 - PlaceBits));
        if (_places[place] is { } kept && raw.SequenceEqual(kept.Raw))
        {
            text = kept.Text;
            return true;
        }

        if (!JsonText.TryText(value, out text))
        {
            return false;
        }

        if (_latest[place] == (int)mixed)
        {
            _places[place] = new Kept(raw.ToArray(), text);
        }

        _latest[place] = (int)mixed;
        return true;
    }

    /// <summary>What tells ids apart stands mostly at their ends.</summary>
    private static ulong Mix(ReadOnlySpan<byte> raw)
    {
        Span<byte> ends = stackalloc byte[2 * sizeof(ulong)];
        raw[..Math.Min(raw.Length, sizeof(ulong))].CopyTo(ends);
        raw[^Math.Min(raw.Length, sizeof(ulong))..].CopyTo(ends[sizeof(ulong)..]);
        var (first, last) = (MemoryMarshal.Read<ulong>(ends), MemoryMarshal.Read<ulong>(ends[sizeof(ulong)..]));
        const ulong odd = 0x9E3779B97F4A7C15; // 2^64 over the golden ratio: it mixes a product's upper bits
        var product = ((first * odd) ^ last) * odd;
        return product ^ (product >> 32);
    }

    private sealed record Kept(byte[] Raw, string Text);
}
