using System.Text;
using System.Text.Json;
using GridActors.Gateway.Tests.Hosts;

namespace GridActors.Gateway.Tests.Contract;

/// <summary>The tree: reading it, and making it from a list.</summary>
public abstract class UnitContract : GatewayContract
{
    private const string Csv = "text/csv";

    private const string List = """
        code,name,kind,parent,tier,households
        141127100201-c1,村口卡点,checkpoint,141127100201,natural-village,
        141127100201,东村,village,141127100,,120
        141127100,东村镇,township,141127,,
        141127,岚县,county,,,
        """;

    [Theory]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("1000000000000")]
    [InlineData("1e400")]
    [InlineData("many")]
    public async Task A_number_of_households_that_is_none_is_refused_as_in_a_record(string households)
    {
        var reply = await Client.PostAsync(
            "/api/units", $"code,name,kind,parent,tier,households\nc9,县,county,,,{households}\n", "text/csv");
        var failure = Assert.Single(reply.Json.GetProperty("failures").EnumerateArray().ToArray());
        Assert.Equal(
            ("bad-number", "households"), (failure.GetProperty("code").GetString(), failure.GetProperty("field").GetString()));
    }

    [Fact]
    public async Task An_empty_deployment_has_no_roots() =>
        Assert.Equal("""{"units":[]}""", (await Client.GetAsync("/api/units")).Text);

    [Fact]
    public async Task The_roots_are_listed()
    {
        await PlantAsync();
        var roots = await Client.ReadAsync("/api/units");
        var root = Assert.Single(roots.GetProperty("units").EnumerateArray());
        Assert.Equal("""{"unit":"141127","kind":"county","name":"名141127"}""", root.GetRawText());
    }

    [Fact]
    public async Task A_unit_says_what_it_is_where_it_stands_and_what_it_counts()
    {
        await PlantAsync();
        var unit = await Client.ReadAsync($"/api/units/{OtherCheckpoint}");
        Assert.Equal(("checkpoint", "natural-village"), (Text(unit, "kind"), Text(unit, "tier")));
        Assert.False(unit.GetProperty("closed").GetBoolean());
        Assert.False(unit.TryGetProperty("households", out _));
        var parents = unit.GetProperty("parents").EnumerateArray();
        Assert.Equal([County, Township, Village], parents.Select(parent => Text(parent, "unit")));
        Assert.Equal(["county", "township", "village"], parents.Select(parent => Text(parent, "kind")));
        Assert.Equal(1, unit.GetProperty("totals").GetProperty("levels").GetProperty("checkpoints.open").GetInt32());
        var village = await Client.ReadAsync($"/api/units/{Village}");
        Assert.Equal(120, village.GetProperty("households").GetInt32());
        Assert.False(village.TryGetProperty("tier", out _));
    }

    [Fact]
    public async Task A_closed_unit_says_so()
    {
        await PlantAsync();
        await Client.AcceptAsync(Sent.Record(Checkpoint, "unit.close"));
        Assert.True((await Client.ReadAsync($"/api/units/{Checkpoint}")).GetProperty("closed").GetBoolean());
    }

    [Fact]
    public async Task A_list_is_registered_whatever_the_order_of_its_rows()
    {
        var reply = await Client.PostAsync("/api/units", List, Csv);
        Assert.Equal("""{"registered":4,"unchanged":0,"failed":0,"failures":[]}""", reply.Text);
        var again = await Client.PostAsync("/api/units", List, Csv);
        Assert.Equal("""{"registered":0,"unchanged":4,"failed":0,"failures":[]}""", again.Text);
        var unit = await Client.ReadAsync("/api/units/141127100201-c1");
        Assert.Equal(("村口卡点", "natural-village"), (Text(unit, "name"), Text(unit, "tier")));
        await Client.EventuallyAsync("/api/units/141127/totals", totals => totals.GetProperty("version").GetInt64() == 4);
    }

    [Fact]
    public async Task A_byte_order_mark_CRLF_blanks_and_quotes_are_read()
    {
        byte[] list = [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes("parent,code, kind,name\r\n,141127 ,county,\"岚县, \"\"老\"\"区\"\r\n\r\n")];
        Assert.Equal("""{"registered":1,"unchanged":0,"failed":0,"failures":[]}""", (await Client.PostAsync("/api/units", list, Csv)).Text);
        Assert.Equal("岚县, \"老\"区", Text(await Client.ReadAsync("/api/units/141127"), "name"));
    }

    [Fact]
    public async Task Each_row_that_fails_is_named_by_its_line_and_the_others_count()
    {
        const string list = """
            code,name,kind,parent
            141127,岚县,county,
            141127100,东村镇,township,141127
            141127100201,东村,village,141127100,too,many
            bad id,甲,township,141127
            141127101,乙,palace,141127
            141127102,丙,township,nobody
            141127103,"丁,township,141127
            141127104,戊,township,141127
            """;
        var reply = await Client.PostAsync("/api/units", list, Csv);
        Assert.Equal((3, 5), (reply.Json.GetProperty("registered").GetInt32(), reply.Json.GetProperty("failed").GetInt32()));
        var failures = reply.Json.GetProperty("failures").EnumerateArray();
        Assert.Equal(
            [(4, "bad-csv"), (5, "bad-unit-id"), (6, "bad-value"), (7, "bad-parent"), (8, "bad-csv")],
            failures.Select(failure => (failure.GetProperty("line").GetInt32(), Text(failure, "code")!)));
        Assert.Equal(
            ["141127100201", "bad id", "141127101", "141127102", "141127103"], failures.Select(failure => Text(failure, "unit")));
        Assert.Equal("parent", Text(reply.Json.GetProperty("failures")[3], "field"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("code,name,kind\n1,a,county\n")]
    [InlineData("code,name,kind,parent,colour\n1,a,county,,red\n")]
    [InlineData("code,name,kind,parent,code\n1,a,county,,1\n")]
    [InlineData("141127,岚县,county,\n")]
    public async Task A_list_without_its_header_is_400(string list) =>
        (await Client.PostAsync("/api/units", list, Csv)).AssertProblem(400, "bad-csv");

    [Fact]
    public async Task A_list_that_is_not_UTF8_is_400_and_registers_nothing()
    {
        byte[] gbk = [.. "code,name,kind,parent\n1,good,county,\n2,"u8, 0xE1, 0xB0, 0xCF, 0xD8, .. ",county,\n"u8];
        (await Client.PostAsync("/api/units", gbk, Csv)).AssertProblem(400, "bad-encoding");
        Assert.Equal("""{"units":[]}""", (await Client.GetAsync("/api/units")).Text);
        byte[] header = [.. "code,"u8, 0xC3, 0xFB, .. ",kind,parent\n"u8];
        (await Client.PostAsync("/api/units", header, Csv)).AssertProblem(400, "bad-encoding");
    }

    [Fact]
    public async Task A_list_in_another_format_is_415() =>
        (await Client.PostAsync("/api/units", "[]")).AssertProblem(415, "unsupported-media-type");

    [Fact]
    public async Task A_list_that_is_too_large_is_413()
    {
        await using var connection = await RawConnection.PostAsync(
            Gateway.Address, "/api/units", Csv, $"Content-Length: {GatewayLimits.CsvBodyBytesMax + 1}\r\n");
        var (status, body) = await connection.AnswerAsync();
        Assert.Equal(413, status);
        Assert.Contains("\"code\":\"too-large\"", body);
    }

    [Fact]
    public async Task A_list_may_be_larger_than_a_body_of_records()
    {
        var list = new StringBuilder("code,name,kind,parent\n1,a,county,\n");
        while (list.Length < GatewayLimits.JsonBodyBytesMax)
        {
            list.Append(new string(' ', 1000)).Append('\n');
        }

        var reply = await Client.PostAsync("/api/units", list.ToString(), Csv);
        Assert.Equal(1, reply.Json.GetProperty("registered").GetInt32());
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
