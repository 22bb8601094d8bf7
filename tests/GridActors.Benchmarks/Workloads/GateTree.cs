using System.Text;

namespace GridActors.Benchmarks.Workloads;

/// <summary>A county of townships, villages and checkpoints, dealt out evenly; a code begins with those of all above.</summary>
internal sealed record GateTree(int Townships, int Villages, int Gates)
{
    public const string County = "990000";

    public string Township(int i) => $"{County}{i:000}";

    public string Village(int i) => $"{Township(i % Townships)}{i:000}";

    public string Gate(int i) => $"{Village(i % Villages)}-c{i:0000}";

    public string ToCsv()
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
