using System.Text;

namespace GridActors.Benchmarks.Workloads;

/// <summary>A county as design.md sizes one: 25 townships, 400 villages, 1,500 checkpoints.</summary>
internal static class PassageTree
{
    public const string County = "990000";
    public const int Townships = 25;
    public const int Villages = 400;
    public const int Gates = 1500;

    /// <summary>A code begins with the codes of all that it lies in.</summary>
    public const int TownshipLength = 9;
    public const int VillageLength = 12;

    public static string Township(int i) => $"{County}{i:000}";

    public static string Village(int i) => $"{Township(i % Townships)}{i:000}";

    public static string Gate(int i) => $"{Village(i % Villages)}-c{i:0000}";

    public static string ToCsv()
    {
        var csv = new StringBuilder("code,name,kind,parent\n").Append(County).Append(",县,county,\n");
        for (var i = 0; i < Townships; i++)
        {
            csv.Append(Township(i)).Append(",镇,township,").Append(County).Append('\n');
        }

        for (var i = 0; i < Villages; i++)
        {
            csv.Append(Village(i)).Append(",村,village,").Append(Township(i % Townships)).Append('\n');
        }

        for (var i = 0; i < Gates; i++)
        {
            csv.Append(Gate(i)).Append(",卡点,checkpoint,").Append(Village(i % Villages)).Append('\n');
        }

        return csv.ToString();
    }
}
