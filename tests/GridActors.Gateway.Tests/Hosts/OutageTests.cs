using GridActors.Core.Records;
using GridActors.Core.Units;
using GridActors.Gateway.Health;
using GridActors.Gateway.Tests.Contract;
using GridActors.Journaling.Ports;
using Microsoft.Extensions.DependencyInjection;

namespace GridActors.Gateway.Tests.Hosts;

/// <summary>What clients are told while the server cannot serve.</summary>
public sealed class OutageTests : IAsyncLifetime
{
    private UnitsInTheWay _units = null!;
    private JournalInTheWay _journal = null!;
    private RunningGateway _gateway = null!;
    private Client _client = null!;

    public async Task InitializeAsync()
    {
        _gateway = await new MemoryGateway
        {
            AroundUnits = units => _units = new UnitsInTheWay(units),
            AroundJournal = journal => _journal = new JournalInTheWay(journal),
        }.StartAsync();
        _client = new Client(_gateway.Address);
        await _client.AcceptAsync(Sent.Register(GatewayContract.County, "county", null));
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _gateway.DisposeAsync();
    }

    [Theory]
    [InlineData("/api/records", Client.Json)]
    [InlineData("/api/records", Client.Lines)]
    [InlineData("/api/units", "text/csv")]
    public async Task An_overloaded_server_turns_away_before_it_reads(string path, string mediaType)
    {
        _units.IsOverloaded = true;
        await using var connection = await RawConnection.PostAsync(_gateway.Address, path, mediaType, "Content-Length: 1000\r\n");
        var (status, body) = await connection.AnswerAsync(); // not a byte of the body was sent
        Assert.Equal(503, status);
        Assert.Contains("\"code\":\"unavailable\"", body);
    }

    [Fact]
    public async Task What_is_read_when_too_much_waits_already_is_turned_away_as_a_whole()
    {
        var record = Sent.Record(GatewayContract.County, "unit.amend", new { households = 5 });
        var asked = 0;
        _units.Overloaded = () => asked++ > 0; // not yet when it came in
        (await _client.PostAsync("/api/records", $"[{record}]")).AssertProblem(503, "unavailable");
        _units.IsOverloaded = false;
        await _client.AcceptAsync(record); // accepted, hence not kept before
    }

    [Fact]
    public async Task Turned_away_clients_are_told_when_to_come_back()
    {
        _units.IsOverloaded = true;
        var reply = await _client.PostAsync("/api/records", "[]");
        reply.AssertProblem(503, "unavailable");
        Assert.Equal(TimeSpan.FromSeconds(GatewayLimits.RetryAfterSeconds), reply.Headers.RetryAfter?.Delta);
    }

    [Fact]
    public async Task Records_that_nobody_is_known_to_keep_are_unavailable_each()
    {
        _units.IsDown = true;
        var record = Sent.Record(GatewayContract.County, "unit.amend", new { households = 5 });
        var results = await _client.PostLinesAsync(record, "nonsense");
        Assert.Equal(["unavailable", "refused"], results.Select(result => result.GetProperty("status").GetString()));
        Assert.Equal(["source", "seq", "status"], results[0].EnumerateObject().Select(field => field.Name));
        var one = await _client.PostAsync("/api/records", record);
        Assert.Equal("unavailable", one.Json.GetProperty("status").GetString());
        _units.IsDown = false;
        await _client.AcceptAsync(record);
    }

    [Fact]
    public async Task A_unit_that_throws_spoils_no_neighbour()
    {
        await _client.AcceptAsync(Sent.Register("other", "county", null));
        _units.OnPost = (unit, _) => unit.Value == "other" ? throw new InvalidOperationException("a bug") : Task.CompletedTask;
        var reply = await _client.PostAsync("/api/records", Sent.Array(
            Sent.Record("other", "unit.amend", new { households = 5 }),
            Sent.Record(GatewayContract.County, "unit.amend", new { households = 5 })));
        Assert.Equal(["unavailable", "accepted"], reply.Json.EnumerateArray().Select(result => result.GetProperty("status").GetString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/totals")]
    [InlineData("/children")]
    [InlineData("/series?indicator=passages.in")]
    [InlineData("/live")]
    [InlineData("/records")]
    public async Task Reading_without_a_journal_is_503_and_says_nothing_of_the_inside(string route)
    {
        _units.IsDown = true;
        _journal.IsDown = true;
        var reply = await _client.GetAsync($"/api/units/{GatewayContract.County}{route}");
        reply.AssertProblem(503, "unavailable");
        Assert.NotNull(reply.Headers.RetryAfter);
        Assert.DoesNotContain("own words", reply.Text);
    }

    [Fact]
    public async Task A_bug_is_500_and_says_nothing_of_the_inside()
    {
        await using var gateway = await new MemoryGateway { AroundJournal = _ => new BrokenJournal() }.StartAsync();
        using var client = new Client(gateway.Address);
        var reply = await client.GetAsync("/api/units/x/records");
        reply.AssertProblem(500, "internal");
        Assert.DoesNotContain("secret", reply.Text);
    }

    [Fact]
    public async Task It_is_ready_only_while_the_host_says_so_and_the_journal_answers()
    {
        var readiness = _gateway.Services.GetRequiredService<Readiness>();
        readiness.IsReady = false;
        (await _client.GetAsync("/health/ready")).AssertProblem(503, "unavailable");
        readiness.IsReady = true;
        _journal.IsDown = true;
        (await _client.GetAsync("/health/ready")).AssertProblem(503, "unavailable");
        Assert.Equal("live", (await _client.ReadAsync("/health/live")).GetProperty("status").GetString());
        _journal.IsDown = false;
        await Task.Delay(1100);
        Assert.Equal("ready", (await _client.ReadAsync("/health/ready")).GetProperty("status").GetString());
    }

    private sealed class BrokenJournal : IJournal
    {
        public ValueTask<StoredUnit> LoadAsync(UnitId unit, CancellationToken cancellation = default) => throw Bug();

        public ValueTask<IReadOnlyList<StoredEntry>> ReadAsync(
            UnitId unit, long after, int limit, CancellationToken cancellation = default) => throw Bug();

        public ValueTask<IReadOnlyList<StoredEntry>> FindAsync(
            UnitId unit, IReadOnlyCollection<RecordId> ids, CancellationToken cancellation = default) => throw Bug();

        public ValueTask<AppendResult> AppendAsync(Append append) => throw Bug();

        private static InvalidOperationException Bug() => new("a secret");
    }

    [Fact]
    public async Task Whoever_watches_and_was_told_nothing_yet_is_told_when_the_server_stops()
    {
        var told = new TaskCompletionSource();
        _units.BeforeWatch = told.Task;
        var watching = _client.GetAsync($"/api/units/{GatewayContract.County}/live");
        await UntilAsync(() => _units.Watches == 1);
        var stopping = _gateway.DisposeAsync().AsTask();

        (await watching).AssertProblem(503, "unavailable");
        told.SetResult();
        await stopping;

        static async Task UntilAsync(Func<bool> condition)
        {
            for (var tries = 0; !condition() && tries < 500; tries++)
            {
                await Task.Delay(20);
            }
        }
    }
}
