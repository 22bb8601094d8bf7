using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace GridActors.Cluster.Tests.Faults;

/// <summary>
/// Network namespaces on a bridge of their own, one a silo, between which packets can be made to vanish: towards a false
/// hardware address they leave and arrive nowhere, so that neither side is told. Needs root and <c>ip</c>.
/// </summary>
internal sealed class SiloNetwork : IDisposable
{
    private static int s_count;

    private readonly string _name = $"ga{Environment.ProcessId % 100_000}x{Interlocked.Increment(ref s_count)}";
    private readonly string _prefix = $"10.{Random.Shared.Next(100, 250)}.{Random.Shared.Next(1, 250)}";
    private readonly string _tokenFolder = Directory.CreateTempSubdirectory("gridactors-tokens-").FullName;

    public SiloNetwork(int places)
    {
        Ip($"link add {_name} type bridge");
        Ip($"addr add {_prefix}.1/24 dev {_name}");
        Ip($"link set {_name} up");
        Places = [.. Enumerable.Range(2, places).Select(Make)];
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Token)));
        File.WriteAllText(Path.Combine(_tokenFolder, "access-tokens.txt"), $"writer tests {hash}\n");
    }

    /// <summary>Beyond loopback a silo is never open to all.</summary>
    public static string Token => "a-token-of-the-tests";

    /// <summary>Why none can be made here; null when one can.</summary>
    public static string? WhyNot { get; } = Try();

    /// <summary>Where the tests listen for all silos.</summary>
    public IPAddress Here => IPAddress.Parse($"{_prefix}.1");

    public IReadOnlyList<Place> Places { get; }

    /// <summary>What one sends to the other vanishes, until <see cref="Mend"/>.</summary>
    public static void Cut(Place from, Place to) =>
        Ip($"-n {from.Name} neigh replace {to.Address} lladdr 02:de:ad:00:00:01 nud permanent dev eth0");

    public static void Mend(Place from, Place to) => Ip($"-n {from.Name} neigh del {to.Address} dev eth0");

    public void Dispose()
    {
        foreach (var place in Places)
        {
            Ip($"netns del {place.Name}");
        }

        Ip($"link del {_name}");
        Directory.Delete(_tokenFolder, recursive: true);
    }

    private Place Make(int number)
    {
        var (name, address) = ($"{_name}n{number}", $"{_prefix}.{number}");
        Ip($"netns add {name}");
        Ip($"link add {_name}v{number} type veth peer name eth0 netns {name}");
        Ip($"link set {_name}v{number} master {_name} up");
        Ip($"-n {name} addr add {address}/24 dev eth0");
        Ip($"-n {name} link set eth0 up");
        Ip($"-n {name} link set lo up");
        return new Place(name, address, _tokenFolder);
    }

    private static string? Try()
    {
        if (Environment.UserName != "root")
        {
            return "Only root can make network namespaces.";
        }

        try
        {
            using var one = new SiloNetwork(1);
            return null;
        }
        catch (Exception failure) when (failure is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return $"No network namespaces here: {failure.Message}";
        }
    }

    private static void Ip(string command)
    {
        using var process = Process.Start(new ProcessStartInfo("ip", command) { RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"ip {command}: {error}");
        }
    }

    /// <summary>Where one silo lives.</summary>
    internal sealed record Place(string Name, string Address, string TokenFolder)
    {
        public IReadOnlyList<string> Under => ["ip", "netns", "exec", Name];
    }
}

/// <summary>A test that cuts silos from one another, on a server of its own.</summary>
public sealed class PartitionFactAttribute : FactAttribute
{
    public PartitionFactAttribute() =>
        Skip = new GridActors.Postgres.Tests.Servers.OwnPostgresFactAttribute().Skip ?? SiloNetwork.WhyNot;
}
