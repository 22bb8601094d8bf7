using System.Security.Cryptography;

namespace GridActors.CommandLine.Import;

/// <summary>
/// The lines of a records file that its target has not answered yet: all of them, or those after the position that an
/// interrupted import of the same lines into the same target has kept.
/// </summary>
internal sealed class UnsentRecords : IDisposable
{
    private readonly string _path;
    private readonly FileStream _file;
    private readonly IncrementalHash _answered = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    private UnsentRecords(string path, string target)
    {
        (_path, _file) = (path, File.OpenRead(path));
        Position = new ImportPosition(target, _file.Length, 0, "", 1);
    }

    public ImportPosition Position { get; private set; }

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
        RecordLines.ReadAsync(_file, Position.Line, cancellation);

    /// <summary>Every record among these lines was answered, and what became of them is written down.</summary>
    public void Keep(RecordLines lines, int accepted, int known, int refused)
    {
        _answered.AppendData(lines.Bytes.Span);
        Position = Position with
        {
            Offset = _file.Position,
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
        while (_file.Position < kept.Offset)
        {
            var length = (int)Math.Min(buffer.Length, kept.Offset - _file.Position);
            await _file.ReadExactlyAsync(buffer.AsMemory(0, length), cancellation);
            _answered.AppendData(buffer, 0, length);
        }

        if (Convert.ToHexStringLower(_answered.GetCurrentHash()) == kept.Sha256)
        {
            return true;
        }

        _answered.GetHashAndReset();
        _file.Position = 0;
        return false;
    }
}
