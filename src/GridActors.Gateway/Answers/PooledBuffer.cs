using System.Buffers;

namespace GridActors.Gateway.Answers;

/// <summary>Bytes that grow in rented arrays: a body as it arrives, an answer whose length is not known yet.</summary>
internal sealed class PooledBuffer(int capacity = PooledBuffer.CapacityMin) : IBufferWriter<byte>, IDisposable
{
    private const int CapacityMin = 1024;

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(capacity);

    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, Length);

    /// <summary>The rented array itself; what is beyond <see cref="Length"/> means nothing.</summary>
    public byte[] Array => _bytes;

    /// <summary>Starts anew in the same array.</summary>
    public void Clear() => Length = 0;

    public void Advance(int count) => Length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsMemory(Length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsSpan(Length);
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
    }

    private void Reserve(int count)
    {
        var needed = checked(Length + Math.Max(count, 1));
        if (needed <= _bytes.Length)
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, checked(_bytes.Length * 2)));
        Written.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
