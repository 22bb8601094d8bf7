using System.IO.Pipelines;
using System.Text;
using GridActors.Gateway.Records;

namespace GridActors.Gateway.Tests.Records;

public sealed class LineReaderTests
{
    private const int LineBytesMax = 20;

    [Theory]
    [InlineData("", "")]
    [InlineData("a", "a")]
    [InlineData("a\n", "a")]
    [InlineData("a\nb", "a|b")]
    [InlineData("\n\na\n\r\n \t\nb\n", "a|b")]
    [InlineData("  a b \r\n", "a b")]
    [InlineData("\uFEFFa\nb", "a|b")]
    [InlineData("\uFEFF", "")]
    [InlineData("a\n\uFEFFb", "a|\uFEFFb")]
    [InlineData("01234567890123456789\nb", "01234567890123456789|b")]
    [InlineData("012345678901234567890\nb", "!|b")]
    [InlineData("a\n012345678901234567890", "a|!")]
    [InlineData("0123456789012345678901234567890123456789\n\n0123456789012345678901234567890123456789\nb\n", "!|!|b")]
    [InlineData("0123456789012345678901234567890123456789", "!")]
    public async Task Lines_are_the_same_however_the_network_cuts_them(string body, string expected)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        foreach (var size in new[] { 1, 2, 3, 7, 19, 20, 21, 22, 1000 })
        {
            foreach (var linesMax in new[] { 1, 2, 100 })
            {
                Assert.Equal(expected, string.Join('|', await ReadAsync(bytes.Chunk(size), linesMax)));
            }
        }
    }

    [Fact]
    public async Task Lines_that_are_there_are_not_held_back_for_more()
    {
        var pipe = new Pipe();
        var reader = new LineReader(pipe.Reader, LineBytesMax, 10);
        var lines = new List<ReadOnlyMemory<byte>>();
        await pipe.Writer.WriteAsync("a\nb\nc"u8.ToArray());
        Assert.True(await reader.ReadAsync(lines, default));
        Assert.Equal(2, lines.Count);
        await pipe.Writer.WriteAsync("\n"u8.ToArray());
        Assert.True(await reader.ReadAsync(lines, default));
        Assert.Equal("c", Encoding.UTF8.GetString(lines[2].Span));
    }

    [Fact]
    public async Task A_line_that_is_too_long_is_told_before_it_ends()
    {
        var pipe = new Pipe();
        var reader = new LineReader(pipe.Reader, LineBytesMax, 10);
        var lines = new List<ReadOnlyMemory<byte>>();
        await pipe.Writer.WriteAsync(new byte[LineBytesMax + 1]);
        Assert.True(await reader.ReadAsync(lines, default));
        Assert.True(Assert.Single(lines).IsEmpty);
    }

    [Fact]
    public async Task Each_line_has_an_array_of_its_own_size()
    {
        var pipe = new Pipe();
        await pipe.Writer.WriteAsync("abc\nde\n"u8.ToArray());
        await pipe.Writer.CompleteAsync();
        var lines = new List<ReadOnlyMemory<byte>>();
        await new LineReader(pipe.Reader, LineBytesMax, 10).ReadAsync(lines, default);
        Assert.Equal([3, 2], lines.Select(line =>
        {
            Assert.True(System.Runtime.InteropServices.MemoryMarshal.TryGetArray(line, out var array));
            return array.Array!.Length;
        }));
    }

    /// <summary>The lines, with ! for one that is too long.</summary>
    private static async Task<List<string>> ReadAsync(IEnumerable<byte[]> pieces, int linesMax)
    {
        var pipe = new Pipe();
        var reader = new LineReader(pipe.Reader, LineBytesMax, linesMax);
        var writing = Task.Run(async () =>
        {
            foreach (var piece in pieces)
            {
                await pipe.Writer.WriteAsync(piece);
            }

            await pipe.Writer.CompleteAsync();
        });
        var texts = new List<string>();
        for (var isMore = true; isMore;)
        {
            var lines = new List<ReadOnlyMemory<byte>>();
            isMore = await reader.ReadAsync(lines, default);
            Assert.InRange(lines.Count, isMore ? 1 : 0, linesMax);
            texts.AddRange(lines.Select(line => line.IsEmpty ? "!" : Encoding.UTF8.GetString(line.Span)));
        }

        await writing;
        return texts;
    }
}
