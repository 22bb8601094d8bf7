namespace GridActors.Benchmarks.Workloads;

/// <summary>A county as design.md sizes one: 25 townships, 400 villages, 1,500 checkpoints.</summary>
internal static class PassageTree
{
    public const string County = GateTree.County;
    public const int Townships = 25;
    public const int Villages = 400;
    public const int Gates = 1500;

    /// <summary>A code begins with the codes of all that it lies in.</summary>
    public const int TownshipLength = 9;
    public const int VillageLength = 12;

    public static GateTree Whole { get; } = new(Townships, Villages, Gates);

    public static string Township(int i) => Whole.Township(i);

    public static string Village(int i) => Whole.Village(i);

    public static string Gate(int i) => Whole.Gate(i);

    public static string ToCsv() => Whole.ToCsv();
}
