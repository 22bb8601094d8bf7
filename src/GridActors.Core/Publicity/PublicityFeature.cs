using GridActors.Core.Records;
using GridActors.Core.Totals;
using GridActors.Core.Units;

namespace GridActors.Core.Publicity;

/// <summary>Publicity 宣传.</summary>
public static class PublicityFeature
{
    public static readonly Feature Feature = new()
    {
        Topics = [new("publicity", "宣传", "Publicity")],
        Records = [new PublicityType()],
        Indicators = [PublicityType.Actions],
        Families = [PublicityType.ByKind],
        Compared = [PublicityType.Actions],
    };
}

/// <param name="Count">How many of them were posted, handed out, painted, sent.</param>
public sealed record PublicityAction(string Kind, int Count);

/// <summary><c>publicity</c>: one action a record, and as many pieces as it brought out.</summary>
internal sealed class PublicityType() : CountingType<PublicityAction>("publicity", UnitKinds.Areas)
{
    private static readonly Vocabulary Sorts = Vocabulary.Of(
        ("letter", "公开信", "letters"),
        ("leaflet", "宣传单", "leaflets"),
        ("brochure", "宣传册", "brochures"),
        ("poster", "海报", "posters"),
        ("notice", "通告", "notices"),
        ("banner", "横幅", "banners"),
        ("slogan", "标语", "slogans"),
        ("board", "板报", "boards"),
        ("display", "电子显示屏", "displays"),
        ("broadcast", "广播", "broadcasts"),
        ("vehicle", "宣传车", "vehicles"),
        ("message", "短信微信", "messages"));

    public static readonly Indicator Actions =
        Indicator.Flow("publicity.actions", "publicity", "宣传活动", "Publicity actions", "record");

    public static readonly IndicatorFamily ByKind =
        IndicatorFamily.Flow("publicity.", "publicity", "{0}", "Publicity: {0}", UnitOf, Sorts);

    protected override PublicityAction ReadData(Fields data) => new(data.Choice("kind", Sorts), data.Count("count"));

    private static string UnitOf(string kind) => kind switch
    {
        "banner" or "slogan" => "banner",
        "letter" or "leaflet" or "brochure" or "poster" or "notice" => "copy",
        _ => kind,
    };

    protected override void Count(PublicityAction data, DateOnly day, Contributions totals)
    {
        totals.Add(day, Actions);
        totals.Add(day, ByKind.Of(data.Kind), data.Count);
    }
}
