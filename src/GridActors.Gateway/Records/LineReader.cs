using System.Buffers;
using System.IO.Pipelines;

namespace GridActors.Gateway.Records;

/// <summary>
/// The lines of a body as they arrive. A line that is too long is reported at once, as an empty one, and then skipped
/// without being kept, so that it costs no more memory than a short one. Blank lines are no lines.
/// </summary>
internal sealed class LineReader(PipeReader body, int lineBytesMax, int linesMax)
{
    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    private bool _isFirst = true;
    private bool _isSkipping;

    /// <summary>Stands for a line that was too long.</summary>
    public static ReadOnlyMemory<byte> TooLong => default;

    /// <summary>
    /// Adds the lines that are there, waiting only while there is none. Each has its own array, exactly its size: what
    /// becomes of one line keeps no other in memory.
    /// </summary>
    /// <returns>False when the body is at its end; there may be last lines all the same.</returns>
    public async ValueTask<bool> ReadAsync(List<ReadOnlyMemory<byte>> lines, CancellationToken cancellation)
    {
        while (true)
        {
            var read = await body.ReadAsync(cancellation);
            var rest = Take(read.Buffer, lines);
            if (lines.Count >= linesMax)
            {
                // What is left may hold whole lines, so it must be offered again without waiting for more.
                body.AdvanceTo(rest.Start);
                return true;
            }

            if (read.IsCompleted)
            {
                AddLast(rest, lines);
                body.AdvanceTo(read.Buffer.End);
                return false;
            }

            body.AdvanceTo(rest.Start, read.Buffer.End);
            if (lines.Count > 0)
            {
                return true;
            }
        }
    }

    /// <summary>What follows the last line that could be taken.</summary>
    private ReadOnlySequence<byte> Take(ReadOnlySequence<byte> buffer, List<ReadOnlyMemory<byte>> lines)
    {
        var bytes = new SequenceReader<byte>(buffer);
        while (lines.Count < linesMax && bytes.TryReadTo(out ReadOnlySequence<byte> line, (byte)'\n'))
        {
            if (_isSkipping)
            {
                _isSkipping = false;
            }
            else
            {
                Add(line, lines);
            }
        }

        var rest = bytes.UnreadSequence;
        if (lines.Count >= linesMax || (!_isSkipping && rest.Length <= lineBytesMax))
        {
            return rest;
        }

        if (!_isSkipping)
        {
            lines.Add(TooLong);
            _isSkipping = true;
        }

        return rest.Slice(rest.End);
    }

    private void AddLast(ReadOnlySequence<byte> rest, List<ReadOnlyMemory<byte>> lines)
    {
        if (!_isSkipping)
        {
            Add(rest, lines);
        }
    }

    private void Add(ReadOnlySequence<byte> line, List<ReadOnlyMemory<byte>> lines)
    {
        if (line.Length > lineBytesMax)
        {
            lines.Add(TooLong);
            _isFirst = false;
            return;
        }

        var bytes = Trimmed(line);
        if (bytes.Length > 0)
        {
            lines.Add(bytes);
        }
    }

    private byte[] Trimmed(ReadOnlySequence<byte> line)
    {
        if (_isFirst)
        {
            _isFirst = false;
            var start = new SequenceReader<byte>(line);
            if (start.IsNext(ByteOrderMark, advancePast: true))
            {
                line = start.UnreadSequence;
            }
        }

        if (line.IsSingleSegment)
        {
            return Trimmed(line.FirstSpan);
        }

        var length = (int)line.Length;
        var copy = ArrayPool<byte>.Shared.Rent(length);
        line.CopyTo(copy);
        var bytes = Trimmed(copy.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(copy);
        return bytes;
    }

    private static byte[] Trimmed(ReadOnlySpan<byte> line) => line.Trim(" \t\r"u8).ToArray();
}
