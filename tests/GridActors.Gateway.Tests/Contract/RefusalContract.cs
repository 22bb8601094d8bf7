using System.Net;
using System.Text;
using System.Text.Json;
using GridActors.Gateway.Tests.Hosts;

namespace GridActors.Gateway.Tests.Contract;

/// <summary>Malformed input: a stable code each, nothing half-applied, the rest goes on.</summary>
public abstract class RefusalContract : GatewayContract
{
    public static TheoryData<string> Names => [.. BadRecord.All.Select(bad => bad.Name)];

    public static TheoryData<string> NamesOfJson => [.. BadRecord.All.Where(bad => bad.IsJson).Select(bad => bad.Name)];

    public static TheoryData<string> NamesOfNoJson => [.. BadRecord.All.Where(bad => !bad.IsJson).Select(bad => bad.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_bad_line_is_refused_and_its_neighbours_count(string name)
    {
        var bad = Find(name);
        await PlantAsync();
        var reply = await Client.PostAsync("/api/records", Joined("", "\n", "\n", bad), Client.Lines);
        Assert.Equal(HttpStatusCode.OK, reply.Status);
        AssertOnlyTheMiddleIsRefused(reply.Lines, bad);
        await AssertTwoPassedAsync();
    }

    [Theory]
    [MemberData(nameof(NamesOfJson))]
    public async Task A_bad_element_is_refused_and_its_neighbours_count(string name)
    {
        var bad = Find(name);
        await PlantAsync();
        var reply = await Client.PostAsync("/api/records", Joined("[", ",", "]", bad));
        Assert.Equal(HttpStatusCode.OK, reply.Status);
        AssertOnlyTheMiddleIsRefused([.. reply.Json.EnumerateArray()], bad);
        await AssertTwoPassedAsync();
    }

    [Theory]
    [MemberData(nameof(NamesOfNoJson))]
    public async Task An_array_that_is_no_JSON_is_refused_as_a_whole(string name)
    {
        await PlantAsync();
        var reply = await Client.PostAsync("/api/records", Joined("[", ",", "]", Find(name)));
        reply.AssertProblem(400, "bad-json");
        var totals = await Client.ReadAsync($"/api/units/{Checkpoint}/totals");
        Assert.False(totals.GetProperty("flows").TryGetProperty("passages.in", out _), "something was half-applied");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_single_bad_record_is_refused_and_consumes_nothing(string name)
    {
        var bad = Find(name);
        await PlantAsync();
        var reply = await Client.PostAsync("/api/records", bad.Bytes);
        var isObject = bad.IsJson && bad.Bytes[0] == '{';
        if (!isObject && bad.Bytes[0] != '[')
        {
            reply.AssertProblem(400, "bad-json");
        }
        else if (isObject)
        {
            Assert.Equal(HttpStatusCode.OK, reply.Status);
            AssertRefused(reply.Json, bad);
        }

        var history = await Client.ReadAsync($"/api/units/{Checkpoint}/records");
        Assert.Equal(2, history.GetProperty("version").GetInt64());
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

    private static BadRecord Find(string name) => BadRecord.All.Single(bad => bad.Name == name);

    private static byte[] Joined(string start, string between, string end, BadRecord bad) =>
    [
        .. Encoding.UTF8.GetBytes(start + Sent.Passage(Checkpoint) + between), .. bad.Bytes,
        .. Encoding.UTF8.GetBytes(between + Sent.Passage(Checkpoint) + end),
    ];

    private static void AssertOnlyTheMiddleIsRefused(IReadOnlyList<JsonElement> results, BadRecord bad)
    {
        Assert.Equal(3, results.Count);
        Assert.Equal("accepted", results[0].GetProperty("status").GetString());
        AssertRefused(results[1], bad);
        Assert.Equal("accepted", results[2].GetProperty("status").GetString());
    }

    private static void AssertRefused(JsonElement result, BadRecord bad)
    {
        Assert.Equal("refused", result.GetProperty("status").GetString());
        Assert.Equal(bad.Code, result.GetProperty("code").GetString());
        Assert.Equal(bad.Field, result.GetProperty("field").GetString());
        Assert.NotEmpty(result.GetProperty("message").GetString()!);
    }

    private async Task AssertTwoPassedAsync()
    {
        var totals = await Client.ReadAsync($"/api/units/{Checkpoint}/totals");
        Assert.Equal(2, totals.GetProperty("flows").GetProperty("passages.in").GetInt32());
    }
}
