using GridActors.Core.Totals;

namespace GridActors.Core.Units;

/// <summary>What a unit is; ordered from the top of the tree down, so that a parent's kind is always smaller.</summary>
public enum UnitKind
{
    Province,
    Prefecture,
    County,
    Township,
    Village,
    Grid,
    Community,
    Household,
    Institution,
    Checkpoint,
}

/// <summary>A set of kinds.</summary>
[Flags]
public enum UnitKinds
{
    None = 0,
    Province = 1 << UnitKind.Province,
    Prefecture = 1 << UnitKind.Prefecture,
    County = 1 << UnitKind.County,
    Township = 1 << UnitKind.Township,
    Village = 1 << UnitKind.Village,
    Grid = 1 << UnitKind.Grid,
    Community = 1 << UnitKind.Community,
    Household = 1 << UnitKind.Household,
    Institution = 1 << UnitKind.Institution,
    Checkpoint = 1 << UnitKind.Checkpoint,

    Areas = Province | Prefecture | County | Township | Village | Grid | Community,
    WithPersons = Household | Institution,

    /// <summary>Where people are posted and things are kept.</summary>
    WithStaff = Areas | Checkpoint,
    Movable = Household | Institution | Checkpoint,
    All = Areas | Household | Institution | Checkpoint,
}

/// <summary>The public names of the kinds and the rules of which stands under which.</summary>
public static class UnitKindRules
{
    /// <summary>In the order of <see cref="UnitKind"/>.</summary>
    public static readonly Vocabulary Names = Vocabulary.Of(
        ("province", "省", "province"),
        ("prefecture", "市/州", "prefecture"),
        ("county", "县/区", "county"),
        ("township", "乡镇/街道", "township"),
        ("village", "村/社区", "village"),
        ("grid", "网格", "grid"),
        ("community", "小区", "community"),
        ("household", "户", "household"),
        ("institution", "单位/场所", "institution"),
        ("checkpoint", "卡点", "checkpoint"));

    private static readonly UnitKinds[] Parents =
    [
        UnitKinds.None,
        UnitKinds.Province,
        UnitKinds.Prefecture,
        UnitKinds.County,
        UnitKinds.Township,
        UnitKinds.Village | UnitKinds.Township,
        UnitKinds.Village | UnitKinds.Township,
        UnitKinds.Grid | UnitKinds.Community | UnitKinds.Village,
        UnitKinds.Areas,
        UnitKinds.Areas,
    ];

    public static string NameOf(UnitKind kind) => Names.Terms[(int)kind].Code;

    public static UnitKind? Parse(string name)
    {
        for (var kind = 0; kind < Names.Terms.Length; kind++)
        {
            if (Names.Terms[kind].Code == name)
            {
                return (UnitKind)kind;
            }
        }

        return null;
    }

    public static UnitKinds SetOf(UnitKind kind) => (UnitKinds)(1 << (int)kind);

    public static bool Includes(UnitKinds kinds, UnitKind kind) => (kinds & SetOf(kind)) != 0;

    public static bool IsArea(UnitKind kind) => Includes(UnitKinds.Areas, kind);

    public static bool MayStandUnder(UnitKind kind, UnitKind parent) => Includes(Parents[(int)kind], parent);

    /// <summary>Provinces, prefectures and counties may be the top of a deployment's tree.</summary>
    public static bool MayStandAlone(UnitKind kind) => kind <= UnitKind.County;
}
