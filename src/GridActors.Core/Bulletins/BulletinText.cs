using System.Collections.Immutable;
using System.Text;
using GridActors.Core.Totals;

namespace GridActors.Core.Bulletins;

/// <summary>A figure with the words around it, as one language says it.</summary>
internal sealed record Item(Indicator Indicator, Amount Amount, ImmutableArray<Item> Parts);

/// <summary>
/// The bulletin as text: a paragraph a topic - what was done, what stands, what it comes to - with only what is not
/// zero, then the units below as a table.
/// </summary>
public static class BulletinText
{
    /// <summary>Of an open family (division codes) so many members; the tables hold all of them.</summary>
    internal const int OpenMembersMax = 10;

    /// <summary>What is named one by one; the rest is counted.</summary>
    internal const int NamedMax = 10;

    /// <summary>Characters of a remark; the reports hold all of it.</summary>
    internal const int RemarkLengthMax = 100;

    private const int RankedMax = 3;

    public static string Write(Bulletin bulletin, Wording words)
    {
        var text = new StringBuilder();
        text.Append(words.Title(bulletin)).Append('\n').Append(words.Standing(bulletin)).Append("\n\n");
        var written = false;
        foreach (var (topic, sentences) in Paragraphs(bulletin, words))
        {
            text.Append(words.Heading(topic)).Append(words.Paragraph(sentences)).Append('\n');
            written = true;
        }

        if (!written)
        {
            text.Append(words.Nothing).Append('\n');
        }

        WriteChildren(text, bulletin, words);
        return text.ToString();
    }

    private static IEnumerable<(string Topic, List<string> Sentences)> Paragraphs(Bulletin bulletin, Wording words)
    {
        var alertsTold = false;
        var reportsTold = false;
        foreach (var topic in bulletin.Topics)
        {
            var sentences = Sentences(bulletin, topic, words);
            switch (topic.Topic.Code)
            {
                case "surveys":
                    sentences.AddRange(bulletin.Coverage.Select(words.Coverage));
                    break;
                case "alerts":
                    sentences.AddRange(words.Alerts(bulletin));
                    alertsTold = true;
                    break;
                case "reports":
                    sentences.AddRange(words.Reports(bulletin));
                    reportsTold = true;
                    break;
            }

            if (sentences.Count > 0)
            {
                yield return (words.Of(topic.Topic), sentences);
            }
        }

        if (!reportsTold && words.Reports(bulletin).ToList() is { Count: > 0 } reports)
        {
            yield return (words.ReportsTopic, reports);
        }

        if (!alertsTold && words.Alerts(bulletin).ToList() is { Count: > 0 } alerts)
        {
            yield return (words.AlertsTopic, alerts);
        }
    }

    private static List<string> Sentences(Bulletin bulletin, TopicFigures topic, Wording words)
    {
        var sentences = new List<string>();
        Add(words.OnTheDay, figure => figure.Indicator.IsLevel ? default : figure.Day);
        Add(words.AtItsEnd(bulletin), figure => figure.Indicator.IsLevel ? figure.Total : default);

        // What the day alone has brought was said already.
        Add(words.InAll, figure => figure.Indicator.IsLevel || figure.Day == figure.Total ? default : figure.Total);
        return sentences;

        void Add(string opening, Func<Figure, Amount> amountOf)
        {
            var items = Items(topic.Figures, amountOf);
            if (items.Length > 0)
            {
                sentences.Add(words.Sentence(opening, items));
            }
        }
    }

    private static ImmutableArray<Item> Items(ImmutableArray<Figure> figures, Func<Figure, Amount> amountOf)
    {
        var items = ImmutableArray.CreateBuilder<Item>();
        foreach (var figure in figures)
        {
            var (amount, parts) = (amountOf(figure), Items(figure.Parts, amountOf));
            if (amount != default)
            {
                items.Add(new Item(figure.Indicator, amount, parts));
            }
            else
            {
                items.AddRange(parts);
            }
        }

        return items.DrainToImmutable();
    }

    /// <summary>A table for each kind of unit below, with the figures that some of that kind have.</summary>
    private static void WriteChildren(StringBuilder text, Bulletin bulletin, Wording words)
    {
        foreach (var kind in bulletin.Children.GroupBy(child => child.Unit.Kind).OrderBy(group => group.Key))
        {
            var children = kind.ToList();
            var columns = bulletin.Compared
                .Where(indicator => children.Exists(child => child.Find(indicator) is not null)).ToList();
            if (columns.Count == 0)
            {
                continue;
            }

            text.Append('\n').Append(words.ChildrenHeading(kind.Key)).Append('\n');
            foreach (var indicator in columns)
            {
                WriteMost(text, indicator, children, words);
            }

            var rows = new List<string[]> { columns.Select(words.ColumnOf).Prepend(words.UnitColumn).ToArray() };
            rows.AddRange(children.Select(child => columns
                .Select(indicator => words.Cell(indicator, child.Find(indicator)))
                .Prepend(child.Unit.Shown).ToArray()));
            TextTable.Write(text, rows);
        }

        if (bulletin.ChildrenLeftOut > 0)
        {
            text.Append('\n').Append(words.LeftOut(bulletin.ChildrenLeftOut)).Append('\n');
        }
    }

    /// <summary>Who has most, where some stand out: those named have more than any other.</summary>
    private static void WriteMost(
        StringBuilder text, Indicator indicator, List<BulletinChild> children, Wording words)
    {
        var ranked = children
            .Select(child => (Name: child.Unit.Shown, Amount: child.Find(indicator)?.Total ?? default))
            .OrderByDescending(child => child.Amount.Thousandths).ToList();
        var most = Math.Min(RankedMax, ranked.Count - 1);
        while (most > 0 && ranked[most].Amount == ranked[most - 1].Amount)
        {
            most--;
        }

        if (most > 0 && ranked.Count > RankedMax)
        {
            text.Append(words.Most(indicator, ranked.Take(most))).Append('\n');
        }
    }
}
