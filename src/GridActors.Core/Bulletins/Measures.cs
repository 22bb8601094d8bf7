namespace GridActors.Core.Bulletins;

/// <summary>What stands behind a number, by the unit of its indicator.</summary>
internal static class Measures
{
    /// <summary>The measure word; a unit that the deployment's own catalogue names stands as it is.</summary>
    public static string Chinese(string unit) => unit switch
    {
        "person" => "人",
        "household" => "户",
        "record" or "check" or "talk" or "meeting" or "patrol" or "broadcast" => "次",
        "alert" or "banner" or "message" => "条",
        "need" or "piece" => "件",
        "report" or "agreement" or "copy" or "portion" => "份",
        "gathering" => "场",
        "hazard" or "area" or "road" => "处",
        "checkpoint" or "team" or "unit" or "addressee" => "个",
        "pair" => "双",
        "shift" => "班次",
        "test" => "人",
        "vehicle" => "辆",
        "mask" => "只",
        "thermometer" => "支",
        "handbook" => "册",
        "set" => "套",
        "box" => "箱",
        "litre" => "升",
        "minute" => "分钟",
        "yuan" => "元",
        "board" => "期",
        "display" => "块",
        "count" => "",
        _ => unit,
    };

    /// <summary>Only what the name does not say already.</summary>
    public static string English(string unit) => unit switch
    {
        "litre" => " l",
        "yuan" => " yuan",
        _ => "",
    };
}
