using System.Net;
using System.Text;
using System.Text.Json;
using GridActors.Gateway.Tests.Hosts;

namespace GridActors.Gateway.Tests.Contract;

/// <summary>Malformed input: a stable code each, nothing half-applied, the rest goes on.</summary>
public abstract class RefusalContract : GatewayContract
{
    private static readonly BadRecord[] Json = [.. BadRecord.All.Where(bad => bad.IsJson)];

    private static readonly BadRecord[] NoJson = [.. BadRecord.All.Where(bad => !bad.IsJson)];

    [Fact]
    public async Task Every_bad_line_is_refused_by_its_code_and_its_neighbours_count()
    {
        await PlantAsync();
        var reply = await Client.PostAsync("/api/records", Between("", "\n", "\n", BadRecord.All), Client.Lines);
        await AssertEveryOtherIsRefusedAsync(reply.Lines, BadRecord.All);
    }

    [Fact]
    public async Task Every_bad_element_is_refused_by_its_code_and_its_neighbours_count()
    {
        await PlantAsync();
        var reply = await Client.PostAsync("/api/records", Between("[", ",", "]", Json));
        await AssertEveryOtherIsRefusedAsync([.. reply.Json.EnumerateArray()], Json);
    }

    [Fact]
    public async Task An_array_that_is_no_JSON_is_refused_as_a_whole()
    {
        await PlantAsync();
        foreach (var bad in NoJson)
        {
            var reply = await Client.PostAsync("/api/records", Between("[", ",", "]", [bad]));
            Assert.Equal((bad.Name, HttpStatusCode.BadRequest, "bad-json"), (bad.Name, reply.Status, reply.Problem()));
        }

        await AssertPassedAsync(0);
    }

    [Fact]
    public async Task A_single_bad_record_is_refused_by_its_code_and_consumes_nothing()
    {
        await PlantAsync();
        foreach (var bad in Json.Where(bad => bad.Bytes[0] == '{'))
        {
            var reply = await Client.PostAsync("/api/records", bad.Bytes);
            Assert.Equal((bad.Name, HttpStatusCode.OK), (bad.Name, reply.Status));
            Assert.Equal(Expected(bad), Told(bad, reply.Json));
        }

        await AssertPassedAsync(0);
        Assert.Equal(10, (await Client.EventuallyAsync(
            $"/api/units/{County}/totals", totals => totals.GetProperty("version").GetInt64() >= 10)).GetProperty("version").GetInt64());
    }

    [Fact]
    public async Task A_single_body_that_is_no_record_at_all_is_400()
    {
        foreach (var bad in BadRecord.All.Where(bad => !bad.IsJson || bad.Bytes[0] is not ((byte)'{' or (byte)'[')))
        {
            var reply = await Client.PostAsync("/api/records", bad.Bytes);
            Assert.Equal((bad.Name, HttpStatusCode.BadRequest, "bad-json"), (bad.Name, reply.Status, reply.Problem()));
        }
    }

    [Fact]
    public async Task A_refused_identity_may_be_sent_again_and_is_judged_afresh()
    {
        await PlantAsync();
        var good = Sent.Passage(Checkpoint);
        var results = await Client.PostLinesAsync(Sent.With(good, "mood", "1"), good, good, Sent.With(good, "by", "\"another\""));
        Assert.Equal(["refused", "accepted", "duplicate", "refused"], results.Select(result => result.GetProperty("status").GetString()));
        Assert.Equal("id-reused", results[3].GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_refusal_names_the_source_and_number_that_could_be_read()
    {
        var results = await Client.PostLinesAsync(
            Sent.With(Sent.Passage("nobody", seq: 7), "type", "\"teleport\""), "{\"source\":\"a\"}", "{\"seq\":9}", "nonsense");
        Assert.Equal(("tablet-7", 7), (results[0].GetProperty("source").GetString(), results[0].GetProperty("seq").GetInt64()));
        Assert.Equal("a", results[1].GetProperty("source").GetString());
        Assert.Equal(JsonValueKind.Null, results[1].GetProperty("seq").ValueKind);
        Assert.Equal(JsonValueKind.Null, results[2].GetProperty("source").ValueKind);
        Assert.Equal(9, results[2].GetProperty("seq").GetInt64());
        Assert.Equal(JsonValueKind.Null, results[3].GetProperty("source").ValueKind);
    }

    [Fact]
    public async Task A_refusal_does_not_send_back_a_whole_record()
    {
        var results = await Client.PostLinesAsync(Sent.With(Sent.Passage(Checkpoint), new string('x', 60_000), "1"));
        Assert.Equal("unknown-field", results[0].GetProperty("code").GetString());
        Assert.InRange(results[0].GetRawText().Length, 1, 2000);
    }

    /// <summary>Each bad record between two good ones.</summary>
    private static byte[] Between(string start, string between, string end, IEnumerable<BadRecord> bad)
    {
        using var body = new MemoryStream();
        Write(start + Sent.Passage(Checkpoint));
        foreach (var one in bad)
        {
            Write(between);
            body.Write(one.Bytes);
            Write(between + Sent.Passage(Checkpoint));
        }

        Write(end);
        return body.ToArray();

        void Write(string text) => body.Write(Encoding.UTF8.GetBytes(text));
    }

    private async Task AssertEveryOtherIsRefusedAsync(IReadOnlyList<JsonElement> results, IReadOnlyList<BadRecord> bad)
    {
        Assert.Equal((2 * bad.Count) + 1, results.Count);
        Assert.All(results.Where((_, at) => at % 2 == 0), result => Assert.Equal("accepted", result.GetProperty("status").GetString()));
        Assert.Equal(bad.Select(Expected), bad.Select((one, at) => Told(one, results[(2 * at) + 1])));
        await AssertPassedAsync(bad.Count + 1);
    }

    private static (string, string?, string?, string?) Expected(BadRecord bad) => (bad.Name, "refused", bad.Code, bad.Field);

    private static (string, string?, string?, string?) Told(BadRecord bad, JsonElement result)
    {
        Assert.NotEmpty(result.GetProperty("message").GetString()!);
        return (bad.Name, Text("status"), Text("code"), Text("field"));

        string? Text(string name) => result.GetProperty(name).GetString();
    }

    private async Task AssertPassedAsync(int count)
    {
        var flows = (await Client.ReadAsync($"/api/units/{Checkpoint}/totals")).GetProperty("flows");
        Assert.Equal(count, flows.TryGetProperty("passages.in", out var passed) ? passed.GetInt32() : 0);
    }
}
