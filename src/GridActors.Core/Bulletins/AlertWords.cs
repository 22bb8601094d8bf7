using System.Globalization;
using GridActors.Core.Alerts;
using GridActors.Core.Cases;
using GridActors.Core.Checkpoints;
using GridActors.Core.Supplies;
using GridActors.Core.Totals;

namespace GridActors.Core.Bulletins;

/// <summary>
/// What an alert is about, in words. It carries codes, since it is the same in every language and is compared with
/// what it was; what people wrote stands as it is.
/// </summary>
internal static class AlertWords
{
    private const string DayFormat = "yyyy-MM-dd";
    private const string MinuteFormat = "yyyy-MM-dd HH:mm";

    public static string Zh(Alert alert) => Joined(
        TermOf(alert)?.Zh ?? alert.Subject,
        alert.Kind switch
        {
            AlertKinds.Case => CaseIndicators.Statuses.Find(alert.Text)?.Zh ?? alert.Text,
            AlertKinds.MissedCheck => alert.Text.Replace(" am", " 上午").Replace(" pm", " 下午"),
            AlertKinds.TestOverdue => Until(alert.Text),
            AlertKinds.LowStock when alert.Text.Split(" < ") is [var left, var least] => $"库存{left}，最低{least}",
            _ => alert.Text,
        });

    public static string En(Alert alert) => Joined(
        TermOf(alert)?.En ?? alert.Subject,
        alert.Kind switch
        {
            AlertKinds.Case => CaseIndicators.Statuses.Find(alert.Text)?.En ?? alert.Text,
            AlertKinds.MissedCheck => alert.Text.Replace(" am", " morning").Replace(" pm", " afternoon"),
            AlertKinds.TestOverdue => Until(alert.Text),
            AlertKinds.LowStock when alert.Text.Split(" < ") is [var left, var least] => $"{left}, minimum {least}",
            _ => alert.Text,
        });

    private static Term? TermOf(Alert alert) => alert.Kind switch
    {
        AlertKinds.Incident => IncidentType.Severities.Find(alert.Subject),
        AlertKinds.LowStock => SupplyIndicators.Items.Find(alert.Subject),
        _ => null,
    };

    /// <summary>What was due on a day was due until that day's end, not at the beginning of the next.</summary>
    private static string Until(string text) =>
        DateTime.TryParseExact(text, MinuteFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var due)
            && due.TimeOfDay == TimeSpan.Zero
            ? due.AddDays(-1).ToString(DayFormat, CultureInfo.InvariantCulture) + " 24:00"
            : text;

    private static string Joined(string subject, string text) =>
        Entered.Of(string.Join(' ', new[] { subject, text }.Where(part => part.Length > 0).Distinct()));
}
