using GridActors.Core.Areas;
using GridActors.Core.Units;
using GridActors.Journaling.Ports;
using GridActors.Journaling.Tests.Contract;
using GridActors.Sqlite.Reading;

namespace GridActors.Sqlite.Tests.Reading;

/// <summary>People and reporting tools read the file with plain SQL.</summary>
public sealed class PlainSqlTests : IAsyncLifetime
{
    private static readonly DateOnly Day = new(2020, 2, 10);

    private readonly TemporaryFolder _folder = new();
    private SqliteJournal _journal = null!;

    public async Task InitializeAsync()
    {
        _journal = await _folder.OpenAsync();
        var unit = new UnitWriter(() => _journal, UnitId.Parse("k-1"));
        await unit.AppendAsync(append => append with { Head = UnitWriter.Head("k-1", UnitKind.County) });
        await unit.CountAsync(Sums.Of((Day, Sums.People, 3), (Day.AddDays(1), Sums.Litres, 2.125m)));
        await _journal.SaveAsync([new AreaRow(new SubtreeTotals(unit.Id, 9, Sums.OfPeople(Day, 40)))]);
    }

    public async Task DisposeAsync()
    {
        await _journal.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("SELECT group_concat(version || ' ' || source || '/' || seq) FROM record WHERE unit = 'k-1'", "1 dev/1,2 dev/2")]
    [InlineData("SELECT json ->> '$.unit' FROM record WHERE unit = 'k-1' AND version = 2", "k-1")]
    [InlineData("SELECT received FROM record WHERE version = 1", "2020-02-10T04:00:00.000Z")]
    [InlineData("SELECT group_concat(day) FROM unit_totals WHERE unit = 'k-1'", "2020-02-10,2020-02-11,running")]
    [InlineData("SELECT counts ->> '$.\"contract.people\"' FROM unit_totals WHERE unit = 'k-1' AND day = '2020-02-10'", "3")]
    [InlineData("SELECT counts ->> '$.\"contract.litres\"' FROM unit_totals WHERE unit = 'k-1' AND day = 'running'", "2.125")]
    [InlineData("SELECT counts ->> '$.\"contract.people\"' FROM subtree_totals WHERE unit = 'k-1' AND day = 'running'", "40")]
    public void Views_show_records_and_totals_by_unit_and_day(string sql, string expected) =>
        Assert.Equal(expected, Convert.ToString(_folder.Query(sql), System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>With a million households the search for stale areas must not read one row of unit for each.</summary>
    [Fact]
    public void The_search_for_stale_areas_reads_no_unit_row_of_a_leaf()
    {
        Assert.Contains(Plan(StaleReads.Areas), step => step.Contains("USING INDEX unit_area", StringComparison.Ordinal));
        Assert.Equal(["SCAN head"], Plan(StaleReads.Leaves)); // a few bytes a unit, and nothing looked up
    }

    private List<string> Plan(string sql)
    {
        using var connection = _folder.Connect();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The journal's own text.
        command.CommandText = "EXPLAIN QUERY PLAN " + sql;
#pragma warning restore CA2100
        using var steps = command.ExecuteReader();
        var plan = new List<string>();
        while (steps.Read())
        {
            plan.Add(steps.GetString(3));
        }

        return plan;
    }
}
