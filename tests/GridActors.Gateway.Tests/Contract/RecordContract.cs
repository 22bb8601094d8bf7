using System.Net;
using System.Text;
using System.Text.Json;
using GridActors.Gateway.Tests.Hosts;

namespace GridActors.Gateway.Tests.Contract;

/// <summary>Records in their three forms, answered in order.</summary>
public abstract class RecordContract : GatewayContract
{
    [Fact]
    public async Task One_record_is_answered_with_one_result_and_nothing_else()
    {
        await PlantAsync();
        var reply = await Client.PostAsync("/api/records", Sent.Passage(Checkpoint, seq: 1_000_001));
        Assert.Equal("application/json; charset=utf-8", reply.Content.ContentType?.ToString());
        Assert.Equal("""{"source":"tablet-7","seq":1000001,"status":"accepted"}""", reply.Text);
    }

    [Fact]
    public async Task What_is_accepted_with_a_warning_says_so_in_its_result()
    {
        await PlantAsync();
        var record = Sent.Record(Village, "contact.assign", new { member = "worker-1", households = new[] { Household } }, seq: 1_000_001);
        var result = (await Client.PostAsync("/api/records", record)).Json;
        Assert.Equal("accepted", result.GetProperty("status").GetString());
        var warning = result.GetProperty("warning");
        Assert.Equal("households-per-member", warning.GetProperty("code").GetString());
        Assert.Equal("data.households", warning.GetProperty("field").GetString());
        Assert.Contains("1 households", warning.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.False(result.TryGetProperty("code", out _));
    }

    [Fact]
    public async Task An_array_is_answered_with_an_array_in_its_order()
    {
        await PlantAsync();
        string[] records =
        [
            .. Enumerable.Range(1, 100).Select(seq =>
                Sent.Passage(seq % 3 == 0 ? OtherCheckpoint : Checkpoint, source: $"s{seq % 7}", seq: seq)),
        ];
        var reply = await Client.PostAsync("/api/records", Sent.Array(records));
        Assert.Equal(Enumerable.Range(1, 100), reply.Json.EnumerateArray().Select(result => result.GetProperty("seq").GetInt32()));
        Assert.All(reply.Json.EnumerateArray(), result => Assert.Equal("accepted", result.GetProperty("status").GetString()));
    }

    [Fact]
    public async Task Lines_are_answered_with_lines_in_their_order()
    {
        await PlantAsync();
        var records = Enumerable.Range(1, 3000).Select(seq => Sent.Passage(seq % 2 == 0 ? OtherCheckpoint : Checkpoint, seq: seq));
        var results = await Client.PostLinesAsync([.. records]);
        Assert.Equal(Enumerable.Range(1, 3000), results.Select(result => result.GetProperty("seq").GetInt32()));
        Assert.All(results, result => Assert.Equal("accepted", result.GetProperty("status").GetString()));
        var history = await Client.ReadAsync($"/api/units/{Checkpoint}/records?after=3&limit=1000");
        Assert.Equal(
            Enumerable.Range(0, 1000).Select(i => (2 * i) + 1),
            history.GetProperty("records").EnumerateArray().Select(record => record.GetProperty("seq").GetInt32()));
    }

    [Fact]
    public async Task A_unit_decides_in_the_order_of_the_body()
    {
        await PlantAsync();
        string[] records =
        [
            .. Enumerable.Range(0, 1200).Select(i => Sent.Record(Checkpoint, "unit.amend", new { name = $"n{i}" }, seq: 10_000 + i)),
        ];
        await Client.AcceptAsync(records);
        var history = await Client.ReadAsync($"/api/units/{Checkpoint}/records?after=3&limit=1000");
        Assert.Equal(
            Enumerable.Range(10_000, 1000),
            history.GetProperty("records").EnumerateArray().Select(record => record.GetProperty("seq").GetInt32()));
    }

    [Fact]
    public async Task The_same_records_again_are_duplicates_and_change_nothing()
    {
        await PlantAsync();
        var records = Sent.Array([.. Enumerable.Range(0, 50).Select(_ => Sent.Passage(Checkpoint))]);
        await Client.PostAsync("/api/records", records);
        var again = await Client.PostAsync("/api/records", records);
        Assert.All(again.Json.EnumerateArray(), result => Assert.Equal("duplicate", result.GetProperty("status").GetString()));
        var totals = await Client.ReadAsync($"/api/units/{Checkpoint}/totals");
        Assert.Equal(50, totals.GetProperty("flows").GetProperty("passages.in").GetInt32());
    }

    [Fact]
    public async Task Nobody_is_needed_for_an_empty_array_or_no_lines()
    {
        Assert.Equal("[]", (await Client.PostAsync("/api/records", "[]")).Text);
        var reply = await Client.PostAsync("/api/records", "\n\r\n  \n", Client.Lines);
        Assert.Equal((HttpStatusCode.OK, ""), (reply.Status, reply.Text));
        Assert.Equal("", (await Client.PostAsync("/api/records", "", Client.Lines)).Text);
    }

    [Theory]
    [InlineData(Client.Json, "{0}")]
    [InlineData(Client.Json, "[{0}]")]
    [InlineData(Client.Lines, "{0}\n")]
    public async Task A_byte_order_mark_and_blanks_around_are_no_part_of_the_body(string mediaType, string form)
    {
        await PlantAsync();
        byte[] body = [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(" " + form.Replace("{0}", Sent.Passage(Checkpoint)) + " ")];
        var reply = await Client.PostAsync("/api/records", body, mediaType);
        Assert.Contains("\"accepted\"", reply.Text);
    }

    [Fact]
    public async Task A_byte_order_mark_further_on_is_not_skipped()
    {
        await PlantAsync();
        var results = await Client.PostLinesAsync(Sent.Passage(Checkpoint), "\uFEFF" + Sent.Passage(Checkpoint));
        Assert.Equal("bad-json", results[1].GetProperty("code").GetString());
    }

    [Fact]
    public async Task Lines_may_end_in_CRLF_and_the_last_one_in_nothing()
    {
        await PlantAsync();
        var body = $"{Sent.Passage(Checkpoint)}\r\n\r\n{Sent.Passage(Checkpoint)}";
        var reply = await Client.PostAsync("/api/records", body, Client.Lines);
        Assert.Equal(["accepted", "accepted"], reply.Lines.Select(result => result.GetProperty("status").GetString()));
    }

    [Fact]
    public async Task The_history_keeps_a_record_as_it_was_sent()
    {
        await PlantAsync();
        var odd = Sent.With(Sent.Passage(Checkpoint), "data", """{ "outcome":"pass",  "direction":"in", "people": 2.0 }""");
        await Client.AcceptAsync(odd);
        var history = await Client.ReadAsync($"/api/units/{Checkpoint}/records?after=3");
        Assert.Equal(
            """{ "outcome":"pass",  "direction":"in", "people": 2.0 }""",
            history.GetProperty("records")[0].GetProperty("data").GetRawText());
    }

    [Fact]
    public async Task A_thousand_units_in_one_body_are_each_answered()
    {
        await PlantAsync();
        string[] units = [.. Enumerable.Range(0, 1000).Select(i => $"h{i}")];
        await Client.AcceptAsync([.. units.Select(unit => Sent.Register(unit, "household", Village))]);
        await Client.EventuallyAsync(
            $"/api/units/{Village}/totals", totals => Level(totals, "units.household") == 1001);
    }

    private static int Level(JsonElement totals, string code) =>
        totals.GetProperty("levels").TryGetProperty(code, out var value) ? value.GetInt32() : 0;
}
