using GridActors.Journaling.Ports;

namespace GridActors.CommandLine.Demo;

/// <summary>The county, its townships and villages as in the official division codes of 2023.</summary>
internal static class OfficialUnits
{
    private const string Resource = "GridActors.CommandLine.Demo.lan-county-141127.csv";

    public static IReadOnlyList<UnitRow> Read()
    {
        using var stream = typeof(OfficialUnits).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"{Resource} is not embedded.");
        using var text = new StreamReader(stream);
        var rows = new List<UnitRow>();
        text.ReadLine(); // code,name,kind,parent
        while (text.ReadLine() is { Length: > 0 } line)
        {
            var fields = line.Split(',');
            var parent = fields[3].Length == 0 ? null : fields[3];
            rows.Add(new UnitRow(rows.Count + 2, fields[0], fields[1], fields[2], parent, null, null));
        }

        return rows;
    }

    /// <summary>A village's name in speech: 刘家庄 of 刘家庄村委会.</summary>
    public static string ShortNameOf(this UnitRow village) =>
        village.Name.Replace("村委会", "", StringComparison.Ordinal);
}
