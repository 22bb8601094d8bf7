using System.Text.Json;

namespace GridActors.CommandLine.Import;

/// <summary>
/// How far the import of a file has come, kept beside the file so that an interrupted import goes on where it
/// stopped, and reports the whole. Going on too early does no harm: records are counted once however often they are
/// sent. Going on where other lines were sent, or to somebody else, would leave lines out.
/// </summary>
/// <param name="Target">Who was sent them: the server's address as given, or the whole path of the data.</param>
/// <param name="Bytes">Size of the file when the import began; another size is another file.</param>
/// <param name="Offset">Bytes, of a packed file unpacked ones, of which every record was answered.</param>
/// <param name="Sha256">Of those bytes, in hex.</param>
/// <param name="Line">The line at that offset, from 1.</param>
internal sealed record ImportPosition(string Target, long Bytes, long Offset, string Sha256, int Line)
{
    private static readonly JsonSerializerOptions Json = new() { RespectRequiredConstructorParameters = true };

    public int Accepted { get; init; }

    public int Known { get; init; }

    public int Refused { get; init; }

    public static string PathFor(string file) => file + ".import";

    /// <summary>The one that is kept; null where no import of this file was interrupted.</summary>
    public static ImportPosition? Read(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<ImportPosition>(File.ReadAllText(PathFor(file)), Json);
        }
        catch (Exception failure) when (failure is FileNotFoundException or JsonException)
        {
            // Or cut short by a crash, or of an older program: beginning anew is safe.
            return null;
        }
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
