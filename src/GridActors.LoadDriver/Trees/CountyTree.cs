using System.Globalization;
using System.Text;

namespace GridActors.LoadDriver.Trees;

/// <summary>A county of townships, villages and checkpoints, dealt out evenly; a gate has a number.</summary>
internal sealed class CountyTree(string county, int townships, int villages, int gates)
{
    public int Gates => gates;

    public int Townships => townships;

    public string County => county;

    public string Township(int i) => string.Create(CultureInfo.InvariantCulture, $"{county}{i:000}");

    public string Village(int i) => string.Create(CultureInfo.InvariantCulture, $"{Township(i % townships)}{i:000}");

    public string Gate(int i) => string.Create(CultureInfo.InvariantCulture, $"{Village(i % villages)}-c{i:0000}");

    /// <summary>Every unit, with the gates that it adds up.</summary>
    public IEnumerable<(string Unit, IEnumerable<int> Gates)> Sums()
    {
        for (var i = 0; i < gates; i++)
        {
            yield return (Gate(i), [i]);
        }

        for (var i = 0; i < villages; i++)
        {
            var village = i;
            yield return (Village(i), Enumerable.Range(0, gates).Where(gate => gate % villages == village));
        }

        for (var i = 0; i < townships; i++)
        {
            var township = i;
            yield return (
                Township(i), Enumerable.Range(0, gates).Where(gate => gate % villages % townships == township));
        }

        yield return (county, Enumerable.Range(0, gates));
    }

    public string ToCsv()
    {
        var csv = new StringBuilder("code,name,kind,parent\n").Append(county).Append(",压测县,county,\n");
        for (var i = 0; i < townships; i++)
        {
            csv.Append(Township(i)).Append(",镇,township,").Append(county).Append('\n');
        }

        for (var i = 0; i < villages; i++)
        {
            csv.Append(Village(i)).Append(",村,village,").Append(Township(i % townships)).Append('\n');
        }

        for (var i = 0; i < gates; i++)
        {
            csv.Append(Gate(i)).Append(",卡点,checkpoint,").Append(Village(i % villages)).Append('\n');
        }

        return csv.ToString();
    }
}
