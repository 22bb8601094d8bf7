using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using GridActors.Core.Traces;

namespace GridActors.Journaling.Traces;

/// <summary>
/// What an index keeps in place of names: 64 bits of HMAC-SHA-256 with a secret of the deployment. Without the secret
/// nobody can try out whose number it may be, which for numbers that follow a pattern would take minutes.
/// </summary>
public sealed class TraceKeys
{
    public const int SecretBytesMin = 16;

    private const int SecretBytesMade = 32;

    private const string Self = "GridActors traces";

    private readonly byte[] _secret;

    // Setting up a keyed hash takes five times as long as hashing a name; each is used by one caller at a time.
    private readonly ConcurrentBag<IncrementalHash> _hashes = [];

    /// <exception cref="InvalidOperationException">It is too short to be one.</exception>
    public TraceKeys(ReadOnlySpan<byte> secret)
    {
        if (secret.Length < SecretBytesMin)
        {
            throw new InvalidOperationException(
                $"The key of the traces' index has {secret.Length} bytes; it needs at least {SecretBytesMin}.");
        }

        _secret = secret.ToArray();
    }

    /// <summary>Tells whether an index was made with this secret, and tells nothing else.</summary>
    public string Mark => Convert.ToHexStringLower(
        HMACSHA256.HashData(_secret, System.Text.Encoding.UTF8.GetBytes(Self)).AsSpan(0, 8));

    /// <summary>The keys to go on with, and what the store must keep of them where it keeps nothing yet.</summary>
    /// <param name="given">The deployment's setting; null for none.</param>
    /// <param name="keptSecret">What the store made itself, in Base64; null where it made none.</param>
    /// <param name="keptMark">The <see cref="Mark"/> of the index that is there; null for none.</param>
    /// <exception cref="InvalidOperationException">The index was made with another secret.</exception>
    public static (TraceKeys Keys, string? SecretToKeep) Choose(byte[]? given, string? keptSecret, string? keptMark)
    {
        if (given is null && keptSecret is null && keptMark is not null)
        {
            throw new InvalidOperationException(
                "The index of traces was made with the setting Traces:Key, which is not there.");
        }

        var made = given is null && keptSecret is null ? RandomNumberGenerator.GetBytes(SecretBytesMade) : null;
        var keys = new TraceKeys(given ?? made ?? Convert.FromBase64String(keptSecret!));
        return keptMark is null || keptMark == keys.Mark
            ? (keys, made is null ? null : Convert.ToBase64String(made))
            : throw new InvalidOperationException(
                "The index of traces was made with another key than Traces:Key (the README says how to change it).");
    }

    public long Of(TraceName name)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (!_hashes.TryTake(out var hasher))
        {
            hasher = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _secret);
        }

        hasher.AppendData(name.ToUtf8());
        hasher.GetHashAndReset(hash);
        _hashes.Add(hasher);
        return BinaryPrimitives.ReadInt64BigEndian(hash);
    }

    /// <summary>By key, the names that share it: nearly always one.</summary>
    public Dictionary<long, List<TraceName>> Of(IReadOnlyCollection<TraceName> names)
    {
        var byKey = new Dictionary<long, List<TraceName>>(names.Count);
        foreach (var name in names)
        {
            var key = Of(name);
            if (byKey.TryGetValue(key, out var known))
            {
                known.Add(name);
            }
            else
            {
                byKey.Add(key, [name]);
            }
        }

        return byKey;
    }
}
