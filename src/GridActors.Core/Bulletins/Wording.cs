using System.Collections.Immutable;
using System.Globalization;
using GridActors.Core.Totals;
using GridActors.Core.Units;

namespace GridActors.Core.Bulletins;

/// <summary>How a language says a bulletin.</summary>
public abstract class Wording
{
    public static readonly Wording Chinese = new ChineseWording();
    public static readonly Wording English = new EnglishWording();

    internal abstract string ReportsTopic { get; }

    internal abstract string AlertsTopic { get; }

    internal abstract string OnTheDay { get; }

    internal abstract string InAll { get; }

    /// <summary>What a bulletin says of a day on which nothing was recorded and nothing stands.</summary>
    internal abstract string Nothing { get; }

    internal abstract string UnitColumn { get; }

    internal abstract string Of(Term term);

    /// <summary>Names for people of one indicator.</summary>
    internal abstract string NameOf(Indicator indicator);

    internal abstract string Title(Bulletin bulletin);

    /// <summary>The line below the title: of which day, and as of when.</summary>
    internal abstract string Standing(Bulletin bulletin);

    internal abstract string AtItsEnd(Bulletin bulletin);

    internal abstract string Heading(string topic);

    internal abstract string Paragraph(IReadOnlyList<string> sentences);

    internal abstract string Sentence(string opening, ImmutableArray<Item> items);

    internal abstract string Coverage(RoundCoverage coverage);

    internal abstract IEnumerable<string> Alerts(Bulletin bulletin);

    internal abstract IEnumerable<string> Reports(Bulletin bulletin);

    /// <summary>So many more stand below than the tables list.</summary>
    internal abstract string LeftOut(int children);

    internal abstract string ChildrenHeading(UnitKind kind);

    internal abstract string Most(Indicator indicator, IEnumerable<(string Name, Amount Amount)> ranked);

    internal abstract string ColumnOf(Indicator indicator);

    /// <summary>Of a level how it stands; of a flow the day's, then all until then.</summary>
    internal string Cell(Indicator indicator, Figure? figure) => figure is null
        ? "-"
        : indicator.IsLevel ? Number(figure.Total) : $"{Number(figure.Day)}/{Number(figure.Total)}";

    protected abstract string Number(Amount amount);

    protected static string Percent(decimal share) => (share * 100).ToString("0.0", CultureInfo.InvariantCulture) + "%";

    /// <summary>Of an open family's members, which stand side by side, only the first.</summary>
    private protected static IEnumerable<Told> Cut(ImmutableArray<Item> items)
    {
        for (var i = 0; i < items.Length; i++)
        {
            var (first, last) = (i, i);
            var family = OpenFamilyOf(items[first]);
            while (family is not null && last + 1 < items.Length && OpenFamilyOf(items[last + 1]) == family)
            {
                last++;
            }

            var shown = Math.Min(last, first + BulletinText.OpenMembersMax - 1);
            for (; i < shown; i++)
            {
                yield return new Told(items[i], 0, IsNext: i > first);
            }

            yield return new Told(items[i], last - shown, IsNext: i > first);
            i = last;
        }
    }

    private static string? OpenFamilyOf(Item item)
    {
        var key = item.Indicator.Code[(item.Indicator.Code.LastIndexOf('.') + 1)..];
        return key.All(char.IsAsciiDigit) ? item.Indicator.Code[..^key.Length] : null;
    }
}

/// <param name="Left">How many more of its family are not told.</param>
/// <param name="IsNext">One of its family was told just before.</param>
internal readonly record struct Told(Item Item, int Left, bool IsNext);
