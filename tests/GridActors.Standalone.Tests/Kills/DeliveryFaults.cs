using System.Globalization;
using Xunit.Abstractions;

namespace GridActors.Standalone.Tests.Kills;

/// <summary>
/// Rows of the list that are about what devices send: at once, twice, shuffled, with mistakes. Each host's tests run
/// them against real processes.
/// </summary>
internal sealed class DeliveryFaults(RunningSystem system, ITestOutputHelper output) : IDisposable
{
    private static int s_counties;

    private readonly Sender _sender = new(system);
    private readonly string _county = $"d{Interlocked.Increment(ref s_counties)}";

    private string Township => $"{_county}-1";

    public void Dispose() => _sender.Dispose();

    public async Task SimultaneousFirstWritesAsync()
    {
        const int Rounds = 30;
        await PlantAsync();
        var units = Enumerable.Range(1, Rounds).Select(i => $"{Township}-c{i}").ToList();
        foreach (var unit in units)
        {
            var results = await Task.WhenAll(Enumerable.Range(1, 4).Select(rival =>
                _sender.PostAsync(Sender.Register(unit, "checkpoint", Township, $"rival-{rival}"))));
            Assert.Single(results, result => result[0].Status == "accepted");
            Assert.All(results.Where(result => result[0].Status != "accepted"), result => Assert.Equal("unit-exists", result[0].Code));
        }

        await system.ForgetAsync();
        foreach (var unit in units)
        {
            await _sender.AcceptAsync(Sender.Record(unit, "office", 2, DateTimeOffset.Now, "checkpoint.open"));
            Assert.Equal(2, (await _sender.TotalsAsync(unit)).GetProperty("version").GetInt64());
        }

        await PassedAsync(
            "12", $"4 clients at once register each of {Rounds} units",
            "1 accepted, 3 `unit-exists` each time; every unit loads and takes its next record");
    }

