using System.Buffers;
using Microsoft.AspNetCore.Connections;

namespace GridActors.Gateway;

/// <summary>
/// The memory in which the web server reads and writes. Its own blocks have 4 KiB, and each takes two system calls to
/// read; these hold what a device sends at a time. A connection that is silent holds none.
/// </summary>
internal sealed class RequestBlocks : IMemoryPoolFactory<byte>
{
    private const int BlockBytes = 32 * 1024;

    public MemoryPool<byte> Create(MemoryPoolOptions? options) => new Pool();

    private sealed class Pool : MemoryPool<byte>
    {
        public override int MaxBufferSize => Shared.MaxBufferSize;

        public override IMemoryOwner<byte> Rent(int minBufferSize = -1) =>
            Shared.Rent(Math.Max(minBufferSize, BlockBytes));

        protected override void Dispose(bool disposing)
        {
        }
    }
}
