using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using GridActors.Core.Traces;
using GridActors.Journaling.Traces;

namespace GridActors.Journaling.Tests.Traces;

public sealed class TraceKeysTests
{
    private static readonly byte[] Secret = Encoding.UTF8.GetBytes("sixteen bytes at least");

    /// <summary>Indexes on disk hold these: another key for the same name would lose all that was indexed before.</summary>
    [Theory]
    [InlineData("v晋J12345")]
    [InlineData("tD1")]
    public void A_key_is_the_first_64_bits_of_the_keyed_hash_of_the_name_for_ever(string hashed)
    {
        var expected = BinaryPrimitives.ReadInt64BigEndian(HMACSHA256.HashData(Secret, Encoding.UTF8.GetBytes(hashed)));
        var name = hashed[0] == 'v' ? TraceName.OfVehicle(hashed[1..]) : TraceName.OfTrip(hashed[1..]);
        var keys = new TraceKeys(Secret);
        Assert.Equal(expected, keys.Of(name!.Value));
        Assert.Equal(expected, keys.Of(name.Value)); // hashes are used again and remember nothing
    }

    [Fact]
    public void Callers_at_once_do_not_mix_their_names()
    {
        var keys = new TraceKeys(Secret);
        var names = Enumerable.Range(0, 20_000).Select(i => TraceName.OfVehicle($"晋J{i}")!.Value).ToList();
        var alone = names.ConvertAll(keys.Of);
        Assert.Equal(alone, names.AsParallel().AsOrdered().Select(keys.Of));
    }
}
