using System.Globalization;
using System.Reflection;
using GridActors.Simulation.Faults;
using GridActors.Simulation.Runs;

namespace GridActors.Simulation.Tests.Runs;

/// <summary>What the simulation found once stays fixed, and every time some thousand fresh seeds are tried.</summary>
public sealed class SeedTests
{
    private const int FreshSeedsMax = 10_000;

    /// <summary>What fresh seeds may take; the whole project stays below a minute and a half on 2 cores.</summary>
    private static readonly TimeSpan FreshTime = TimeSpan.FromSeconds(50);

    public static TheoryData<ulong, string> Found
    {
        get
        {
            var found = new TheoryData<ulong, string>();
            foreach (var line in Read("seeds.txt").Where(line => line.Length > 0 && line[0] != '#'))
            {
                var parts = line.Split(' ', 2);
                found.Add(ulong.Parse(parts[0], CultureInfo.InvariantCulture), parts[1].Trim());
            }

            return found;
        }
    }

    [Theory]
    [MemberData(nameof(Found))]
    public void What_a_seed_found_stays_fixed(ulong seed, string bug) =>
        Assert.True(Run.Of(seed) is { Violation: null } outcome, $"{bug}\n{Run.Of(seed)}");

    [Fact]
    public void Two_runs_of_a_seed_are_the_same_to_the_last_step()
    {
        for (var seed = 1UL; seed <= 30; seed++)
        {
            var (first, second) = (new StringWriter(), new StringWriter());
            Assert.Equal(Run.Of(seed, first).Hash, Run.Of(seed, second).Hash);
            Assert.Equal(first.ToString(), second.ToString());
            Assert.Equal(Run.Of(seed).Hash, Run.Of(seed, TextWriter.Null).Hash); // being read changes nothing
        }
    }

    [Fact]
    public void Different_seeds_are_different_runs() =>
        Assert.Equal(30, Enumerable.Range(1, 30).Select(seed => Run.Of((ulong)seed).Hash).Distinct().Count());

    [Fact]
    public void Fresh_seeds_hold_every_property()
    {
        var told = new StringWriter();
        var begin = (ulong)(DateTime.UtcNow.Ticks / TimeSpan.TicksPerSecond) * 1_000_000;
        var figures = Sweep.Run(begin, FreshSeedsMax, FreshTime, Environment.ProcessorCount, failuresMax: 1, told);
        Assert.True(figures.Failed.Count == 0, told.ToString());

        // A run in which nothing went wrong, or nothing was accepted, would prove nothing.
        Assert.True(figures.Seeds > 100, figures.ToString());
        Assert.True(figures.Breaches > 0, figures.ToString());
        Assert.All(Enum.GetValues<FaultKind>(), kind => Assert.True(figures.Of(kind) > 0, $"{kind} never struck"));
    }

    private static IEnumerable<string> Read(string name)
    {
        using var stream = typeof(Run).Assembly.GetManifestResourceStream(name)!;
        using var lines = new StreamReader(stream);
        return lines.ReadToEnd().Split('\n');
    }
}
