using GridActors.Gateway.Access;

namespace GridActors.Gateway;

/// <summary>What a host decides about its gateway.</summary>
public sealed class GatewayOptions
{
    /// <summary>Who may come in; null leaves everything open, which is for the host to allow or not.</summary>
    public IReadOnlyList<AccessToken>? AccessTokens { get; set; }

    /// <exception cref="InvalidOperationException">The options cannot be meant so; hosts should not start.</exception>
    internal void Validate()
    {
        foreach (var token in AccessTokens ?? [])
        {
            token.Validate();
        }

        if (AccessTokens?.GroupBy(token => token.Name).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new InvalidOperationException($"Two access tokens are named {twice.Key}.");
        }
    }
}
