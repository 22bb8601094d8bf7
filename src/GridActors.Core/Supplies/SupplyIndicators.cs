using System.Collections.Frozen;
using System.Collections.Immutable;
using GridActors.Core.Totals;

namespace GridActors.Core.Supplies;

/// <summary>One indicator for each item, in the unit in which that item is counted.</summary>
public sealed class ByItem
{
    private readonly FrozenDictionary<string, Indicator> _byItem;

    internal ByItem(string prefix, bool isLevel, string zh, string en)
    {
        Members =
        [
            .. SupplyIndicators.Items.Terms.Select(item => Indicator.Define(
                prefix + item.Code, isLevel, SupplyIndicators.Topic, string.Format(null, zh, item.Zh),
                string.Format(null, en, item.En), SupplyIndicators.UnitOf(item.Code))),
        ];
        _byItem = Members.ToFrozenDictionary(member => member.Code[prefix.Length..], StringComparer.Ordinal);
    }

    /// <summary>In the order of the items.</summary>
    public ImmutableArray<Indicator> Members { get; }

    public Indicator Of(string item) => _byItem[item];
}

/// <summary>What is kept in stock, and what is counted of it.</summary>
public static class SupplyIndicators
{
    internal const string Topic = "supplies";

    public static readonly Vocabulary Items = Vocabulary.Of(
        ("mask", "口罩", "masks"),
        ("thermometer", "体温计", "thermometers"),
        ("disinfectant", "消毒液", "disinfectant"),
        ("disinfectantBox", "箱装消毒液", "disinfectant in boxes"),
        ("alcohol", "酒精", "alcohol"),
        ("gloves", "手套", "gloves"),
        ("goggles", "护目镜", "goggles"),
        ("gown", "防护服", "protective gowns"),
        ("coat", "棉大衣", "coats"),
        ("handbook", "防控手册", "handbooks"),
        ("food", "食品", "food"),
        ("other", "其他物资", "other supplies"));

    public static readonly Vocabulary Hows = Vocabulary.Of(
        ("purchased", "采购", "purchased"), ("donated", "捐赠", "donated"), ("allocated", "调拨", "allocated"));

    public static readonly ByItem Stock = new("stock.", isLevel: true, "{0}库存", "Stock: {0}");

    public static readonly ByItem InTransit = new("stock.inTransit.", isLevel: true, "{0}在途", "In transit: {0}");

    public static readonly ByItem Received = new("supply.received.", isLevel: false, "{0}入库", "Received: {0}");

    public static readonly ByItem Used = new("supply.used.", isLevel: false, "{0}使用", "Used: {0}");

    public static readonly ByItem Adjusted =
        new("supply.adjusted.", isLevel: false, "{0}盘点调整", "Adjusted by stocktake: {0}");

    public static readonly FrozenDictionary<string, ByItem> ByHow = Hows.Terms.ToFrozenDictionary(
        how => how.Code,
        how => new ByItem($"supply.{how.Code}.", isLevel: false, $"{{0}}{how.Zh}", $"Received, {how.En}: {{0}}"),
        StringComparer.Ordinal);

    public static IEnumerable<Indicator> All =>
        [
            .. Stock.Members, .. InTransit.Members, .. Received.Members,
            .. Hows.Terms.SelectMany(how => ByHow[how.Code].Members), .. Used.Members, .. Adjusted.Members,
        ];

    internal static string UnitOf(string item) => item switch
    {
        "disinfectant" or "alcohol" => "litre",
        "disinfectantBox" => "box",
        "gloves" => "pair",
        "mask" => "mask",
        "thermometer" => "thermometer",
        "goggles" or "gown" => "set",
        "handbook" => "handbook",
        "food" => "portion",
        _ => "piece",
    };
}
