namespace GridActors.CommandLine.Import;

/// <summary>Some consecutive lines of a records file.</summary>
/// <param name="Bytes">The lines with their ends.</param>
/// <param name="Lines">How many lines that is, blank ones included.</param>
/// <param name="RecordLineNumbers">The line numbers of those that are not blank, in order.</param>
internal sealed record RecordLines(ReadOnlyMemory<byte> Bytes, int Lines, IReadOnlyList<int> RecordLineNumbers);

/// <summary>Reads a file of records a few lines at a time.</summary>
/// <param name="readNext">Reads into a buffer; 0 at the end.</param>
internal sealed class RecordLineReader(Func<Memory<byte>, CancellationToken, ValueTask<int>> readNext)
{
    private const int LinesMax = 2000;
    private const int BytesMax = 8 * 1024 * 1024;
    private const int BufferBytes = 64 * 1024;

    /// <summary>Read, and not of the lines that were handed out: what is unpacked cannot be read again.</summary>
    private ReadOnlyMemory<byte> _rest;

    /// <summary>Reads the next lines; null at the end of the file.</summary>
    /// <param name="line">Number of the first line to be read.</param>
    public async Task<RecordLines?> ReadAsync(int line, CancellationToken cancellation)
    {
        var buffer = new byte[Math.Max(BufferBytes, _rest.Length)];
        _rest.CopyTo(buffer);
        int length = _rest.Length, scanned = 0, lines = 0, end = 0;
        var numbers = new List<int>();
        while (true)
        {
            for (; scanned < length && lines < LinesMax; scanned++)
            {
                if (buffer[scanned] == (byte)'\n')
                {
                    EndLine(scanned + 1);
                }
            }

            // A single line longer than the buffer may grow to is sent as it is; the server refuses it by line.
            if (lines == LinesMax || (length >= BytesMax && lines > 0))
            {
                break;
            }

            if (length == buffer.Length)
            {
                Array.Resize(ref buffer, buffer.Length * 2);
            }

            var read = await readNext(buffer.AsMemory(length), cancellation);
            if (read == 0)
            {
                if (length > end)
                {
                    EndLine(length);
                }

                break;
            }

            length += read;
        }

        _rest = buffer.AsMemory(end, length - end);
        return lines == 0 ? null : new RecordLines(buffer.AsMemory(0, end), lines, numbers);

        void EndLine(int at)
        {
            // As the server sees it: a byte order mark at the start of what is sent is none of the line's.
            var text = buffer.AsSpan(end, at - end);
            if (end == 0 && text.StartsWith(ByteOrderMark))
            {
                text = text[ByteOrderMark.Length..];
            }

            if (text.ContainsAnyExcept(Blanks))
            {
                numbers.Add(line + lines);
            }

            (lines, end) = (lines + 1, at);
        }
    }

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    private static ReadOnlySpan<byte> Blanks => " \t\r\n"u8;
}
