using System.Text.Json;

namespace GridActors.CommandLine.Import;

/// <summary>
/// What was not taken, a JSON line each, in a file beside the imported one; the first few also shown.
/// </summary>
internal sealed class ImportErrors
{
    private const int ShownMax = 20;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly string _path;

    /// <param name="kept">
    /// Of an import that goes on, what it found before; what it found after its position it will find again.
    /// </param>
    public ImportErrors(string file, int kept)
    {
        (_path, Count) = (file + ".errors", kept);
        if (kept == 0)
        {
            File.Delete(_path);
        }
        else if (File.Exists(_path))
        {
            File.WriteAllLines(_path, File.ReadAllLines(_path).Take(kept));
        }
    }

    public int Count { get; private set; }

    public void Add(IReadOnlyList<ImportFailure> failures)
    {
        if (failures.Count == 0)
        {
            return;
        }

        foreach (var failure in failures.Take(ShownMax - Count))
        {
            Console.WriteLine($"line {failure.Line}: {failure.Code} {failure.Field}: {failure.Message}");
        }

        File.AppendAllLines(_path, failures.Select(failure => JsonSerializer.Serialize(failure, Json)));
        Count += failures.Count;
    }

    public void Announce()
    {
        if (Count > 0)
        {
            Console.WriteLine($"all of them: {_path}");
        }
    }
}
