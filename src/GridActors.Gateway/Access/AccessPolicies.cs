using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace GridActors.Gateway.Access;

/// <summary>
/// Who may do what: reading is for readers and writers, posting for writers. Without tokens all is open.
/// </summary>
internal static class AccessPolicies
{
    private const string Read = "read";
    private const string Write = "write";

    public static void AddAccessTokens(this IServiceCollection services)
    {
        services.AddSingleton<KnownTokens>();
        services.AddAuthentication(AccessTokenHandler.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, AccessTokenHandler>(AccessTokenHandler.SchemeName, null);
        services.AddAuthorizationBuilder()
            .AddPolicy(Read, policy => policy.RequireRole(nameof(AccessRole.Reader), nameof(AccessRole.Writer)))
            .AddPolicy(Write, policy => policy.RequireRole(nameof(AccessRole.Writer)));
    }

    public static void UseAccessTokens(this WebApplication app)
    {
        if (IsClosed(app.Services))
        {
            app.UseAuthentication();
            app.UseAuthorization();
        }
    }

    public static RouteGroupBuilder RequireAccess(this RouteGroupBuilder group)
    {
        if (IsClosed(((IEndpointRouteBuilder)group).ServiceProvider))
        {
            ((IEndpointConventionBuilder)group).Finally(Protect);
        }

        return group;
    }

    /// <summary>A POST that only reads.</summary>
    public static RouteHandlerBuilder ForReaders(this RouteHandlerBuilder route) => route.WithMetadata(new ReadsOnly());

    private static bool IsClosed(IServiceProvider services) =>
        services.GetRequiredService<GatewayOptions>().AccessTokens is not null;

    private static void Protect(EndpointBuilder endpoint)
    {
        var methods = endpoint.Metadata.OfType<IHttpMethodMetadata>().Single().HttpMethods;
        var reads = methods.Contains(HttpMethods.Get) || endpoint.Metadata.OfType<ReadsOnly>().Any();
        endpoint.Metadata.Add(new AuthorizeAttribute(reads ? Read : Write));
    }

    private sealed class ReadsOnly;
}
