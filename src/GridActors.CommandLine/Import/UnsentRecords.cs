using System.Security.Cryptography;

namespace GridActors.CommandLine.Import;

/// <summary>
/// The lines of a records file that its target has not answered yet: all of them, or those after the position that an
/// interrupted import of the same lines into the same target has kept.
/// </summary>
internal sealed class UnsentRecords : IDisposable
{
    private readonly string _path;
    private ImportFile _file;
    private RecordLineReader _lines;
    private readonly IncrementalHash _answered = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    private UnsentRecords(string path, string target)
    {
        (_path, _file) = (path, ImportFile.Open(path));
        _lines = new RecordLineReader(_file.ReadAsync);
        Position = new ImportPosition(target, _file.Bytes, 0, "", 1);
    }

    public ImportPosition Position { get; private set; }

    /// <summary>Of the bytes on the disk, of which there are as many as the position says.</summary>
    public long BytesRead => _file.BytesRead;

    /// <param name="target">Who is sent them.</param>
    public static async Task<UnsentRecords> OpenAsync(string path, string target, CancellationToken cancellation)
    {
        var records = new UnsentRecords(path, target);
        try
        {
            await records.ResumeAsync(cancellation);
            return records;
        }
        catch
        {
            records.Dispose();
            throw;
        }
    }

    /// <summary>The next few; null at the end of the file.</summary>
    public Task<RecordLines?> ReadAsync(CancellationToken cancellation) =>
        _lines.ReadAsync(Position.Line, cancellation);

    /// <summary>Every record among these lines was answered, and what became of them is written down.</summary>
    public void Keep(RecordLines lines, int accepted, int known, int refused)
    {
        _answered.AppendData(lines.Bytes.Span);
        Position = Position with
        {
            Offset = Position.Offset + lines.Bytes.Length,
            Sha256 = Convert.ToHexStringLower(_answered.GetCurrentHash()),
            Line = Position.Line + lines.Lines,
            Accepted = Position.Accepted + accepted,
            Known = Position.Known + known,
            Refused = Position.Refused + refused,
        };
        Position.Write(_path);
    }

    public void Dispose()
    {
        _file.Dispose();
        _answered.Dispose();
    }

    private async Task ResumeAsync(CancellationToken cancellation)
    {
        if (ImportPosition.Read(_path) is not { } kept)
        {
            return;
        }

        if (kept.Target != Position.Target)
        {
            Console.WriteLine($"begins at line 1: the import that was interrupted went into {kept.Target}");
        }
        else if (kept.Bytes != Position.Bytes || !await HashesAsync(kept, cancellation))
        {
            Console.WriteLine("begins at line 1: the file is another than when its import was interrupted");
        }
        else
        {
            Console.WriteLine($"goes on at line {kept.Line}, where it was interrupted");
            Position = kept;
        }
    }

    /// <summary>Whether the lines that were answered are those of the file; then it stands after them.</summary>
    private async Task<bool> HashesAsync(ImportPosition kept, CancellationToken cancellation)
    {
        var buffer = new byte[64 * 1024];
        var left = kept.Offset;
        while (left > 0)
        {
            var length = (int)Math.Min(buffer.Length, left);
            var read = await _file.ReadAsync(buffer.AsMemory(0, length), cancellation);
            if (read == 0)
            {
                break; // as many bytes on the disk, and fewer in them
            }

            _answered.AppendData(buffer, 0, read);
            left -= read;
        }

        if (left == 0 && Convert.ToHexStringLower(_answered.GetCurrentHash()) == kept.Sha256)
        {
            return true;
        }

        _answered.GetHashAndReset();
        _file.Dispose();
        _file = ImportFile.Open(_path);
        _lines = new RecordLineReader(_file.ReadAsync);
        return false;
    }
}
