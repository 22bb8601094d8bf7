namespace GridActors.CommandLine.Demo;

/// <summary>Where somebody returned from.</summary>
/// <param name="Code">Its division code.</param>
internal sealed record ReturnedFrom(string Place, string Class, string Code);

/// <summary>The places from which people came home to Lan County.</summary>
internal static class Origins
{
    public static readonly ReturnedFrom[] Wuhan =
    [
        new("武汉市江岸区", "wuhan", "420102"), new("武汉市江汉区", "wuhan", "420103"),
        new("武汉市硚口区", "wuhan", "420104"), new("武汉市汉阳区", "wuhan", "420105"),
        new("武汉市武昌区", "wuhan", "420106"), new("武汉市洪山区", "wuhan", "420111"),
    ];

    /// <summary>Other counties of the city of Lüliang.</summary>
    public static readonly ReturnedFrom[] OutOfCounty =
    [
        new("离石区", "outOfCounty", "141102"), new("文水县", "outOfCounty", "141121"),
        new("交城县", "outOfCounty", "141122"), new("兴县", "outOfCounty", "141123"),
        new("临县", "outOfCounty", "141124"), new("柳林县", "outOfCounty", "141125"),
        new("方山县", "outOfCounty", "141128"), new("中阳县", "outOfCounty", "141129"),
        new("孝义市", "outOfCounty", "141181"), new("汾阳市", "outOfCounty", "141182"),
    ];

    /// <summary>Other cities of the province.</summary>
    public static readonly ReturnedFrom[] OutOfCity =
    [
        new("太原市小店区", "outOfCity", "140105"), new("太原市迎泽区", "outOfCity", "140106"),
        new("太原市万柏林区", "outOfCity", "140109"), new("娄烦县", "outOfCity", "140123"),
        new("古交市", "outOfCity", "140181"), new("晋中市榆次区", "outOfCity", "140702"),
        new("忻州市忻府区", "outOfCity", "140902"), new("静乐县", "outOfCity", "140926"),
        new("岢岚县", "outOfCity", "140929"), new("大同市平城区", "outOfCity", "140213"),
    ];
}
