using System.Globalization;
using System.Text.Json;
using GridActors.Standalone.Tests.Processes;
using Xunit.Abstractions;

namespace GridActors.Standalone.Tests.Kills;

/// <summary>A real process whose clock the test sets: it decides the day by a record's own time, or says clearly no.</summary>
public sealed class ClockTests(ITestOutputHelper output)
{
    private const string Host = "standalone";

    [FaketimeFact, Trait("row", "24")]
    public async Task A_clock_that_jumps_an_hour_either_way_loses_nothing_and_counts_nothing_twice()
    {
        using var system = new ShiftedProcess("Asia/Shanghai");
        var now = DateTimeOffset.Now;
        system.SetClock(now);
        await system.InitializeAsync();
        using var sender = new Sender(system);
        await PlantAsync(sender, now.AddDays(-10));
        var day = now.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var records = Enumerable.Range(1, 4).Select(seq => Visit("tablet", seq, now)).ToArray();

        await sender.AcceptAsync(records[0]);
        system.SetClock(now.AddHours(1));
        await sender.AcceptAsync(records[1]);
        system.SetClock(now.AddHours(-1));
        Assert.Equal("at-out-of-range", (await sender.PostAsync(records[2]))[0].Code);
        Assert.Equal("duplicate", (await sender.PostAsync(records[1]))[0].Status);
        await sender.AcceptAsync(Visit("slow tablet", 1, now.AddHours(-1)));
        system.SetClock(now);
        await sender.AcceptAsync(records[2], records[3]);
        Assert.All(await sender.PostAsync(records), result => Assert.Equal("duplicate", result.Status));
        await sender.EventuallyAsync("county", "visits", 5);
        var visits = (await sender.TotalsAsync("county")).GetProperty("days").EnumerateObject()
            .Sum(each => Sender.Figure(each.Value, "visits"));
        Assert.Equal(5, visits);
        Assert.True(Sender.Figure((await sender.TotalsAsync("county")).GetProperty("days").GetProperty(day), "visits") >= 4);
        await JudgeAsync(
            system, "its clock set 1 h ahead, 1 h back and right again",
            "records of now accepted, refused `at-out-of-range` while it is back, accepted when sent again; none twice");
    }

    [FaketimeFact, Trait("row", "24")]
    public async Task Midnight_and_the_leap_day_cut_days_to_the_instant()
    {
        using var system = new ShiftedProcess("Asia/Shanghai");
        system.SetClock(At("2020-02-28T23:59:58+08:00"));
        await system.InitializeAsync();
        using var sender = new Sender(system);
        await PlantAsync(sender, At("2020-02-20T08:00:00+08:00"));
        await sender.AcceptAsync(Visit("a", 1, At("2020-02-28T23:59:58.999+08:00")));
        system.SetClock(At("2020-03-01T00:00:01+08:00")); // over two midnights while it runs
        await sender.AcceptAsync(
            Visit("a", 2, At("2020-02-28T23:59:59.9999999+08:00")), Visit("a", 3, At("2020-02-29T00:00:00+08:00")),
            Visit("a", 4, At("2020-02-29T15:59:59.9999999Z")), Visit("a", 5, At("2020-02-29T16:00:00Z")),
            Visit("a", 6, At("2020-02-29T06:00:00-10:00")));
        string[] farAway =
        [
            "1900-01-01T00:00:00Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "2020-03-01T00:30:00+08:00",
            "2020-01-01T00:00:00+08:00",
        ];
        foreach (var far in farAway)
        {
            Assert.Equal("at-out-of-range", (await sender.PostAsync(Visit("b", 1, At(far))))[0].Code);
        }

        foreach (var none in (string[])["2020-02-30T00:00:00+08:00", "2019-02-29T00:00:00+08:00", "2020-02-29T24:00:01+08:00"])
        {
            var record = Visit("b", 1, At("2020-02-29T00:00:00+08:00"))
                .Replace("2020-02-29T00:00:00.0000000+08:00", none, StringComparison.Ordinal);
            Assert.Equal("bad-time", (await sender.PostAsync(record))[0].Code);
        }

        await sender.EventuallyAsync("county", "visits", 6);
        Assert.Equal("2 2 2", await VisitsAsync(sender, "2020-02-28", "2020-02-29", "2020-03-01"));
        await JudgeAsync(
            system, "midnight of 28 and 29 February 2020, to 100 ns and from other offsets; far past and future; days that do not exist",
            "right days; `at-out-of-range`; `bad-time`");
    }

