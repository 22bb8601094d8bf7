using System.Buffers.Binary;
using System.IO.Compression;
using GridActors.Gateway;

namespace GridActors.CommandLine.Import;

/// <summary>A file to be imported, as it is or packed with gzip: then it is unpacked while it is read.</summary>
internal sealed class ImportFile : IDisposable
{
    private const string PackedExtension = ".gz";

    private readonly FileStream _file;
    private readonly GZipStream? _packed;
    private uint _unpackedBytes; // as the end of a packed file says it: of more than 4 GB the rest

    private ImportFile(FileStream file, bool isPacked)
    {
        _file = file;
        _packed = isPacked ? new GZipStream(file, CompressionMode.Decompress) : null;
    }

    /// <summary>The size on the disk, and how much of that has been read.</summary>
    public long Bytes => _file.Length;

    public long BytesRead => _file.Position;

    /// <summary>What it holds says the name; whether it is packed, its first bytes.</summary>
    public static bool HoldsUnits(string path)
    {
        var name = path.EndsWith(PackedExtension, StringComparison.OrdinalIgnoreCase)
            ? path[..^PackedExtension.Length]
            : path;
        return Path.GetExtension(name).Equals(".csv", StringComparison.OrdinalIgnoreCase);
    }

    public static ImportFile Open(string path)
    {
        var file = File.OpenRead(path);
        try
        {
            var isPacked = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
            file.Position = 0;
            return new ImportFile(file, isPacked);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>All of a list of units; a little more than a server takes, at most, so that it says so.</summary>
    public static async Task<ReadOnlyMemory<byte>> ReadUnitsAsync(string path, CancellationToken cancellation)
    {
        using var file = Open(path);
        var list = new MemoryStream();
        var block = new byte[64 * 1024];
        while (list.Length <= GatewayLimits.CsvBodyBytesMax
            && await file.ReadAsync(block, cancellation) is > 0 and var read)
        {
            list.Write(block, 0, read);
        }

        return list.GetBuffer().AsMemory(0, (int)list.Length);
    }

    /// <summary>The next bytes of what is in it; 0 at the end.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        if (_packed is null)
        {
            return await _file.ReadAsync(buffer, cancellation);
        }

        var read = await _packed.ReadAsync(buffer, cancellation);
        unchecked
        {
            _unpackedBytes += (uint)read;
        }

        if (read == 0 && buffer.Length > 0)
        {
            ThrowIfCutShort();
        }

        return read;
    }

    public void Dispose()
    {
        _packed?.Dispose();
        _file.Dispose();
    }

    /// <summary>
    /// A packed file that was not copied to its end just ends, as far as the unpacking knows. Its last four bytes
    /// should say how much was in it.
    /// </summary>
    private void ThrowIfCutShort()
    {
        var end = new byte[4];
        _file.Position = Math.Max(0, _file.Length - end.Length);
        if (_file.ReadAtLeast(end, end.Length, throwOnEndOfStream: false) < end.Length
            || BinaryPrimitives.ReadUInt32LittleEndian(end) != _unpackedBytes)
        {
            throw new InvalidDataException("it was cut short, or packed in several pieces; pack it in one");
        }
    }
}