    public async Task HundredAtOnceAsync()
    {
        await PlantAsync("c1");
        var record = Passage("c1", "tablet", 7, DateTimeOffset.Now);
        var results = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => _sender.PostAsync(record)));
        Assert.InRange(results.Count(result => result[0].Status == "accepted"), 0, 1);
        Assert.All(results, result => Assert.Contains(result[0].Status, (string[])["accepted", "duplicate"]));
        await _sender.EventuallyAsync(_county, "passages.people", 1);

        var other = record.Replace("\"people\":1", "\"people\":2", StringComparison.Ordinal);
        Assert.NotEqual(record, other);
        Assert.Equal(("refused", "id-reused"), Said(await _sender.PostAsync(other)));
        await system.ForgetAsync();
        Assert.Equal(("refused", "id-reused"), Said(await _sender.PostAsync(other)));
        Assert.Equal("duplicate", (await _sender.PostAsync(record))[0].Status);
        Assert.Equal(1, await _sender.FlowAsync($"{Township}-c1", "passages.people"));
        await PassedAsync("14", "one record 100 times at once, through every address", "counted once, 99 or 100 `duplicate`");
        await PassedAsync("15", "its identity with other content, also after a reload", "`id-reused`; the first stays");
    }

    public async Task OfflineMonthAsync()
    {
        const int Households = 4;
        await PlantAsync([.. Enumerable.Range(1, Households).Select(i => $"h{i}")]);
        var month = new OfflineMonth(DateTimeOffset.Now.ToOffset(TimeSpan.FromHours(8)), Households, $"{Township}-h");
        var (chance, refusals, duplicates, rounds) = (new Random(16), 0, 0, 0);
        var waiting = month.Records.Concat(month.Records).ToArray();
        Outcome? last = null;
        while (waiting.Length > 0)
        {
            Assert.True(++rounds < 40, $"{waiting.Length} records are refused for ever: {waiting[0]} {last?.Whole}");
            chance.Shuffle(waiting);
            var again = new List<string>();
            foreach (var batch in waiting.Chunk(60))
            {
                var results = await _sender.PostAsync(batch);
                again.AddRange(batch.Where((_, i) => results[i].Status == "refused"));
                last = results.LastOrDefault(result => result.Status == "refused") ?? last;
                duplicates += results.Count(result => result.Status == "duplicate");
            }

            refusals += again.Count;
            waiting = [.. again];
        }

        await _sender.EventuallyAsync(_county, "visits", month.Visits.Values.Sum());
        await CompareDaysAsync(month);
        await system.ForgetAsync();
        Assert.All(await _sender.PostAsync([.. month.Records]), result => Assert.Equal("duplicate", result.Status));
        await CompareDaysAsync(month);
        Assert.Equal(month.Records.Count, duplicates);
        Assert.True(refusals > 0, "nothing overtook what it needed");
        await PassedAsync(
            "16", $"30 days of {Households} households, {month.Records.Count} records, shuffled, twice, refused ones again",
            $"{refusals} refusals, {duplicates} `duplicate`, none refused after {rounds} rounds; every day's figures right");
        await PassedAsync("17", "the month again, after every unit had left memory", "all `duplicate`, every day's figures as before");
    }

    public async Task OneBadInThousandAsync()
    {
        await PlantAsync("c1");
        var batch = Enumerable.Range(1, 1000).Select(seq => Passage("c1", "tablet", seq, DateTimeOffset.Now)).ToArray();
        batch[567] = batch[567].Replace("\"pass\"", "\"flew\"", StringComparison.Ordinal);
        var results = await _sender.PostAsync(batch);
        Assert.Equal(999, results.Count(result => result.Status == "accepted"));
        Assert.Equal(("refused", "bad-value"), (results[567].Status, results[567].Code));
        Assert.Equal((568, "data.outcome"), (
            results[567].Whole.GetProperty("seq").GetInt32(), results[567].Whole.GetProperty("field").GetString()));
        await _sender.EventuallyAsync(_county, "passages.people", 999);
        await PassedAsync("18", "a batch of 1,000 with one bad record", "999 accepted, the bad one named by seq, code and field");
    }

    public async Task MovingHouseholdAsync()
    {
        const int Moves = 30;
        await PlantAsync("h1");
        string[] villages = [$"{Township}-v1", $"{Township}-v2"];
        await _sender.AcceptAsync([.. villages.Select(village => Sender.Register(village, "village", Township))]);
        var household = $"{Township}-h1";
        var sent = 0;
        using var stop = new CancellationTokenSource();
        var visitors = Enumerable.Range(1, 4).Select(visitor => Task.Run(async () =>
        {
            for (var seq = 1; !stop.IsCancellationRequested; seq++)
            {
                var at = DateTimeOffset.Now.AddMinutes(-10);
                await _sender.AcceptAsync(Sender.Record(household, $"tablet-{visitor}", seq, at, "visit", """{"purpose":"followUp"}"""));
                Interlocked.Increment(ref sent);
            }
        })).ToList();
        for (var move = 1; move <= Moves; move++)
        {
            var data = $$"""{"parent":"{{villages[move % 2]}}"}""";
            await _sender.AcceptAsync(Sender.Record(household, "office", 1 + move, DateTimeOffset.Now, "unit.move", data));
            await Task.Delay(20);
        }

        await stop.CancelAsync();
        await Task.WhenAll(visitors);
        await _sender.EventuallyAsync(villages[Moves % 2], "visits", sent);
        await _sender.EventuallyAsync(villages[1 - (Moves % 2)], "visits", 0);
        await _sender.EventuallyAsync(_county, "visits", sent);
        await PassedAsync(
            "21", $"a household moves {Moves} times between two villages under {sent} visits",
            "all visits in its last village, none in the other, all in the county");
    }

    private static (string Status, string? Code) Said(IReadOnlyList<Outcome> results) => (results[0].Status, results[0].Code);

    private async Task PassedAsync(string row, string done, string measured)
    {
        var (exitCode, verified) = await system.VerifyAsync();
        Assert.True(exitCode == 0, verified);
        FaultRow.Passed(output, row, system.Host, done, measured + "; `verify`: 0 differences");
    }

    /// <param name="leaves">Ends of ids: checkpoints, opened, and households.</param>
    private async Task PlantAsync(params IReadOnlyList<string> leaves)
    {
        var units = leaves.Select(leaf => Sender.Register(
            $"{Township}-{leaf}", leaf[0] == 'c' ? "checkpoint" : "household", $"{Township}-v0"));
        await _sender.AcceptAsync(
        [
            Sender.Register(_county, "county", null), Sender.Register(Township, "township", _county),
            Sender.Register($"{Township}-v0", "village", Township), .. units,
        ]);
        var opened = leaves.Where(leaf => leaf[0] == 'c').Select(leaf =>
            Sender.Record($"{Township}-{leaf}", "office", 2, DateTimeOffset.Now.AddDays(-39), "checkpoint.open")).ToList();
        await _sender.AcceptAsync(opened);
    }

    private string Passage(string gate, string source, long seq, DateTimeOffset at) => Sender.Record(
        $"{Township}-{gate}", source, seq, at, "passage", """{"direction":"in","people":1,"outcome":"pass"}""");

    private async Task CompareDaysAsync(OfflineMonth month)
    {
        var days = (await _sender.TotalsAsync(_county)).GetProperty("days");
        (string, IReadOnlyDictionary<DateOnly, int>)[] counted =
            [("visits", month.Visits), ("checks", month.Checks), ("surveys", month.Surveys)];
        foreach (var (code, expected) in counted)
        {
            var found = days.EnumerateObject()
                .Select(day => (DateOnly.Parse(day.Name, CultureInfo.InvariantCulture), (int)Sender.Figure(day.Value, code)))
                .Where(day => day.Item2 != 0).ToDictionary(day => day.Item1, day => day.Item2);
            Assert.Equal(expected, found);
        }
    }
}
