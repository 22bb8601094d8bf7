using System.Text.Json;

namespace GridActors.CommandLine.Import;

/// <summary>
/// How far the import of a file has come, kept beside the file so that an interrupted import goes on where it
/// stopped. Going on too early does no harm: records are counted once however often they are sent.
/// </summary>
/// <param name="Bytes">Size of the file when the import began; another size is another file.</param>
/// <param name="Offset">Bytes of which every record was answered.</param>
/// <param name="Line">The line at that offset, from 1.</param>
internal sealed record ImportPosition(long Bytes, long Offset, int Line)
{
    public static string PathFor(string file) => file + ".import";

    public static ImportPosition Read(string file)
    {
        var bytes = new FileInfo(file).Length;
        var path = PathFor(file);
        if (File.Exists(path))
        {
            try
            {
                var kept = JsonSerializer.Deserialize<ImportPosition>(File.ReadAllText(path));
                if (kept?.Bytes == bytes)
                {
                    return kept;
                }
            }
            catch (JsonException)
            {
                // Cut short by a crash; beginning anew is safe.
            }
        }

        return new ImportPosition(bytes, 0, 1);
    }

    public void Write(string file)
    {
        // Written beside and renamed, so that a crash leaves the old one or the new one.
        var path = PathFor(file);
        File.WriteAllText(path + ".new", JsonSerializer.Serialize(this));
        File.Move(path + ".new", path, overwrite: true);
    }

    public static void Forget(string file) => File.Delete(PathFor(file));
}
