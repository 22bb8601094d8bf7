using GridActors.Gateway.Tests.Hosts;

namespace GridActors.Gateway.Tests.Records;

/// <summary>A client that goes silent in the middle of its lines.</summary>
public sealed class PausedLinesTests
{
    [Fact]
    public async Task A_client_that_pauses_too_long_is_cut_off_and_its_unfinished_line_does_not_count()
    {
        var clock = new HastyClock(TimeSpan.FromSeconds(GatewayLimits.LinePauseSecondsMax));
        await using var gateway = await new MemoryGateway { Time = clock }.StartAsync();
        using var client = new Client(gateway.Address);
        await client.AcceptAsync(Sent.Register("county", "county", null), Sent.Register("c1", "checkpoint", "county"), Sent.Open("c1"));
        await using var connection = await RawConnection.PostAsync(gateway.Address, "/api/records", Client.Lines);
        await connection.SendAsync(Sent.Passage("c1") + "\n" + Sent.Passage("c1"));
        Assert.Equal(200, await connection.StatusAsync());
        Assert.Contains("accepted", await connection.ResultAsync());
        await Assert.ThrowsAnyAsync<IOException>(connection.ResultAsync);
        var history = await client.ReadAsync("/api/units/c1/records");
        Assert.Equal(3, history.GetProperty("version").GetInt64());
    }

    [Fact]
    public async Task A_host_that_stops_waits_for_nobody_to_send_another_line_and_answers_what_was_sent()
    {
        var gateway = await new MemoryGateway().StartAsync();
        using var client = new Client(gateway.Address);
        await client.AcceptAsync(Sent.Register("county", "county", null), Sent.Register("c1", "checkpoint", "county"), Sent.Open("c1"));
        await using var connection = await RawConnection.PostAsync(gateway.Address, "/api/records", Client.Lines);
        await connection.SendAsync(Sent.Passage("c1") + "\n" + Sent.Passage("c1"));
        Assert.Equal(200, await connection.StatusAsync());

        // A web server waits for half a minute for a request that does not end.
        await gateway.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Contains("accepted", await connection.ResultAsync());
        await Assert.ThrowsAnyAsync<IOException>(connection.ResultAsync);
    }
}
