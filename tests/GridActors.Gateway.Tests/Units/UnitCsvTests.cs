using System.Text;
using GridActors.Gateway.Units;
using GridActors.Journaling.Ports;

namespace GridActors.Gateway.Tests.Units;

public sealed class UnitCsvTests
{
    [Fact]
    public async Task Rows_are_told_as_they_are_written_with_their_lines()
    {
        var list = await ReadAsync("code,name,kind,parent,tier,households\n\n1,岚县,county,,,\n 2 , 东村 ,palace,1,x,many\n");
        Assert.Equal(
            [new UnitRow(3, "1", "岚县", "county", null, null, null), new UnitRow(4, "2", "东村", "palace", "1", "x", "many")], list.Rows);
        Assert.Empty(list.Failures);
        Assert.Null(list.Refusal);
    }

    [Fact]
    public async Task Columns_may_stand_in_any_order()
    {
        var list = await ReadAsync("households,kind,parent,name,code\n7,village,1,a,2\n");
        Assert.Equal(new UnitRow(2, "2", "a", "village", "1", null, "7"), Assert.Single(list.Rows));
    }

    [Fact]
    public async Task A_quotation_mark_too_many_costs_its_own_row_only()
    {
        var list = await ReadAsync("code,name,kind,parent\n1,\"a,county,\n2,b\"c,county,\n3,\"d\"e,county,\n4,f,county,\n");
        Assert.Equal([5], list.Rows.Select(row => row.Line));
        Assert.Equal(
            [(2, "1", "bad-csv"), (3, "2", "bad-csv"), (4, "3", "bad-csv")],
            list.Failures.Select(row => (row.Line, row.Unit, row.Code)));
    }

    [Fact]
    public async Task A_row_needs_as_many_cells_as_the_header()
    {
        var list = await ReadAsync("code,name,kind,parent\n1,a,county\n2,b,county,,\n3,c,county,\n");
        Assert.Equal([4], list.Rows.Select(row => row.Line));
        Assert.Equal([2, 3], list.Failures.Select(row => row.Line));
    }

    [Fact]
    public async Task A_line_without_end_is_refused()
    {
        var list = await ReadAsync("code,name,kind,parent\n1," + new string('x', 300_000) + ",county,\n");
        Assert.Equal("bad-csv", list.Refusal?.Code);
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public async Task What_a_spreadsheet_calls_Unicode_is_known_by_its_mark_and_refused_without(string encoding)
    {
        var text = Encoding.GetEncoding(encoding);
        var bytes = text.GetBytes("code,name,kind,parent\n1,岚县,county,\n");
        var marked = await UnitCsv.ReadAsync(new MemoryStream([.. text.GetPreamble(), .. bytes]));
        Assert.Equal("岚县", Assert.Single(marked.Rows).Name);
        Assert.NotNull((await UnitCsv.ReadAsync(new MemoryStream(bytes))).Refusal);
    }

    [Fact]
    public async Task A_list_of_more_than_a_million_rows_is_refused()
    {
        var list = await ReadAsync("code,name,kind,parent\n" + new StringBuilder().Insert(0, ",,,\n", GatewayLimits.CsvRowsMax + 1));
        Assert.Equal("too-large", list.Refusal?.Code);
        Assert.Empty(list.Rows);
    }

    [Fact]
    public async Task The_stream_stays_open()
    {
        using var stream = new MemoryStream("code,name,kind,parent\n"u8.ToArray());
        await UnitCsv.ReadAsync(stream);
        Assert.True(stream.CanRead);
    }

    private static Task<UnitCsv> ReadAsync(string text) => UnitCsv.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)));
}
