using System.Text.Json;
using GridActors.Gateway.Tests.Hosts;

namespace GridActors.Gateway.Tests.Contract;

/// <summary>A unit's own records: who, when, from which source, and what was taken back.</summary>
public abstract class HistoryContract : GatewayContract
{
    [Fact]
    public async Task A_record_is_shown_with_who_sent_it_and_when_it_came()
    {
        await PlantAsync();
        await Client.AcceptAsync(Sent.Passage(Checkpoint, seq: 900_001));
        var record = (await Client.ReadAsync($"/api/units/{Checkpoint}/records?after=3")).GetProperty("records")[0];
        Assert.Equal(
            ["version", "received", "source", "seq", "at", "by", "type", "data"], record.EnumerateObject().Select(field => field.Name));
        Assert.Equal(4, record.GetProperty("version").GetInt64());
        Assert.Equal(("tablet-7", 900_001), (record.GetProperty("source").GetString(), record.GetProperty("seq").GetInt64()));
        Assert.Equal(Sent.Noon(Sent.LastDay), record.GetProperty("at").GetString());
        Assert.Equal(("worker-31", "passage"), (record.GetProperty("by").GetString(), record.GetProperty("type").GetString()));
        Assert.EndsWith("+08:00", record.GetProperty("received").GetString());
        var age = DateTimeOffset.UtcNow - record.GetProperty("received").GetDateTimeOffset();
        Assert.InRange(age, TimeSpan.FromSeconds(-1), TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task What_was_decided_beside_a_record_is_shown_with_it()
    {
        await PlantAsync();
        var first = (await Client.ReadAsync($"/api/units/{Checkpoint}/records")).GetProperty("records")[0];
        Assert.Equal("village", first.GetProperty("outcome").GetProperty("tier").GetString());
    }

    [Fact]
    public async Task Pages_follow_one_another_to_the_end()
    {
        await PlantAsync();
        await Client.AcceptAsync([.. Enumerable.Range(1, 23).Select(_ => Sent.Passage(Checkpoint))]);
        var versions = new List<long>();
        long? after = 0;
        while (after is { } from)
        {
            var page = await Client.ReadAsync($"/api/units/{Checkpoint}/records?after={from}&limit=5");
            Assert.Equal(26, page.GetProperty("version").GetInt64());
            versions.AddRange(page.GetProperty("records").EnumerateArray().Select(record => record.GetProperty("version").GetInt64()));
            after = page.GetProperty("next").ValueKind == JsonValueKind.Null ? null : page.GetProperty("next").GetInt64();
        }

        Assert.Equal(Enumerable.Range(1, 26).Select(version => (long)version), versions);
    }

    [Fact]
    public async Task A_page_has_100_records_unless_asked_otherwise()
    {
        await PlantAsync();
        await Client.AcceptAsync([.. Enumerable.Range(1, 150).Select(_ => Sent.Passage(Checkpoint))]);
        var page = await Client.ReadAsync($"/api/units/{Checkpoint}/records");
        Assert.Equal((100, 100), (page.GetProperty("records").GetArrayLength(), page.GetProperty("next").GetInt64()));
        var beyond = await Client.ReadAsync($"/api/units/{Checkpoint}/records?after=1000");
        Assert.Equal(0, beyond.GetProperty("records").GetArrayLength());
        Assert.Equal(JsonValueKind.Null, beyond.GetProperty("next").ValueKind);
    }

    [Fact]
    public async Task A_record_that_was_taken_back_says_by_which_entry()
    {
        await PlantAsync();
        await Client.AcceptAsync(
            Sent.Passage(Checkpoint, source: "s", seq: 1), Sent.Passage(Checkpoint, source: "s", seq: 2),
            Sent.Record(Checkpoint, "record.void", new { source = "s", seq = 1, reason = "typo" }));
        var records = (await Client.ReadAsync($"/api/units/{Checkpoint}/records")).GetProperty("records");
        Assert.Equal(6, records[3].GetProperty("voided").GetProperty("by").GetInt64());
        Assert.Equal([4], VoidedOf(records));
        Assert.Equal(4, records[5].GetProperty("outcome").GetProperty("voids").GetInt64());

        // The void lies beyond the page that shows what it takes back.
        var shown = await Client.ReadAsync($"/api/units/{Checkpoint}/records?after=3&limit=1");
        Assert.Equal([4], VoidedOf(shown.GetProperty("records")));
        var next = await Client.ReadAsync($"/api/units/{Checkpoint}/records?after=4&limit=1");
        Assert.Empty(VoidedOf(next.GetProperty("records")));
    }

    [Fact]
    public async Task What_was_taken_back_is_found_among_thousands_of_entries_and_across_snapshots()
    {
        await PlantAsync();
        await PassAsync(1, 700);
        await VoidAsync(10, 20, 600);
        await PassAsync(701, 1900);
        await VoidAsync(650, 1800);
        await PassAsync(1901, 3000);
        await VoidAsync(5, 2950);
        int[] voided = [5, 10, 20, 600, 650, 1800, 2950];
        foreach (var after in new[] { 0, 2, 7, 12, 500, 640, 652, 1000, 1806, 2950, 3000 })
        {
            var page = await Client.ReadAsync($"/api/units/{Checkpoint}/records?after={after}&limit=900");
            var records = page.GetProperty("records").EnumerateArray().Where(record => record.GetProperty("source").GetString() == "s");
            var shown = records.Select(record => record.GetProperty("seq").GetInt32());
            var marked = records.Where(record => record.TryGetProperty("voided", out _));
            Assert.Equal(voided.Intersect(shown).Order(), marked.Select(record => record.GetProperty("seq").GetInt32()));
        }
    }

    [Theory]
    [InlineData("after=-1")]
    [InlineData("after=x")]
    [InlineData("after=")]
    [InlineData("after=99999999999999999999")]
    [InlineData("limit=0")]
    [InlineData("limit=1001")]
    [InlineData("limit=1.5")]
    [InlineData("limit=5&limit=6")]
    public async Task A_question_that_means_no_page_is_400(string query)
    {
        await PlantAsync();
        var reply = await Client.GetAsync($"/api/units/{Checkpoint}/records?{query}");
        reply.AssertProblem(400, "bad-query");
        Assert.Equal(query.Split('=')[0], reply.Json.GetProperty("field").GetString());
    }

    private static long[] VoidedOf(JsonElement records) =>
    [
        .. records.EnumerateArray().Where(record => record.TryGetProperty("voided", out _))
            .Select(record => record.GetProperty("version").GetInt64()),
    ];

    private Task PassAsync(int from, int to) =>
        Client.AcceptAsync([.. Enumerable.Range(from, to - from + 1).Select(seq => Sent.Passage(Checkpoint, source: "s", seq: seq))]);

    private Task VoidAsync(params int[] seqs) =>
        Client.AcceptAsync([.. seqs.Select(seq => Sent.Record(Checkpoint, "record.void", new { source = "s", seq, reason = "typo" }))]);
}
