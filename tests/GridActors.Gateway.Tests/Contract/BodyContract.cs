using System.Net;
using System.Text;
using System.Text.Json;
using GridActors.Gateway.Tests.Hosts;

namespace GridActors.Gateway.Tests.Contract;

/// <summary>Bodies: what they may claim to be, how large they may be, and how lines go both ways at once.</summary>
public abstract class BodyContract : GatewayContract
{
    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("nonsense")]
    [InlineData("5")]
    [InlineData("\"text\"")]
    [InlineData("null")]
    [InlineData("[")]
    [InlineData("{}{}")]
    [InlineData("[] x")]
    [InlineData("[{},]")]
    [InlineData("[{}")]
    public async Task A_body_that_is_no_object_and_no_array_is_400(string body) =>
        (await Client.PostAsync("/api/records", body)).AssertProblem(400, "bad-json");

    [Fact]
    public async Task A_body_that_is_neither_JSON_nor_UTF8_is_told_so() =>
        (await Client.PostAsync("/api/records", new byte[] { 0xD5, 0xC5, 0xC8 })).AssertProblem(400, "bad-encoding");

    [Fact]
    public async Task An_array_that_breaks_in_the_middle_applies_nothing()
    {
        await PlantAsync();
        var records = string.Join(',', Enumerable.Range(0, 2000).Select(_ => Sent.Passage(Checkpoint)));
        (await Client.PostAsync("/api/records", $"[{records}")).AssertProblem(400, "bad-json");
        var history = await Client.ReadAsync($"/api/units/{Checkpoint}/records");
        Assert.Equal(3, history.GetProperty("version").GetInt64());
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/xml")]
    [InlineData("application/json; charset=gbk")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData(null)]
    public async Task Another_media_type_is_415(string? mediaType) =>
        (await Client.SendAsync(HttpMethod.Post, "/api/records", "[]"u8.ToArray(), mediaType))
            .AssertProblem(415, "unsupported-media-type");

    [Fact]
    public async Task A_compressed_body_is_415() =>
        (await Client.SendAsync(HttpMethod.Post, "/api/records", [1, 2, 3], Client.Json, ("Content-Encoding", "gzip")))
            .AssertProblem(415, "unsupported-media-type");

    [Theory]
    [InlineData("application/json;charset=UTF-8")]
    [InlineData("Application/JSON")]
    [InlineData("application/json; charset=\"utf-8\"")]
    public async Task The_media_type_may_be_written_in_any_way_that_means_it(string mediaType) =>
        Assert.Equal("[]", (await Client.PostAsync("/api/records", "[]", mediaType)).Text);

    [Fact]
    public async Task A_body_that_says_it_is_too_large_is_413_before_it_is_read()
    {
        await using var connection = await RawConnection.PostAsync(
            Gateway.Address, "/api/records", Client.Json, $"Content-Length: {GatewayLimits.JsonBodyBytesMax + 1}\r\n");
        var (status, body) = await connection.AnswerAsync();
        Assert.Equal(413, status);
        Assert.Contains("\"code\":\"too-large\"", body);
    }

    [Fact]
    public async Task A_body_that_turns_out_too_large_is_413()
    {
        await using var connection = await RawConnection.PostAsync(Gateway.Address, "/api/records", Client.Json);
        var blanks = new byte[1024 * 1024];
        Array.Fill(blanks, (byte)' ');
        for (var sent = 0; sent <= GatewayLimits.JsonBodyBytesMax; sent += blanks.Length)
        {
            await connection.SendAsync(blanks);
        }

        var (status, body) = await connection.AnswerAsync();
        Assert.Equal(413, status);
        Assert.Contains("\"code\":\"too-large\"", body);
    }

    [Fact]
    public async Task A_body_at_the_limit_is_read()
    {
        await PlantAsync();
        var record = Sent.Passage(Checkpoint);
        var body = new byte[GatewayLimits.JsonBodyBytesMax];
        Array.Fill(body, (byte)' ');
        Encoding.UTF8.GetBytes(record, body.AsSpan(body.Length - record.Length));
        Assert.Contains("accepted", (await Client.PostAsync("/api/records", body)).Text);
    }

    [Fact]
    public async Task An_array_of_too_many_records_is_413_and_applies_nothing()
    {
        await PlantAsync();
        var body = $"[{Sent.Passage(Checkpoint)}{string.Concat(Enumerable.Repeat(",1", GatewayLimits.ArrayRecordsMax))}]";
        (await Client.PostAsync("/api/records", body)).AssertProblem(413, "too-large");
        var history = await Client.ReadAsync($"/api/units/{Checkpoint}/records");
        Assert.Equal(3, history.GetProperty("version").GetInt64());
    }

    [Fact]
    public async Task A_long_array_is_answered_in_full_and_in_order()
    {
        await PlantAsync();
        var records = Enumerable.Range(1, 20_000).Select(seq => seq % 100 == 0 ? Sent.Passage(Checkpoint, seq: seq) : $"{{\"seq\":{seq}}}");
        var reply = await Client.PostAsync("/api/records", Sent.Array([.. records]));
        Assert.Equal("application/json; charset=utf-8", reply.Content.ContentType?.ToString());
        Assert.Equal(Enumerable.Range(1, 20_000), reply.Json.EnumerateArray().Select(result => result.GetProperty("seq").GetInt32()));
        Assert.Equal(200, reply.Json.EnumerateArray().Count(result => result.GetProperty("status").GetString() == "accepted"));
    }

    [Fact]
    public async Task Results_arrive_while_lines_are_still_being_sent()
    {
        await PlantAsync();
        await using var connection = await RawConnection.PostAsync(Gateway.Address, "/api/records", Client.Lines);
        for (var seq = 1; seq <= 5; seq++)
        {
            await connection.SendAsync(Sent.Passage(Checkpoint, seq: seq) + "\n");
            if (seq == 1)
            {
                Assert.Equal(200, await connection.StatusAsync());
            }

            Assert.Equal(seq, JsonDocument.Parse(await connection.ResultAsync()).RootElement.GetProperty("seq").GetInt32());
        }

        await connection.EndAsync();
    }

    [Fact]
    public async Task A_line_may_arrive_byte_by_byte()
    {
        await PlantAsync();
        await using var connection = await RawConnection.PostAsync(Gateway.Address, "/api/records", Client.Lines);
        foreach (var one in Encoding.UTF8.GetBytes(Sent.Passage(Checkpoint) + "\n"))
        {
            await connection.SendAsync(new[] { one });
        }

        Assert.Equal(200, await connection.StatusAsync());
        Assert.Contains("accepted", await connection.ResultAsync());
    }

    [Fact]
    public async Task A_body_that_breaks_off_within_a_line_does_not_apply_that_line()
    {
        await PlantAsync();
        await using (var connection = await RawConnection.PostAsync(Gateway.Address, "/api/records", Client.Lines))
        {
            await connection.SendAsync(Sent.Passage(Checkpoint) + "\n" + Sent.Passage(Checkpoint));
            Assert.Equal(200, await connection.StatusAsync());
            Assert.Contains("accepted", await connection.ResultAsync());
        }

        await Task.Delay(200);
        var history = await Client.ReadAsync($"/api/units/{Checkpoint}/records");
        Assert.Equal(4, history.GetProperty("version").GetInt64());
    }

    [Theory]
    [InlineData(65_536, "accepted")]
    [InlineData(65_537, "too-large")]
    public async Task A_line_has_at_most_64_KiB(int length, string expected)
    {
        await PlantAsync();
        var record = Sent.Passage(Checkpoint);
        var line = record[..^1] + new string(' ', length - record.Length) + "}";
        var results = await Client.PostLinesAsync(line, Sent.Passage(Checkpoint));
        Assert.Contains(expected, results[0].GetRawText());
        Assert.Equal("accepted", results[1].GetProperty("status").GetString());
    }

    [Fact]
    public async Task The_last_line_may_be_too_long_too()
    {
        var reply = await Client.PostAsync("/api/records", new string('x', 200_000), Client.Lines);
        Assert.Equal("too-large", Assert.Single(reply.Lines).GetProperty("code").GetString());
        Assert.Equal(HttpStatusCode.OK, reply.Status);
    }
}
