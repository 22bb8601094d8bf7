using GridActors.Core.Totals;

namespace GridActors.Core.Records;

/// <summary>Where somebody came from: in words, by class of risk, by division code.</summary>
public sealed record Origin(string Place, string? Class, string? Code)
{
    /// <summary>Of each traveller one class, the most specific.</summary>
    public static readonly Vocabulary Classes = Vocabulary.Of(
        ("wuhan", "武汉", "Wuhan"),
        ("viaWuhan", "途经武汉", "via Wuhan"),
        ("hubei", "湖北", "Hubei"),
        ("keyArea", "重点地区", "key areas"),
        ("overseas", "境外", "overseas"),
        ("outOfProvince", "省外", "outside the province"),
        ("outOfCity", "市外", "outside the city"),
        ("outOfCounty", "县外", "outside the county"));

    public static Origin Read(Fields from) =>
        new(from.Text("place", 100), from.OptionalChoice("class", Classes), ReadCode(from));

    public static Origin ReadWithClass(Fields from) =>
        new(from.Text("place", 100), from.Choice("class", Classes), ReadCode(from));

    private static string? ReadCode(Fields from)
    {
        var code = from.OptionalText("code", 12);
        if (code is not null && (code.Length < 2 || code.AsSpan().ContainsAnyExceptInRange('0', '9')))
        {
            from.Refuse(RefusalCodes.BadValue, "code", "a division code is 2 to 12 digits");
        }

        return code;
    }
}
