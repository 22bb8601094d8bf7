using System.Collections.Concurrent;
using GridActors.Gateway.Tests.Hosts;

namespace GridActors.Gateway.Tests.Records;

/// <summary>How records travel from a body to their units.</summary>
public sealed class PostingTests : IAsyncLifetime
{
    private readonly ConcurrentQueue<(string Unit, int Records)> _calls = [];
    private UnitsInTheWay _units = null!;
    private RunningGateway _gateway = null!;
    private Client _client = null!;

    public async Task InitializeAsync()
    {
        _gateway = await new MemoryGateway { AroundUnits = units => _units = new UnitsInTheWay(units) }.StartAsync();
        _client = new Client(_gateway.Address);
        await _client.AcceptAsync(
            Sent.Register("county", "county", null), Sent.Register("c1", "checkpoint", "county"),
            Sent.Register("c2", "checkpoint", "county"), Sent.Open("c1"), Sent.Open("c2"));
        _units.OnPost = (unit, records) =>
        {
            _calls.Enqueue((unit.Value, records.Count));
            return Task.CompletedTask;
        };
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _gateway.DisposeAsync();
    }

    [Fact]
    public async Task Each_unit_is_called_once_for_all_its_records_in_a_body()
    {
        await _client.AcceptAsync([.. Enumerable.Range(0, 100).Select(i => Sent.Passage(i % 2 == 0 ? "c1" : "c2"))]);
        Assert.Equal([("c1", 50), ("c2", 50)], _calls.Order());
    }

    public static TheoryData<string, string> Beside => new()
    {
        { Sent.Passage("c2"), Sent.Passage("c1") },
        {
            Sent.Record("h1", "isolation.start", new { person = new { name = "张三", phone = "1" }, kind = "home" }),
            Sent.Passage("c1")
        },
        {
            Sent.Record("v1", "report.submit", new { date = Sent.Day() }),
            Sent.Record("v2", "report.submit", new { date = Sent.Day() })
        },
    };

