using System.Security.Cryptography;
using System.Text;

namespace GridActors.Gateway.Access;

public enum AccessRole
{
    /// <summary>Sees everything, changes nothing.</summary>
    Reader,

    /// <summary>Also posts records and units.</summary>
    Writer,
}

/// <summary>One token that opens the gateway. Only its hash is kept, so a stolen configuration opens nothing.</summary>
public sealed record AccessToken
{
    /// <summary>Who carries it; for logs.</summary>
    public required string Name { get; init; }

    /// <summary>SHA-256 of the token's UTF-8 bytes, 64 hex digits.</summary>
    public required string Sha256 { get; init; }

    public required AccessRole Role { get; init; }

    /// <summary>What to write as <see cref="Sha256"/> for <paramref name="token"/>.</summary>
    public static string HashOf(string token) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    /// <summary>Whether a text can be a <see cref="Sha256"/>.</summary>
    public static bool IsHash(string text) =>
        text.Length == 2 * SHA256.HashSizeInBytes && !text.AsSpan().ContainsAnyExcept(HexDigits);

    internal void Validate()
    {
        if (string.IsNullOrWhiteSpace(Name))
        {
            throw new InvalidOperationException("An access token has no name.");
        }

        if (!IsHash(Sha256))
        {
            throw new InvalidOperationException(
                $"Access token {Name}: Sha256 is 64 hex digits, never the token itself.");
        }

        if (!Enum.IsDefined(Role))
        {
            throw new InvalidOperationException($"Access token {Name}: its role is reader or writer.");
        }
    }

    private static readonly System.Buffers.SearchValues<char> HexDigits =
        System.Buffers.SearchValues.Create("0123456789abcdefABCDEF");
}
