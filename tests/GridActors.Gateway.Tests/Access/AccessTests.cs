using System.Net;
using GridActors.Gateway.Access;
using GridActors.Gateway.Tests.Hosts;

namespace GridActors.Gateway.Tests.Access;

public sealed class AccessTests : IAsyncLifetime
{
    private const string Reader = "a reader's token";
    private const string Writer = "a writer's token";

    private RunningGateway _gateway = null!;

    public async Task InitializeAsync() => _gateway = await new MemoryGateway
    {
        AccessTokens =
        [
            new AccessToken { Name = "screen", Sha256 = AccessToken.HashOf(Reader), Role = AccessRole.Reader },
            new AccessToken { Name = "tablet", Sha256 = AccessToken.HashOf(Writer).ToUpperInvariant(), Role = AccessRole.Writer },
        ],
    }.StartAsync();

    public async Task DisposeAsync() => await _gateway.DisposeAsync();

    [Theory]
    [InlineData("GET", "/api/units")]
    [InlineData("HEAD", "/api/units")]
    [InlineData("GET", "/api/units/x")]
    [InlineData("GET", "/api/units/x/totals")]
    [InlineData("GET", "/api/units/x/children")]
    [InlineData("GET", "/api/units/x/series?indicator=passages.in")]
    [InlineData("GET", "/api/units/x/records")]
    [InlineData("GET", "/api/units/x/live")]
    [InlineData("GET", "/api/indicators")]
    [InlineData("GET", "/api/traces?trip=G1")]
    [InlineData("POST", "/api/traces")]
    [InlineData("POST", "/api/records")]
    [InlineData("POST", "/api/units")]
    public async Task Without_a_known_token_every_route_of_the_API_is_401(string method, string path)
    {
        foreach (var token in new[] { null, "a guess", "", AccessToken.HashOf(Writer) })
        {
            using var client = new Client(_gateway.Address, token);
            var reply = await client.SendAsync(new HttpMethod(method), path, null, null);
            Assert.Equal(HttpStatusCode.Unauthorized, reply.Status);
            Assert.Equal("Bearer", Assert.Single(reply.Headers.WwwAuthenticate).ToString());
            if (method != "HEAD")
            {
                reply.AssertProblem(401, "unauthorized");
            }
        }
    }

    [Theory]
    [InlineData("Basic YTpi")]
    [InlineData("Bearer")]
    [InlineData("Bearer a reader's tokens")]
    [InlineData("a reader's token")]
    public async Task Another_kind_of_authorization_is_401(string header)
    {
        using var client = new Client(_gateway.Address);
        (await client.SendAsync(HttpMethod.Get, "/api/units", null, null, ("Authorization", header))).AssertProblem(401, "unauthorized");
    }

    [Fact]
    public async Task A_reader_reads_and_may_not_write()
    {
        using var client = new Client(_gateway.Address, Reader);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/units")).Status);
        Assert.Equal(HttpStatusCode.OK, (await client.PostAsync("/api/traces", """{"trip":"G1"}""")).Status);
        (await client.PostAsync("/api/records", "[]")).AssertProblem(403, "forbidden");
        (await client.PostAsync("/api/units", "", "text/csv")).AssertProblem(403, "forbidden");
    }

    [Fact]
    public async Task A_writer_writes_and_reads()
    {
        using var client = new Client(_gateway.Address, Writer);
        await client.AcceptAsync(Sent.Register("c", "county", null));
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/units/c")).Status);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/dashboard/dashboard.js")]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    [InlineData("/openapi/v1.json")]
    public async Task What_shows_no_data_stays_open(string path)
    {
        using var client = new Client(_gateway.Address);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(path)).Status);
    }

    [Fact]
    public async Task The_description_says_that_a_token_is_needed()
    {
        using var client = new Client(_gateway.Address);
        var document = await client.ReadAsync("/openapi/v1.json");
        var scheme = document.GetProperty("components").GetProperty("securitySchemes").GetProperty("accessToken");
        Assert.Equal("bearer", scheme.GetProperty("scheme").GetString());
        Assert.True(document.GetProperty("security")[0].TryGetProperty("accessToken", out _));
    }

    [Theory]
    [InlineData("", "aa", AccessRole.Reader)]
    [InlineData("a", "not a hash", AccessRole.Reader)]
    [InlineData("a", "zz", AccessRole.Reader)]
    [InlineData("a", "aa", (AccessRole)7)]
    public async Task Options_that_cannot_be_meant_so_stop_the_start(string name, string twoDigits, AccessRole role)
    {
        var hash = twoDigits.Length == 2 ? string.Concat(Enumerable.Repeat(twoDigits, 32)) : twoDigits;
        var gateway = new MemoryGateway { AccessTokens = [new AccessToken { Name = name, Sha256 = hash, Role = role }] };
        await Assert.ThrowsAsync<InvalidOperationException>(gateway.StartAsync);
    }

    [Fact]
    public async Task Two_tokens_of_one_name_stop_the_start()
    {
        var token = new AccessToken { Name = "a", Sha256 = AccessToken.HashOf("a"), Role = AccessRole.Reader };
        await Assert.ThrowsAsync<InvalidOperationException>(new MemoryGateway { AccessTokens = [token, token] }.StartAsync);
    }
}
