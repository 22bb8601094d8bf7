using System.Globalization;
using System.Security;
using System.Text;
using GridActors.LoadDriver.Measurements;

namespace GridActors.LoadDriver.Reports;

/// <summary>
/// Latency over time as an SVG: p50, p99 and p99.9 of each second on a scale of powers of ten, and the calls of each
/// second below.
/// </summary>
internal static class Picture
{
    private const int Width = 960;
    private const int Height = 420;
    private const int Left = 70;
    private const int Right = 20;
    private const int Top = 30;
    private const int ChartBottom = 300;
    private const int BarsTop = 320;
    private const int BarsBottom = 390;

    private static readonly (string Name, string Colour, Func<Percentiles, double> Of)[] Lines =
    [
        ("p50", "#2a7f62", ms => ms.P50), ("p99", "#c98a00", ms => ms.P99), ("p99.9", "#b3263a", ms => ms.P999),
    ];

    public static string Draw(string title, IReadOnlyList<Moment> seconds)
    {
        var svg = new StringBuilder();
        Add($"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {Width} {Height}'");
        Add($"     font-family='sans-serif' font-size='12'>");
        Add($"<rect width='{Width}' height='{Height}' fill='white'/>");
        Add($"<text x='{Left}' y='18' font-size='14'>{SecurityElement.Escape(title)}</text>");
        var last = Math.Max(1, seconds.Count == 0 ? 1 : seconds[^1].Second);
        var (low, high) = Decades(seconds);
        for (var decade = low; decade <= high; decade++)
        {
            var y = Y(Math.Pow(10, decade));
            Add($"<line x1='{Left}' x2='{Width - Right}' y1='{y}' y2='{y}' stroke='#ddd'/>");
            Add($"<text x='{Left - 6}' y='{y + 4}' text-anchor='end'>{Math.Pow(10, decade)} ms</text>");
        }

        var most = seconds.Select(second => second.Ms.Count).DefaultIfEmpty(1).Max();
        var barWidth = Math.Max(1, ((Width - Left - Right) / (last + 1)) - 1);
        foreach (var second in seconds)
        {
            var height = Math.Round((double)(BarsBottom - BarsTop) * second.Ms.Count / most, 1);
            var (x, y) = (X(second.Second), BarsBottom - height);
            Add($"<rect x='{x}' y='{y}' width='{barWidth}' height='{height}' fill='#9db4c8'/>");
        }

        Add($"<text x='{Left - 6}' y='{BarsTop + 10}' text-anchor='end'>{most}/s</text>");
        Add($"<text x='{Left}' y='{BarsBottom + 18}'>0 s</text>");
        Add($"<text x='{Width - Right}' y='{BarsBottom + 18}' text-anchor='end'>{last} s</text>");
        foreach (var (i, (name, colour, of)) in Lines.Index())
        {
            var points = string.Join(
                ' ', seconds.Select(second => $"{Text(X(second.Second))},{Text(Y(of(second.Ms)))}"));
            Add($"<polyline points='{points}' fill='none' stroke='{colour}' stroke-width='1.5'/>");
            Add($"<text x='{Width - Right - (60 * (Lines.Length - i))}' y='18' fill='{colour}'>{name}</text>");
        }

        return svg.Append("</svg>").ToString();

        double X(int second) => Math.Round(Left + ((double)(Width - Left - Right) * second / (last + 1)), 1);

        double Y(double ms)
        {
            var decades = Math.Max(0, Math.Log10(Math.Max(ms, double.Epsilon)) - low);
            return Math.Round(ChartBottom - ((ChartBottom - Top) * decades / (high - low)), 1);
        }

        void Add(FormattableString element) =>
            svg.Append(element.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }

    private static (int Low, int High) Decades(IReadOnlyList<Moment> seconds)
    {
        var low = seconds.Select(second => second.Ms.P50).Where(ms => ms > 0).DefaultIfEmpty(1).Min();
        var high = seconds.Select(second => second.Ms.P999).DefaultIfEmpty(10).Max();
        var from = (int)Math.Floor(Math.Log10(low));
        return (from, Math.Max(from + 1, (int)Math.Ceiling(Math.Log10(Math.Max(high, low)))));
    }

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
