using System.Security.Cryptography;
using GridActors.CommandLine.Commands;
using GridActors.Gateway.Access;

namespace GridActors.CommandLine.Access;

/// <summary>
/// Who may use the API: lines <c>role name token-hash</c> in the data directory, only hashes kept. The first start
/// makes a writer's token and shows it once.
/// </summary>
internal static class AccessTokenFile
{
    public const string FileName = "access-tokens.txt";

    private const int TokenBytes = 32;

    /// <summary>Returns the new token when the file had to be made, else null.</summary>
    /// <exception cref="OptionsException">The folder or the file cannot be written.</exception>
    public static string? EnsureExists(string dataDirectory)
    {
        try
        {
            return Make(dataDirectory);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new OptionsException($"{FileName} cannot be made in {dataDirectory}: {failure.Message}");
        }
    }

    /// <summary>For a start that failed before it could show the new token: the next one makes another.</summary>
    public static void Forget(string dataDirectory) => File.Delete(Path.Combine(dataDirectory, FileName));

    /// <exception cref="OptionsException">It is not there, cannot be read, or a line is none of those.</exception>
    public static IReadOnlyList<AccessToken> Read(string dataDirectory)
    {
        if (!File.Exists(Path.Combine(dataDirectory, FileName)))
        {
            throw new OptionsException($"no file {FileName} in {dataDirectory}: it says who may use the API");
        }

        var tokens = new List<AccessToken>();
        var number = 0;
        foreach (var line in ReadLines(dataDirectory))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line) || line.StartsWith('#'))
            {
                continue;
            }

            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (words is not [("reader" or "writer") and var role, var name, { Length: 64 } hash])
            {
                throw new OptionsException($"{FileName}, line {number}: expected 'reader|writer NAME SHA256'");
            }

            tokens.Add(new AccessToken
            {
                Name = name,
                Sha256 = hash,
                Role = role == "writer" ? AccessRole.Writer : AccessRole.Reader,
            });
        }

        return tokens;
    }

    private static string? Make(string dataDirectory)
    {
        var path = Path.Combine(dataDirectory, FileName);
        if (File.Exists(path))
        {
            return null;
        }

        Directory.CreateDirectory(dataDirectory);
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(TokenBytes));
        var lines = $"""
            # role (reader or writer), name, SHA-256 of the token in hex; one line a token
            # a further line: printf %s TOKEN | sha256sum
            writer first {AccessToken.HashOf(token)}

            """;
        File.WriteAllText(path, lines);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        return token;
    }

    private static string[] ReadLines(string dataDirectory)
    {
        try
        {
            return File.ReadAllLines(Path.Combine(dataDirectory, FileName));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new OptionsException($"{FileName} in {dataDirectory} cannot be read: {failure.Message}");
        }
    }
}
