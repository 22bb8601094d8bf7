using System.Runtime.InteropServices;
using System.Text.Json;

namespace GridActors.Core.Records;

/// <summary>
/// Ids of units, devices and workers come again with every record: one string serves all records that say the same.
/// A table of fixed size in which what came last keeps the place; threads that race at worst make a string twice.
/// </summary>
internal sealed class RecurringTexts
{
    private const int PlaceBits = 13;
    private const int BytesMax = 64;

    private readonly Kept?[] _places = new Kept?[1 << PlaceBits];

    /// <summary>False when it is no text, as <see cref="JsonText.TryText"/> says.</summary>
    public bool TryText(JsonElement value, out string text)
    {
        var raw = JsonMarshal.GetRawUtf8Value(value);
        if (raw.Length > BytesMax)
        {
            return JsonText.TryText(value, out text);
        }

        ref var place = ref _places[PlaceOf(raw)];
        if (place is { } kept && raw.SequenceEqual(kept.Raw))
        {
            text = kept.Text;
            return true;
        }

        if (!JsonText.TryText(value, out text))
        {
            return false;
        }

        place = new Kept(raw.ToArray(), text);
        return true;
    }

    /// <summary>What tells ids apart stands mostly at their ends.</summary>
    private static int PlaceOf(ReadOnlySpan<byte> raw)
    {
        Span<byte> ends = stackalloc byte[2 * sizeof(ulong)];
        raw[..Math.Min(raw.Length, sizeof(ulong))].CopyTo(ends);
        raw[^Math.Min(raw.Length, sizeof(ulong))..].CopyTo(ends[sizeof(ulong)..]);
        var (first, last) = (MemoryMarshal.Read<ulong>(ends), MemoryMarshal.Read<ulong>(ends[sizeof(ulong)..]));
        const ulong odd = 0x9E3779B97F4A7C15; // 2^64 over the golden ratio: it mixes a product's upper bits
        return (int)((((first * odd) ^ last) * odd) >> (64 - PlaceBits));
    }

    private sealed record Kept(byte[] Raw, string Text);
}
