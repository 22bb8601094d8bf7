namespace GridActors.CommandLine.Import;

/// <summary>Some consecutive lines of a records file.</summary>
/// <param name="Bytes">The lines with their ends.</param>
/// <param name="Lines">How many lines that is, blank ones included.</param>
/// <param name="RecordLineNumbers">The line numbers of those that are not blank, in order.</param>
internal sealed record RecordLines(ReadOnlyMemory<byte> Bytes, int Lines, IReadOnlyList<int> RecordLineNumbers)
{
    private const int LinesMax = 2000;
    private const int BytesMax = 8 * 1024 * 1024;

    /// <summary>Reads the next lines from where <paramref name="file"/> stands; null at its end.</summary>
    /// <param name="line">Number of the first line to be read.</param>
    public static async Task<RecordLines?> ReadAsync(Stream file, int line, CancellationToken cancellation)
    {
        var buffer = new byte[64 * 1024];
        int length = 0, scanned = 0, lines = 0, end = 0;
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

            var read = await file.ReadAsync(buffer.AsMemory(length), cancellation);
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

        file.Position -= length - end;
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
