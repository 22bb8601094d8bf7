using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GridActors.Gateway.Access;

/// <summary><c>Authorization: Bearer …</c>, compared with the configured hashes.</summary>
internal sealed class AccessTokenHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, KnownTokens known)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "AccessToken";

    private const string Bearer = "Bearer ";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
        {
            return Task.FromResult(AuthenticateResult.NoResult());
        }

        return Task.FromResult(known.Find(header.AsSpan(Bearer.Length).Trim()) is { } principal
            ? AuthenticateResult.Success(new AuthenticationTicket(principal, Scheme.Name))
            : AuthenticateResult.Fail("unknown token"));
    }

    /// <summary>The status alone; the problem details of every status are written in one place.</summary>
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.WWWAuthenticate = "Bearer";
        return Task.CompletedTask;
    }
}

/// <summary>The configured tokens, ready to be compared with.</summary>
internal sealed class KnownTokens(GatewayOptions options)
{
    private readonly (byte[] Hash, ClaimsPrincipal Principal)[] _tokens =
        [.. (options.AccessTokens ?? []).Select(token => (Convert.FromHexString(token.Sha256), PrincipalOf(token)))];

    /// <summary>Null when nobody carries it. Takes as long whatever the token is.</summary>
    public ClaimsPrincipal? Find(ReadOnlySpan<char> token)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(token.ToString()), hash);
        ClaimsPrincipal? found = null;
        foreach (var (known, principal) in _tokens)
        {
            if (CryptographicOperations.FixedTimeEquals(known, hash))
            {
                found = principal;
            }
        }

        return found;
    }

    private static ClaimsPrincipal PrincipalOf(AccessToken token) => new(new ClaimsIdentity(
        [new Claim(ClaimTypes.Name, token.Name), new Claim(ClaimTypes.Role, token.Role.ToString())],
        AccessTokenHandler.SchemeName));
}
