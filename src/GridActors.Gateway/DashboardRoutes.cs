using System.Collections.Frozen;
using System.Reflection;
using System.Security.Cryptography;
using GridActors.Gateway.Answers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Net.Http.Headers;

namespace GridActors.Gateway;

/// <summary>The dashboard's files, which travel inside this assembly.</summary>
internal static class DashboardRoutes
{
    private const string ResourcePrefix = "Dashboard/";
    private const string StartPage = "index.html";

    /// <summary>Nothing on the page comes from elsewhere, and no other page may frame it.</summary>
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private static readonly Lazy<FrozenDictionary<string, Page>> Pages = new(Load);

    public static void MapDashboard(this IEndpointRouteBuilder routes)
    {
        routes.MapRead("/", (HttpContext context) => Serve(context, StartPage)).ExcludeFromDescription();
        routes.MapRead("/dashboard/{**path}", (HttpContext context, string? path) => Serve(context, path ?? ""))
            .ExcludeFromDescription();
    }

    private static IResult Serve(HttpContext context, string path)
    {
        if (!Pages.Value.TryGetValue(path, out var page))
        {
            return Problem.NotFound($"the dashboard has no file {path}");
        }

        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";

        // Asked for anew each time and mostly answered "not modified": after an update nobody sees half of the old one.
        headers.CacheControl = "no-cache";
        return Results.Bytes(page.Content, page.ContentType, entityTag: page.Tag);
    }

    private static FrozenDictionary<string, Page> Load()
    {
        var assembly = Assembly.GetExecutingAssembly();
        var types = new FileExtensionContentTypeProvider();
        return assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(ResourcePrefix, StringComparison.Ordinal))
            .ToFrozenDictionary(
                name => name[ResourcePrefix.Length..].Replace('\\', '/'),
                name => Page.Read(assembly, name, types),
                StringComparer.Ordinal);
    }

    private sealed record Page(byte[] Content, string ContentType, EntityTagHeaderValue Tag)
    {
        public static Page Read(Assembly assembly, string name, FileExtensionContentTypeProvider types)
        {
            using var resource = assembly.GetManifestResourceStream(name)!;
            var content = new byte[resource.Length];
            resource.ReadExactly(content);
            if (!types.TryGetContentType(name, out var type))
            {
                type = "application/octet-stream";
            }

            var isText = type.StartsWith("text/", StringComparison.Ordinal);
            var tag = Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 16));
            return new Page(content, isText ? $"{type}; charset=utf-8" : type, new EntityTagHeaderValue($"\"{tag}\""));
        }
    }
}
