using System.Security.Cryptography;
using System.Text;
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

    /// <exception cref="OptionsException">
    /// It is not there, cannot be read, a line is none of those or names somebody again, or there is no line.
    /// </exception>
    public static IReadOnlyList<AccessToken> Read(string dataDirectory)
    {
        if (!File.Exists(Path.Combine(dataDirectory, FileName)))
        {
            throw new OptionsException($"no file {FileName} in {dataDirectory}: it says who may use the API");
        }

        var tokens = new Dictionary<string, AccessToken>();
        var number = 0;
        foreach (var line in ReadLines(dataDirectory))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line) || line.StartsWith('#'))
            {
                continue;
            }

            if (TokenOf(line) is not { } token)
            {
                throw new OptionsException($"{FileName}, line {number}: expected 'reader|writer NAME SHA256'");
            }

            if (!tokens.TryAdd(token.Name, token))
            {
                throw new OptionsException($"{FileName}, line {number}: {token.Name} has a token already");
            }
        }

        return tokens.Count > 0
            ? [.. tokens.Values]
            : throw new OptionsException(
                $"{FileName} in {dataDirectory} has no token, so nobody could come in; where there is no file, "
                + "serve makes one");
    }

    private static AccessToken? TokenOf(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return words is [("reader" or "writer") and var role, var name, var hash]
            && AccessToken.IsHash(hash)
                ? new AccessToken
                {
                    Name = name,
                    Sha256 = hash,
                    Role = role == "writer" ? AccessRole.Writer : AccessRole.Reader,
                }
                : null;
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
        Write(path, lines);
        return token;
    }

    /// <summary>
    /// Written beside and renamed: a start that is cut off must not leave a file without a token, which no later one
    /// would make.
    /// </summary>
    private static void Write(string path, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var unfinished = path + ".new";
        using (var file = new FileStream(unfinished, options))
        {
            file.Write(Encoding.UTF8.GetBytes(text));
            file.Flush(flushToDisk: true);
        }

        File.Move(unfinished, path);
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