    [FaketimeFact, Trait("row", "24")]
    public async Task Days_of_23_and_25_hours_are_days()
    {
        using var system = new ShiftedProcess("Europe/Berlin");
        system.SetClock(At("2020-03-30T12:00:00+02:00"));
        await system.InitializeAsync();
        using var sender = new Sender(system);
        await PlantAsync(sender, At("2020-03-20T08:00:00+01:00"));
        await sender.AcceptAsync(
            Visit("a", 1, At("2020-03-28T23:59:59+01:00")), Visit("a", 2, At("2020-03-29T00:00:00+01:00")),
            Visit("a", 3, At("2020-03-29T23:59:59+02:00")), Visit("a", 4, At("2020-03-29T23:30:00+01:00")));
        await sender.AcceptAsync(
            Shift(1, At("2020-03-28T22:00:00+01:00"), "signIn"), Shift(2, At("2020-03-29T06:00:00+02:00"), "signOut"));
        await sender.EventuallyAsync("county", "visits", 4);
        Assert.Equal("1 2 1", await VisitsAsync(sender, "2020-03-28", "2020-03-29", "2020-03-30"));
        await sender.EventuallyAsync("county", "duty.minutes", 420); // a night of 7 hours
        Assert.Equal(120, await FigureAsync(sender, "2020-03-28", "duty.minutes"));
        Assert.Equal(300, await FigureAsync(sender, "2020-03-29", "duty.minutes"));

        system.SetClock(At("2020-10-26T12:00:00+01:00"));
        await sender.AcceptAsync(
            Visit("a", 5, At("2020-10-25T00:00:00+02:00")), Visit("a", 6, At("2020-10-25T02:30:00+02:00")),
            Visit("a", 7, At("2020-10-25T02:30:00+01:00")), Visit("a", 8, At("2020-10-25T23:59:59+01:00")));
        await sender.EventuallyAsync("county", "visits", 8);
        Assert.Equal("4", await VisitsAsync(sender, "2020-10-25"));
        await JudgeAsync(
            system, "the days of 23 and 25 hours of 2020 in Europe/Berlin, a shift through the short night",
            "right days, 120 + 300 minutes of duty");
    }

    private async Task JudgeAsync(ShiftedProcess system, string done, string measured)
    {
        var (exitCode, verified) = await system.VerifyAsync();
        Assert.True(exitCode == 0, verified);
        FaultRow.Passed(output, "24", Host, done, measured + "; `verify`: 0 differences");
    }

    private static DateTimeOffset At(string time) => DateTimeOffset.Parse(time, CultureInfo.InvariantCulture);

    private static string Visit(string source, long seq, DateTimeOffset at) =>
        Sender.Record("home", source, seq, at, "visit", """{"purpose":"outreach"}""");

    private static string Shift(long seq, DateTimeOffset at, string what) =>
        Sender.Record("village", "gate", seq, at, $"shift.{what}", """{"worker":"w"}""");

    private static async Task<int> FigureAsync(Sender sender, string day, string code) =>
        (await sender.TotalsAsync("county")).GetProperty("days").TryGetProperty(day, out JsonElement figures)
            ? (int)Sender.Figure(figures, code)
            : 0;

    /// <summary>Of each of some days, with blanks between.</summary>
    private static async Task<string> VisitsAsync(Sender sender, params string[] days) =>
        string.Join(' ', await Task.WhenAll(days.Select(day => FigureAsync(sender, day, "visits"))));

    private static Task PlantAsync(Sender sender, DateTimeOffset at) => sender.AcceptAsync(
        Register("county", "county", null, at), Register("town", "township", "county", at),
        Register("village", "village", "town", at), Register("home", "household", "village", at));

    private static string Register(string unit, string kind, string? parent, DateTimeOffset at) => Sender.Record(
        unit, "office", 1, at, "unit.register",
        parent is null ? $$"""{"kind":"{{kind}}","name":"甲"}""" : $$"""{"kind":"{{kind}}","name":"甲","parent":"{{parent}}"}""");

    /// <summary>A standalone process under libfaketime, which reads what to add to the clock from a file, anew each time.</summary>
    private sealed class ShiftedProcess(string zone) : RunningSystem, IDisposable
    {
        private readonly TempDirectory _data = new();
        private StandaloneProcess? _server;

        public override string Host => ClockTests.Host;

        public override IReadOnlyList<string> Addresses => [_server!.Address];

        private string ClockFile => _data.File("clock");

        public void SetClock(DateTimeOffset now) => FaketimeFactAttribute.Set(ClockFile, now - DateTimeOffset.UtcNow);

        public override async Task InitializeAsync()
        {
            var program = new ServerProgram("GridActors.Standalone.dll", FaketimeFactAttribute.By(ClockFile));
            _server = await StandaloneProcess.ServeByAsync(program, _data.File("data"), "--set", $"TimeZone={zone}");
        }

        public override async Task DisposeAsync() => await _server!.DisposeAsync();

        public override Task ForgetAsync() => throw new NotSupportedException();

        public override Task<(int ExitCode, string Output)> VerifyAsync() =>
            StandaloneProcess.RunAsync("verify", "--data", _data.File("data"), "--set", $"TimeZone={zone}");

        public void Dispose()
        {
            _server?.Kill();
            _data.Dispose();
        }
    }
}
