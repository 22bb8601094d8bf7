using System.Net;
using System.Text.RegularExpressions;
using GridActors.Gateway.Tests.Hosts;

namespace GridActors.Gateway.Tests.Contract;

/// <summary>The dashboard's files as a browser gets them.</summary>
public abstract class DashboardContract : GatewayContract
{
    [Fact]
    public async Task The_start_page_is_served_at_the_root()
    {
        var page = await Client.GetAsync("/");
        Assert.Equal((HttpStatusCode.OK, "text/html; charset=utf-8"), (page.Status, page.Content.ContentType?.ToString()));
        Assert.StartsWith("<!doctype html>", page.Text, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(page.Text, (await Client.GetAsync("/dashboard/index.html")).Text);
    }

    [Fact]
    public async Task Everything_the_start_page_names_is_there_in_its_type()
    {
        var page = (await Client.GetAsync("/")).Text;
        string[] files = [.. Regex.Matches(page, "(?:src|href)=\"(dashboard/[^\"]+)\"").Select(match => match.Groups[1].Value)];
        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            var reply = await Client.GetAsync("/" + file);
            Assert.Equal(HttpStatusCode.OK, reply.Status);
            Assert.Equal(
                file.EndsWith(".css", StringComparison.Ordinal) ? "text/css; charset=utf-8" : "text/javascript; charset=utf-8",
                reply.Content.ContentType?.ToString());
        }
    }

    [Fact]
    public async Task A_browser_asks_again_and_is_told_that_nothing_changed()
    {
        var page = await Client.GetAsync("/");
        Assert.True(page.Headers.CacheControl?.NoCache);
        var tag = page.Headers.ETag!.ToString();
        var same = await Client.SendAsync(HttpMethod.Get, "/", null, null, ("If-None-Match", tag));
        Assert.Equal((HttpStatusCode.NotModified, 0), (same.Status, same.Bytes.Length));
        var other = await Client.SendAsync(HttpMethod.Get, "/", null, null, ("If-None-Match", "\"older\""));
        Assert.Equal(HttpStatusCode.OK, other.Status);
    }

    [Fact]
    public async Task Nothing_may_come_from_elsewhere()
    {
        var headers = (await Client.GetAsync("/")).Headers;
        var policy = Assert.Single(headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'", policy);
        Assert.Contains("script-src 'self';", policy);
        Assert.Contains("frame-ancestors 'none'", policy);
        Assert.DoesNotContain("unsafe", policy);
        Assert.Equal("nosniff", Assert.Single(headers.GetValues("X-Content-Type-Options")));
        Assert.False(headers.Contains("Server"), "the server tells what it is");
    }
}
