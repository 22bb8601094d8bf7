using System.Diagnostics;
using System.Net;
using System.Text.Json;
using GridActors.Gateway.Tests.Hosts;

namespace GridActors.Gateway.Tests.Contract;

/// <summary>Totals as server-sent events.</summary>
public abstract class LiveContract : GatewayContract
{
    [Fact]
    public async Task The_first_event_comes_at_once_and_holds_the_totals()
    {
        await PlantAsync();
        await using var events = await EventReader.OpenAsync(Client, Checkpoint);
        Assert.Equal("text/event-stream", events.Response.Content.Headers.ContentType?.MediaType);
        var first = await events.NextAsync();
        Assert.Equal(("totals", "3"), (first.Name, first.Id));
        Assert.Equal((Checkpoint, 3), (first.Json.GetProperty("unit").GetString(), first.Json.GetProperty("version").GetInt64()));
        Assert.True(first.Json.TryGetProperty("days", out _));
    }

    [Fact]
    public async Task A_change_far_below_is_told()
    {
        await PlantAsync();
        await using var events = await EventReader.OpenAsync(Client, County);
        await events.UntilAsync(10);
        await Client.AcceptAsync(Sent.Passage(Checkpoint));
        var changed = await events.UntilAsync(11);
        Assert.Equal(1, changed.Json.GetProperty("flows").GetProperty("passages.in").GetInt32());
    }

    [Fact]
    public async Task A_busy_unit_is_told_at_most_four_times_a_second_and_its_last_state_always()
    {
        await PlantAsync();

        // Opened just now: one that nobody signed in at for 15 minutes is told of as unmanned, which is an entry too.
        const string Gate = "busy-gate";
        await Client.AcceptAsync(Sent.Register(Gate, "checkpoint", Village), Now(Sent.Open(Gate)));
        await using var events = await EventReader.OpenAsync(Client, Gate);
        await events.NextAsync();
        var busy = Stopwatch.StartNew();
        var posted = 0;
        while (busy.Elapsed < TimeSpan.FromSeconds(2))
        {
            await Client.AcceptAsync(Now(Sent.Passage(Gate)));
            posted++;
        }

        await events.UntilAsync(2 + posted);
        var allowed = (busy.Elapsed.TotalSeconds * 4) + 2;
        Assert.InRange(events.Count, 3, (int)allowed);
        Assert.True(posted > events.Count, "the unit was not busy enough to tell");

        static string Now(string record) => Sent.With(record, "at", $"\"{DateTimeOffset.UtcNow:O}\"");
    }

    [Fact]
    public async Task Many_watchers_of_one_unit_all_see_its_newest_state()
    {
        await PlantAsync();
        var watchers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => EventReader.OpenAsync(Client, Village)));
        await Client.AcceptAsync(Sent.Passage(Checkpoint));
        await Task.WhenAll(watchers.Select(watcher => watcher.UntilAsync(9)));
        foreach (var watcher in watchers)
        {
            await watcher.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_watcher_that_leaves_leaves_the_others_watching()
    {
        await PlantAsync();
        await using var stays = await EventReader.OpenAsync(Client, Checkpoint);
        var leaves = await EventReader.OpenAsync(Client, Checkpoint);
        await leaves.NextAsync();
        await leaves.DisposeAsync();
        await Client.AcceptAsync(Sent.Passage(Checkpoint));
        await stays.UntilAsync(3);
    }

    [Fact]
    public async Task A_unit_nobody_registered_is_404() =>
        (await Client.GetAsync("/api/units/nobody/live")).AssertProblem(404, "unknown-unit");

    [Fact]
    public async Task HEAD_ends_at_once()
    {
        await PlantAsync();
        var reply = await Client.SendAsync(HttpMethod.Head, $"/api/units/{Checkpoint}/live", null, null);
        Assert.Equal((HttpStatusCode.OK, "text/event-stream"), (reply.Status, reply.Content.ContentType?.MediaType));
    }
}

public sealed record Event(string Name, string Id, JsonElement Json);

/// <summary>One stream of server-sent events.</summary>
public sealed class EventReader : IAsyncDisposable
{
    private readonly StreamReader _reader;

    private EventReader(HttpResponseMessage response, Stream stream) => (Response, _reader) = (response, new StreamReader(stream));

    public HttpResponseMessage Response { get; }

    public int Count { get; private set; }

    public static async Task<EventReader> OpenAsync(Client client, string unit)
    {
        var response = await client.Http.GetAsync($"/api/units/{unit}/live", HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return new EventReader(response, await response.Content.ReadAsStreamAsync());
    }

    /// <summary>The next line as it came; null at the end of the stream.</summary>
    public ValueTask<string?> LineAsync() => new(_reader.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(20)));

    public async Task<Event> NextAsync()
    {
        var fields = new Dictionary<string, string>();
        while (await LineAsync() is { } line)
        {
            if (line.Length == 0 && fields.TryGetValue("data", out var data))
            {
                Count++;
                return new Event(fields["event"], fields["id"], JsonDocument.Parse(data).RootElement);
            }

            if (line.Split(": ", 2) is [{ Length: > 0 } name, var value])
            {
                fields[name] = value;
            }
        }

        throw new EndOfStreamException();
    }

    public async Task<Event> UntilAsync(long version)
    {
        while (true)
        {
            var next = await NextAsync();
            Assert.True(next.Json.GetProperty("version").GetInt64() <= version, "a version beyond the expected one");
            if (next.Json.GetProperty("version").GetInt64() == version)
            {
                return next;
            }
        }
    }

    public ValueTask DisposeAsync()
    {
        Response.Dispose();
        return ValueTask.CompletedTask;
    }
}