    [Theory]
    [MemberData(nameof(Beside))]
    public async Task Units_are_called_side_by_side(string first, string second)
    {
        var both = new CountdownEvent(2);
        var together = new TaskCompletionSource();
        _units.OnPost = (_, _) =>
        {
            if (both.Signal())
            {
                together.SetResult();
            }

            return together.Task;
        };
        await _client.PostAsync("/api/records", Sent.Array(first, second)).WaitAsync(TimeSpan.FromSeconds(10));
        Assert.True(together.Task.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task What_hangs_on_a_record_that_is_not_known_to_be_kept_is_not_refused_for_that()
    {
        var isSilent = true;
        _units.OnPost = (unit, records) =>
        {
            _calls.Enqueue((unit.Value, records.Count));
            return isSilent && unit.Value == "t1" ? throw new TimeoutException("no answer") : Task.CompletedTask;
        };
        string[] body =
        [
            Sent.Register("t1", "township", "county"), Sent.Register("v1", "village", "t1"), Sent.Passage("c1"),
            Sent.Register("g1", "grid", "v1"), Sent.Passage("c2"),
        ];

        Assert.Equal(
            ["unavailable", "unavailable", "accepted", "unavailable", "accepted"], await StatusesAsync(Sent.Array(body)));
        Assert.Equal(["c1", "c2", "t1"], _calls.Select(call => call.Unit).Order()); // nor waits for it once more

        isSilent = false;
        Assert.Equal(
            ["accepted", "accepted", "duplicate", "accepted", "duplicate"], await StatusesAsync(Sent.Array(body)));
    }

    public static TheoryData<string, string> Pairs => new()
    {
        { Sent.Register("t1", "township", "county"), Sent.Register("v1", "village", "t1") },
        { Sent.Register("t1", "township", "county"), Sent.Record("c1", "supply.transfer", new { item = "mask", quantity = 1, to = "t1" }) },
        {
            Sent.Record("t1", "closure.set", new { what = "religious" }),
            Sent.Record("v1", "gathering.report", new { gathering = "g", kind = "religious", date = Sent.Day(), planned = 3 })
        },
        {
            Sent.Record("h1", "isolation.start", new { person = new { name = "张三", phone = "1" }, kind = "home" }),
            Sent.Record("c1", "passage", new { direction = "in", outcome = "pass", person = new { name = "张三", phone = "1" } })
        },
        { Sent.Record("h1", "visit", new { purpose = "followUp" }), Sent.Record("v1", "report.submit", new { date = Sent.Day() }) },
        {
            Sent.Record("c1", "supply.transfer", new { item = "mask", quantity = 1, to = "c2" }),
            Sent.Record("c2", "supply.use", new { item = "mask", quantity = 1 })
        },
        { Sent.Record("h1", "unit.close"), Sent.Record("v1", "unit.close") },
    };

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task What_hangs_on_another_unit_is_not_posted_before_that_has_answered(string first, string second)
    {
        var answered = new TaskCompletionSource();
        _units.OnPost = (unit, _) =>
        {
            _calls.Enqueue((unit.Value, 1));
            return _calls.Count == 1 ? answered.Task : Task.CompletedTask;
        };
        var posting = _client.PostAsync("/api/records", Sent.Array(first, second));
        await Task.Delay(200);
        Assert.Single(_calls);
        answered.SetResult();
        await posting;
        Assert.Equal(2, _calls.Count);
    }

    [Fact]
    public async Task A_parent_in_an_earlier_chunk_of_lines_is_waited_for_too()
    {
        var parentAnswered = new TaskCompletionSource();
        _units.OnPost = (unit, _) =>
        {
            _calls.Enqueue((unit.Value, 1));
            return unit.Value == "t1" ? parentAnswered.Task : Task.CompletedTask;
        };
        await using var connection = await RawConnection.PostAsync(_gateway.Address, "/api/records", Client.Lines);
        await connection.SendAsync(Sent.Register("t1", "township", "county") + "\n");
        await Task.Delay(100);
        await connection.SendAsync(Sent.Register("v1", "village", "t1") + "\n");
        await Task.Delay(200);
        Assert.Equal([("t1", 1)], _calls);
        parentAnswered.SetResult();
        Assert.Equal(200, await connection.StatusAsync());
        Assert.Contains("accepted", await connection.ResultAsync());
        Assert.Contains("accepted", await connection.ResultAsync());
    }

    [Fact]
    public async Task Lines_are_posted_while_earlier_ones_are_not_answered_yet()
    {
        var answer = new TaskCompletionSource();
        _units.OnPost = (unit, records) =>
        {
            _calls.Enqueue((unit.Value, records.Count));
            return answer.Task;
        };
        await using var connection = await RawConnection.PostAsync(_gateway.Address, "/api/records", Client.Lines);
        for (var i = 1; i <= 3; i++)
        {
            await connection.SendAsync(Sent.Passage("c1", seq: i) + "\n");
            await UntilAsync(() => _calls.Count == i);
        }

        answer.SetResult();
        Assert.Equal(200, await connection.StatusAsync());
        for (var i = 1; i <= 3; i++)
        {
            Assert.Contains($"\"seq\":{i},", await connection.ResultAsync());
        }
    }

    [Fact]
    public async Task The_number_of_records_in_flight_is_bounded()
    {
        var answer = new TaskCompletionSource();
        var posted = 0;
        _units.OnPost = (_, records) =>
        {
            Interlocked.Add(ref posted, records.Count);
            return answer.Task;
        };
        await using var connection = await RawConnection.PostAsync(_gateway.Address, "/api/records", Client.Lines);
        var sending = SendManyAsync(connection, 12_000);
        await UntilAsync(() => Volatile.Read(ref posted) >= 1000);
        await Task.Delay(500);
        Assert.InRange(Volatile.Read(ref posted), 1000, GatewayLimits.ChunkRecordsMax * GatewayLimits.ChunksInFlightMax);
        answer.SetResult();
        Assert.Equal(200, await connection.StatusAsync());
        for (var i = 1; i <= 12_000; i++)
        {
            Assert.Contains($"\"seq\":{i},", await connection.ResultAsync());
        }

        await sending;
    }

    private static async Task SendManyAsync(RawConnection connection, int count)
    {
        foreach (var some in Enumerable.Range(1, count).Chunk(500))
        {
            await connection.SendAsync(string.Concat(some.Select(seq => Sent.Passage("c1", seq: seq) + "\n")));
        }

        await connection.EndAsync();
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        for (var patience = DateTime.UtcNow.AddSeconds(10); !holds(); await Task.Delay(5))
        {
            Assert.True(DateTime.UtcNow < patience);
        }
    }

    private async Task<IEnumerable<string?>> StatusesAsync(string body) =>
        (await _client.PostAsync("/api/records", body)).Json.EnumerateArray()
            .Select(result => result.GetProperty("status").GetString());
}
