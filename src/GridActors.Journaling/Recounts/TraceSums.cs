using GridActors.Core.Units;
using GridActors.Journaling.Ports;

namespace GridActors.Journaling.Recounts;

/// <summary>
/// What the journals say that an index holds, less what it does hold: a number of rows and a sum of hashes for each
/// unit, because an index is not in the order of units and has tens of millions of rows. What is left over is wrong.
/// </summary>
internal sealed class TraceSums
{
    private const ulong OfStays = 0x7374_6179;

    private readonly Dictionary<UnitId, (long Rows, ulong Sum)> _left = [];

    /// <summary>Units whose index is not what their journals say, by id.</summary>
    public IReadOnlyList<UnitId> Wrong =>
        [.. _left.Keys.OrderBy(unit => unit.Value, StringComparer.Ordinal)];

    public void Expect(IndexedTrace row) => Add(row.Unit, HashOf(row), 1);

    public void Expect(IndexedStay row) => Add(row.Unit, HashOf(row), 1);

    public void Find(IndexedTrace row) => Add(row.Unit, HashOf(row), -1);

    public void Find(IndexedStay row) => Add(row.Unit, HashOf(row), -1);

    /// <summary>Is not compared: what its journal says is not known, or the filling has not come by.</summary>
    public void Forget(UnitId unit) => _left.Remove(unit);

    private void Add(UnitId unit, ulong hash, int sign)
    {
        var (rows, sum) = _left.GetValueOrDefault(unit);
        (rows, sum) = (rows + sign, sign > 0 ? sum + hash : sum - hash);
        if (rows == 0 && sum == 0)
        {
            _left.Remove(unit);
        }
        else
        {
            _left[unit] = (rows, sum);
        }
    }

    private static ulong HashOf(IndexedTrace row) =>
        Mix(Mix(Mix((ulong)row.Key) ^ (ulong)row.At.UtcTicks) ^ (ulong)row.Version);

    private static ulong HashOf(IndexedStay row)
    {
        var begin = Mix(Mix(Mix(OfStays) ^ (ulong)row.Key) ^ (ulong)row.Stay.From.UtcTicks);
        return Mix(begin ^ (ulong)(row.Stay.Until?.UtcTicks ?? -1));
    }

    /// <summary>Each bit of what goes in changes half of those that come out (splitmix64).</summary>
    private static ulong Mix(ulong value)
    {
        value += 0x9e37_79b9_7f4a_7c15;
        value = (value ^ (value >> 30)) * 0xbf58_476d_1ce4_e5b9;
        value = (value ^ (value >> 27)) * 0x94d0_49bb_1331_11eb;
        return value ^ (value >> 31);
    }
}
