using System.Globalization;
using GridActors.LoadDriver.Measurements;
using Spectre.Console;

namespace GridActors.LoadDriver.Reports;

/// <summary>The result for people.</summary>
internal static class Report
{
    public static void Print(LoadResult result)
    {
        var table = new Table().Border(TableBorder.Rounded).HideHeaders().AddColumn("").AddColumn("");
        Add("through", $"{result.Through}, profile {result.Profile}, {result.InFlight} in flight");
        Add("acknowledged", $"{result.Acknowledged:N0} records in {result.Seconds:N1} s");
        if (result.IsInterrupted)
        {
            AddText("ended early", "by a signal; of what was sent until then");
        }

        Add("rate", $"{result.RecordsPerSecond:N0} records/s");
        if (result.Rate is { } rate)
        {
            Add("meant", $"{rate:N0} records/s");
        }

        AddTimes($"latency of {result.Batch}", result.LatencyMs);
        AddTimes("in the county's totals", result.FreshMs);
        AddTimes("read of a township", result.ReadMs);
        if (result.WatchersMeant > 0)
        {
            Add("live", $"{result.Watchers:N0} of {result.WatchersMeant:N0} watchers, {result.LiveEvents:N0} events");
        }

        if (result.BrokenReaders > 0)
        {
            Add("dashboards broken off", $"{result.BrokenReaders:N0} times, and come back");
        }

        Add("sent again", $"{result.Retries:N0}, of these answered duplicate {result.Duplicates:N0}");
        if (result.Repeats + result.Forgotten > 0)
        {
            Add("sent twice on purpose", $"duplicate {result.Repeats:N0}, accepted {result.Forgotten:N0}");
        }

        Add("refused, unanswered", $"{result.Refused:N0}, {result.Unanswered:N0}");
        AddText("totals", result.IsExact ? "every unit's equal the ledger" : $"{result.DifferenceCount} units differ");
        AnsiConsole.Write(table);
        foreach (var difference in result.Differences)
        {
            AnsiConsole.WriteLine(
                $"{difference.Unit}: shows {difference.Seen?.ToString() ?? "nothing"}; "
                + $"by the ledger {difference.Expected}"
                + string.Concat(difference.Others.Select(figure => string.Create(
                    CultureInfo.InvariantCulture, $"; {figure.Key} {figure.Value:+0.###;-0.###}"))));
        }

        void AddTimes(string name, Percentiles ms)
        {
            if (ms.Count > 0)
            {
                Add(name, $"p50 {ms.P50:N1}  p99 {ms.P99:N1}  p99.9 {ms.P999:N1}  max {ms.Max:N0} ms");
            }
        }

        void Add(string name, FormattableString value) => AddText(name, value.ToString(CultureInfo.InvariantCulture));

        void AddText(string name, string value) => table.AddRow(new Text(name), new Text(value));
    }
}
