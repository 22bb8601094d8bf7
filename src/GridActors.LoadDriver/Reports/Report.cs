using System.Globalization;
using Spectre.Console;

namespace GridActors.LoadDriver.Reports;

/// <summary>The result for people.</summary>
internal static class Report
{
    public static void Print(LoadResult result)
    {
        var table = new Table().Border(TableBorder.Rounded).HideHeaders().AddColumn("").AddColumn("");
        Add("through", $"{result.Through}, {result.InFlight} in flight");
        Add("acknowledged", $"{result.Acknowledged:N0} records in {result.Seconds:N1} s");
        Add("rate", $"{result.RecordsPerSecond:N0} records/s");
        Add(
            $"latency of {result.Batch}",
            $"p50 {result.LatencyMs.P50:N1}  p99 {result.LatencyMs.P99:N1}  p99.9 {result.LatencyMs.P999:N1} ms");
        Add("sent again", $"{result.Retries:N0}, of these answered duplicate {result.Duplicates:N0}");
        Add("refused, unanswered", $"{result.Refused:N0}, {result.Unanswered:N0}");
        AddText("totals", result.IsExact ? "every unit's equal the ledger" : $"{result.DifferenceCount} units differ");
        AnsiConsole.Write(table);
        foreach (var difference in result.Differences)
        {
            AnsiConsole.WriteLine(
                $"{difference.Unit}: shows {difference.Seen?.ToString() ?? "nothing"}; "
                + $"by the ledger {difference.Expected}");
        }

        void Add(string name, FormattableString value) => AddText(name, value.ToString(CultureInfo.InvariantCulture));

        void AddText(string name, string value) => table.AddRow(new Text(name), new Text(value));
    }
}
