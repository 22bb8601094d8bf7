using GridActors.GrainInterfaces.Wire;

namespace GridActors.Grains.Tests;

public sealed class RecordEnvelopeTests
{
    private static readonly ReadOnlyMemory<byte> Half = new byte[RecordEnvelope.BytesMax / 2];

    [Fact]
    public void MoreThanACallMayCarryIsRefusedBeforeItIsSent()
    {
        Assert.NotNull(new RecordEnvelope([Half, Half]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RecordEnvelope([Half, Half, new byte[1]]));
        Assert.NotNull(new RecordEnvelope([.. Enumerable.Repeat(ReadOnlyMemory<byte>.Empty, RecordEnvelope.RecordsMax)]));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => new RecordEnvelope([.. Enumerable.Repeat(ReadOnlyMemory<byte>.Empty, RecordEnvelope.RecordsMax + 1)]));
    }
}
