using System.Globalization;
using System.Text.RegularExpressions;
using GridActors.Benchmarks.Workloads;
using GridActors.Cluster.Benchmarks.Servers;

namespace GridActors.Cluster.Benchmarks.Baselines;

/// <summary>
/// The usual way, in PostgreSQL's own benchmark program: for each record a transaction that inserts it (its identity
/// being the key) and updates the totals of the unit that it is about and of its village, township and county.
/// Statements prepared, the county last, so that its row is locked as briefly as can be; no days, no rules: everything
/// is in its favour.
/// </summary>
/// <param name="database">Is created.</param>
/// <param name="leaves">Units that records are about.</param>
/// <param name="hasTotals">False: records are only inserted.</param>
internal sealed partial class PlainTransactions(PostgresServer server, string database, int leaves, bool hasTotals)
{
    private const string Tables =
        """
        CREATE TABLE record (unit text, source text, seq bigint, at timestamptz, data text, PRIMARY KEY (unit, source, seq));
        CREATE TABLE totals (unit text PRIMARY KEY, passages_in bigint NOT NULL, people bigint NOT NULL, vehicles bigint NOT NULL,
          green bigint NOT NULL, pass bigint NOT NULL) WITH (fillfactor = 50);
        """;

    private const string Script =
        """
        \set gate random(0, {gates} - 1)
        \set village :gate % {villages}
        \set township :village % {townships}
        \set seq :seq + 1
        BEGIN;
        INSERT INTO record VALUES ('g' || :gate, 'tablet-' || :client_id || '-{run}', :seq, '2020-02-01T08:10:00+08:00',
          '{"direction":"in","people":2,"temperature":36.5,"code":"green","outcome":"pass"}');
        """;

    private const string Updates =
        """

        {update} 'g' || :gate;
        {update} 'v' || :village;
        {update} 't' || :township;
        {update} 'county';
        """;

    private const string Update =
        "UPDATE totals SET passages_in = passages_in + 1, people = people + 2, green = green + 1, "
        + "pass = pass + 1 WHERE unit =";

    private string _connectionString = "";
    private int _runs;

    public async Task PrepareAsync()
    {
        _connectionString = await server.CreateDatabaseAsync(database);
        await PostgresServer.SqlAsync(_connectionString, Tables);
        await PostgresServer.SqlAsync(_connectionString, $"""
            INSERT INTO totals SELECT unit, 0, 0, 0, 0, 0 FROM (
              SELECT 'g' || i AS unit FROM generate_series(0, {leaves - 1}) i
              UNION ALL SELECT 'v' || i FROM generate_series(0, {PassageTree.Villages - 1}) i
              UNION ALL SELECT 't' || i FROM generate_series(0, {PassageTree.Townships - 1}) i
              UNION ALL SELECT 'county') units
            """);
    }

    /// <summary>Durable records a second.</summary>
    public async Task<double> RunAsync(int connections, TimeSpan duration)
    {
        var script = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(script, (Script + (hasTotals ? Updates : "") + "\nCOMMIT;\n")
                .Replace("{gates}", $"{leaves}", StringComparison.Ordinal)
                .Replace("{villages}", $"{PassageTree.Villages}", StringComparison.Ordinal)
                .Replace("{townships}", $"{PassageTree.Townships}", StringComparison.Ordinal)
                .Replace("{run}", $"{++_runs}", StringComparison.Ordinal)
                .Replace("{update}", Update, StringComparison.Ordinal));
            var output = await server.PgbenchAsync(
                database, "-n", "-M", "prepared", "-c", $"{connections}", "-j", "2", "-T", $"{Math.Ceiling(duration.TotalSeconds)}",
                "-D", "seq=0", "-f", script);
            return double.Parse(Rate.Match(output).Groups[1].Value, CultureInfo.InvariantCulture);
        }
        finally
        {
            File.Delete(script);
        }
    }

    /// <exception cref="InvalidOperationException">A total differs from the records.</exception>
    public async Task CheckAsync()
    {
        if (!hasTotals)
        {
            return;
        }

        var differing = await PostgresServer.ScalarAsync<long>(_connectionString, """
            SELECT abs((SELECT count(*) FROM record) - passages_in) FROM totals WHERE unit = 'county'
            """);
        if (differing != 0)
        {
            throw new InvalidOperationException($"plain SQL: the county's total differs by {differing}");
        }
    }

    [GeneratedRegex(@"tps = ([0-9.]+)")]
    private static partial Regex Rate { get; }
}
