using GridActors.CommandLine.Hosting;
using GridActors.Core.Units;
using GridActors.Journaling.Ports;
using Microsoft.Extensions.Logging;

namespace GridActors.Standalone.Tests.Hosting;

public sealed class UnitLogTests : ILogger<UnitLog>
{
    private readonly UnitId _unit = UnitId.Parse("141127100-c01");
    private readonly List<(string Line, Exception? Stack)> _told = [];
    private readonly Clock _clock = new();

    private UnitLog Log => field ??= new UnitLog(this, _clock);

    [Fact]
    public void An_outage_is_told_in_its_own_words_without_a_stack()
    {
        var refused = new IOException("Connection refused");
        Log.BatchFailed(_unit, 3, new JournalUnavailableException(
            "PostgreSQL: Failed to connect to 10.0.0.4:5432",
            new IOException("Failed to connect to 10.0.0.4:5432", refused)));

        Assert.Equal(
            ("3 records for 141127100-c01 answered unavailable: "
                + "PostgreSQL: Failed to connect to 10.0.0.4:5432: Connection refused", null),
            Assert.Single(_told));
    }

    [Fact]
    public void What_nobody_expected_is_told_with_its_stack()
    {
        var bug = new KeyNotFoundException("no such key");
        Log.SaveFailed(_unit, bug);

        Assert.Equal(("Totals of 141127100-c01 not stored yet: no such key", bug), Assert.Single(_told));
    }

    [Fact]
    public void Of_what_every_unit_says_in_an_outage_some_are_told_and_that_the_others_are_not()
    {
        for (var i = 0; i < 1000; i++)
        {
            Log.BatchFailed(_unit, 1, new JournalUnavailableException("away"));
        }

        Assert.Equal(Ration.Most, _told.Count);
        Assert.EndsWith("away", _told[^2].Line, StringComparison.Ordinal);
        Assert.EndsWith("away; more of these are left out for 10 s", _told[^1].Line, StringComparison.Ordinal);

        Log.TickFailed(_unit, new JournalUnavailableException("away"));
        Assert.Equal(Ration.Most + 1, _told.Count); // of another kind

        _clock.Now += Ration.While;
        Log.BatchFailed(_unit, 1, new JournalUnavailableException("away"));
        Assert.Equal(Ration.Most + 2, _told.Count);
    }

    void ILogger.Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception,
        Func<TState, Exception?, string> formatter) => _told.Add((formatter(state, exception), exception));

    bool ILogger.IsEnabled(LogLevel logLevel) => true;

    IDisposable? ILogger.BeginScope<TState>(TState state) => null;

    private sealed class Clock : TimeProvider
    {
        public TimeSpan Now { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }
}
