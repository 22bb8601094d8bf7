using System.Globalization;
using System.Text;
using GridActors.Core.Totals;

namespace GridActors.Core.Bulletins;

/// <summary>
/// The bulletin as rows for a spreadsheet: one for each code of the unit, then those of each child, which the first two
/// columns name. UTF-8 with its mark, since spreadsheets take Chinese for something else without it.
/// </summary>
public static class BulletinCsv
{
    public const string Header = "unit,unitName,topic,code,name,day,level,running";

    public static string Write(Bulletin bulletin, Wording words)
    {
        var text = new StringBuilder("\uFEFF").Append(Header).Append("\r\n");
        Rows(text, bulletin.Unit, bulletin.Topics, words);
        foreach (var child in bulletin.Children)
        {
            Rows(text, child.Unit, child.Topics, words);
        }

        return text.ToString();
    }

    private static void Rows(
        StringBuilder text, BulletinUnit unit, IEnumerable<TopicFigures> topics, Wording words)
    {
        foreach (var topic in topics)
        {
            foreach (var figure in topic.All)
            {
                var (indicator, total) = (figure.Indicator, Number(figure.Total));
                text.AppendJoin(',', new[]
                {
                    unit.Id.Value, Quoted(unit.Name), Quoted(words.Of(topic.Topic)), indicator.Code,
                    Quoted(words.NameOf(indicator)), Number(figure.Day), indicator.IsLevel ? total : "",
                    indicator.IsLevel ? "" : total,
                }).Append("\r\n");
            }
        }
    }

    private static string Number(Amount amount) => amount.Units.ToString(CultureInfo.InvariantCulture);

    /// <summary>A text that a spreadsheet would take for a formula gets an apostrophe before it.</summary>
    private static string Quoted(string text)
    {
        if (text.Length > 0 && text[0] is '=' or '+' or '-' or '@')
        {
            text = "'" + text;
        }

        return text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"")}\"";
    }
}
