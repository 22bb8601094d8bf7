using System.Text;
using GridActors.Benchmarks.Clients;
using GridActors.Benchmarks.Runs;

namespace GridActors.Benchmarks.Workloads;

/// <summary>Households as a province has them: 700 a village, 16 villages a township, 25 townships a county.</summary>
internal static class HouseholdTree
{
    public const string Root = "99";

    private const int VillagesPerTownship = 16;
    private const int HouseholdsPerVillage = 700;
    private const int HouseholdsPerPost = 200_000;
    private const int Markers = 10;

    public static string Household(int i) => $"{Village(i / HouseholdsPerVillage)}-h{i % HouseholdsPerVillage:0000}";

    public static string Village(int i) =>
        $"9999{(i / VillagesPerTownship / 25) + 1:00}{i / VillagesPerTownship % 25:000}{i % VillagesPerTownship:000}";

    /// <summary>Checkpoints of the first village, whose records tell how fresh the totals above are.</summary>
    public static string Marker(int i) => $"{Village(0)}-c{i % Markers}";

    /// <summary>Registers the markers, and opens them.</summary>
    public static async Task OpenMarkersAsync(Uri server)
    {
        var rows = string.Concat(Enumerable.Range(0, Markers).Select(i => $"{Marker(i)},卡点,checkpoint,{Village(0)}\n"));
        await PassageRun.PostUnitsAsync(server, $"code,name,kind,parent\n{rows}");
        using var http = await HttpConnection.OpenAsync(server);
        for (var i = 0; i < Markers; i++)
        {
            await http.PostAsync(Encoding.UTF8.GetBytes($$"""
                {"source":"office","seq":1,"unit":"{{Marker(i)}}","at":"{{DateTimeOffset.Now.AddMinutes(-5):O}}","type":"checkpoint.open"}
                """));
        }
    }

    /// <summary>Lists of units to post one after the other, parents first.</summary>
    public static IEnumerable<string> Csv(int households)
    {
        const string header = "code,name,kind,parent\n";
        var villages = Enumerable.Range(0, (households + HouseholdsPerVillage - 1) / HouseholdsPerVillage).Select(Village).ToList();
        var csv = new StringBuilder(header).Append("99,省,province,\n9999,州,prefecture,99\n");
        foreach (var county in villages.Select(village => village[..6]).Distinct())
        {
            csv.Append(county).Append(",县,county,9999\n");
        }

        foreach (var township in villages.Select(village => village[..9]).Distinct())
        {
            csv.Append(township).Append(",镇,township,").Append(township, 0, 6).Append('\n');
        }

        foreach (var village in villages)
        {
            csv.Append(village).Append(",村,village,").Append(village, 0, 9).Append('\n');
        }

        yield return csv.ToString();
        foreach (var chunk in Enumerable.Range(0, households).Chunk(HouseholdsPerPost))
        {
            csv.Clear().Append(header);
            foreach (var i in chunk)
            {
                csv.Append(Household(i)).Append(",户,household,").Append(Village(i / HouseholdsPerVillage)).Append('\n');
            }

            yield return csv.ToString();
        }
    }
}
