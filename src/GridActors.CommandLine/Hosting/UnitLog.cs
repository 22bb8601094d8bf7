using Microsoft.Extensions.Logging;
using GridActors.Core.Units;
using GridActors.Journaling.Ports;

namespace GridActors.CommandLine.Hosting;

/// <summary>
/// What units report, in the process log. An outage is told in the words of what failed, without the stack that leads
/// there; and as in one every unit says the same each time that somebody asks it, only some of each kind are told.
/// </summary>
internal sealed partial class UnitLog(ILogger<UnitLog> logger, TimeProvider time) : IUnitLog
{
    private readonly Ration _batches = new(time);
    private readonly Ration _reports = new(time);
    private readonly Ration _saves = new(time);
    private readonly Ration _ticks = new(time);
    private readonly Ration _refreshes = new(time);

    public void BatchFailed(UnitId unit, int records, Exception reason) =>
        Tell(_batches, reason, (words, stack, end) => LogBatch(records, unit, words, stack, end));

    public void ReportFailed(UnitId unit, UnitId parent, Exception reason) =>
        Tell(_reports, reason, (words, stack, end) => LogReport(unit, parent, words, stack, end));

    public void SaveFailed(UnitId area, Exception reason) =>
        Tell(_saves, reason, (words, stack, end) => LogSave(area, words, stack, end));

    public void TickFailed(UnitId unit, Exception reason) =>
        Tell(_ticks, reason, (words, stack, end) => LogTick(unit, words, stack, end));

    public void RefreshFailed(UnitId area, Exception reason) =>
        Tell(_refreshes, reason, (words, stack, end) => LogRefresh(area, words, stack, end));

    public void TracesNotFilled(Exception reason) => LogTraces(Words(reason), Stack(reason));

    private static void Tell(Ration ration, Exception reason, Action<string, Exception?, string> log)
    {
        if (ration.Takes(out var isLast))
        {
            log(
                Words(reason), Stack(reason),
                isLast ? $"; more of these are left out for {Ration.While.TotalSeconds:0} s" : "");
        }
    }

    /// <summary>What failed, and what that came from where it says more.</summary>
    private static string Words(Exception reason)
    {
        var words = reason.Message;
        for (var cause = reason.InnerException; cause is not null; cause = cause.InnerException)
        {
            if (!words.Contains(cause.Message, StringComparison.Ordinal))
            {
                words = $"{words}: {cause.Message}";
            }
        }

        return words;
    }

    /// <summary>Null where nothing in this program is the matter.</summary>
    private static Exception? Stack(Exception reason) =>
        reason is JournalUnavailableException or TimeoutException ? null : reason;

    [LoggerMessage(
        Level = LogLevel.Warning, Message = "{Records} records for {Unit} answered unavailable: {Reason}{End}")]
    private partial void LogBatch(int records, UnitId unit, string reason, Exception? stack, string end);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Totals of {Unit} not told to {Parent} yet: {Reason}{End}")]
    private partial void LogReport(UnitId unit, UnitId parent, string reason, Exception? stack, string end);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Totals of {Area} not stored yet: {Reason}{End}")]
    private partial void LogSave(UnitId area, string reason, Exception? stack, string end);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Unit} not told the time yet: {Reason}{End}")]
    private partial void LogTick(UnitId unit, string reason, Exception? stack, string end);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Totals of {Area} not read again yet: {Reason}{End}")]
    private partial void LogRefresh(UnitId area, string reason, Exception? stack, string end);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The index of traces still lacks older entries: {Reason}")]
    private partial void LogTraces(string reason, Exception? stack);
}
