using System.Globalization;
using System.Text;
using GridActors.CommandLine.Import;
using GridActors.Standalone.Hosting;
using GridActors.Standalone.Tests.Kills;
using GridActors.Standalone.Tests.Processes;
using Microsoft.Extensions.Configuration;

namespace GridActors.Standalone.Tests.Import;

/// <summary>
/// Files of records and of units with spoilt lines among good ones, through what <c>import</c> sends them with: every
/// good line counts, and every bad one is named by its number in the file. GRIDACTORS_FUZZ says how many inputs.
/// </summary>
public sealed class ImportFuzzTests : IAsyncLifetime
{
    private const int LinesMax = 60;

    /// <summary>For one file: an import must not go on for ever. Long, because other programs share the machine.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private static readonly int Files = Math.Clamp(
        int.Parse(Environment.GetEnvironmentVariable("GRIDACTORS_FUZZ") ?? "2000", CultureInfo.InvariantCulture) / 20, 1, 5000);

    private readonly TempDirectory _data = new();
    private Server? _server;
    private HttpClient? _http;
    private long _seq;
    private int _unit;

    public async Task InitializeAsync()
    {
        var options = DeploymentOptions.From(new ConfigurationBuilder().Build(), _data.File("data"));
        _server = await Server.StartAsync(options, "http://127.0.0.1:0", isOpen: true, TimeProvider.System, default);
        _http = new HttpClient { BaseAddress = new Uri(_server.Address + "/") };
        await LedgerCheck.RegisterAsync(_server.Address, LedgerCheck.Gates(3));
    }

    public async Task DisposeAsync()
    {
        _http!.Dispose();
        await _server!.DisposeAsync();
        _data.Dispose();
    }

    [Fact]
    public async Task Of_a_file_of_records_every_good_line_counts_and_every_bad_one_is_named()
    {
        for (var seed = 0; seed < Files; seed++)
        {
            var chance = new Random(seed);
            var (good, bad, number) = (0, new List<int>(), 0);
            var file = new MemoryStream();
            if (chance.Next(4) == 0)
            {
                file.Write([0xEF, 0xBB, 0xBF]);
            }

            for (var lines = chance.Next(1, LinesMax); lines > 0; lines--)
            {
                number++;
                var (line, fate) = Line(chance);
                good += fate == true ? 1 : 0;
                if (fate == false)
                {
                    bad.Add(number);
                }

                file.Write(line);
                file.Write(lines == 1 && chance.Next(2) == 0 ? [] : Any<byte[]>(chance, "\n"u8.ToArray(), "\r\n"u8.ToArray()));
            }

            var found = await ImportAsync(file, seed);
            Assert.Equal((seed, good), (seed, found.Accepted));
            Assert.Equal(bad, found.Failures.Select(failure => failure.Line));
        }
    }

    [Fact]
    public async Task Of_a_list_of_units_every_good_row_counts_and_every_bad_one_is_named()
    {
        for (var seed = 0; seed < Files; seed++)
        {
            var chance = new Random(seed);
            var rows = new List<string> { "code,name,kind,parent" };
            var (good, bad) = (0, new List<int>());
            for (var row = chance.Next(1, LinesMax); row > 0; row--)
            {
                var (text, isGood) = Row(chance);
                rows.Add(text);
                good += isGood == true ? 1 : 0;
                if (isGood == false)
                {
                    bad.Add(rows.Count);
                }
            }

            var text8 = Encoding.UTF8.GetBytes(string.Join(Any(chance, "\n", "\r\n"), rows));
            byte[] bytes = chance.Next(3) switch
            {
                0 => [0xEF, 0xBB, 0xBF, .. text8],
                1 => [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(string.Join('\n', rows))],
                _ => text8,
            };
            await File.WriteAllBytesAsync(_data.File("units.csv"), bytes);
            using var patience = new CancellationTokenSource(Patience);
            var (registered, unchanged, failures) = await new ImportClient(_http!).SendUnitsAsync(_data.File("units.csv"), patience.Token);
            Assert.Equal((seed, good, 0), (seed, registered, unchanged));
            Assert.Equal(bad, failures.Select(failure => failure.Line).Order());
        }
    }

    private async Task<(int Accepted, List<ImportFailure> Failures)> ImportAsync(MemoryStream file, int seed)
    {
        file.Position = 0;
        var (accepted, failures, line) = (0, new List<ImportFailure>(), 1);
        using var patience = new CancellationTokenSource(Patience);
        var reader = new RecordLineReader(file.ReadAsync);
        try
        {
            while (await reader.ReadAsync(line, patience.Token) is { } lines)
            {
                var sent = await new ImportClient(_http!).SendRecordsAsync(lines, patience.Token);
                accepted += sent.Accepted;
                failures.AddRange(sent.Failures);
                line += lines.Lines;
            }
        }
        catch (Exception failure)
        {
            throw new InvalidOperationException(
                $"seed {seed}: {Convert.ToHexString(file.ToArray()[..Math.Min(400, (int)file.Length)])}", failure);
        }

        return (accepted, failures);
    }

    /// <returns>True: good; false: bad; null: blank, and no record at all.</returns>
    private (byte[] Line, bool? Fate) Line(Random chance)
    {
        var good = Sender.Record(
            "100-2-c1", "importer", ++_seq, DateTimeOffset.Now.AddHours(-chance.Next(1, 100)), "passage",
            """{"direction":"in","people":1,"outcome":"pass"}""").Trim();
        var bytes = Encoding.UTF8.GetBytes(good);
        return chance.Next(12) switch
        {
            0 => (Any<byte[]>(chance, [], " "u8.ToArray(), "\t \t"u8.ToArray()), null),
            1 => (bytes[..chance.Next(1, bytes.Length)], false),
            2 => ([.. bytes, 0xB8, 0xDA], false),
            3 => (Encoding.UTF8.GetBytes(good.Replace("\"pass\"", "\"p\\u0000\"", StringComparison.Ordinal)), false),
            4 => ([.. "\0"u8, .. bytes], false),
            5 => (Encoding.UTF8.GetBytes(good[..^1] + $",\"x\":\"{new string('x', 66_000)}\"}}"), false),
            6 => ("null"u8.ToArray(), false),
            7 => ([.. bytes[..40], 0x0B, .. bytes[40..]], false),
            _ => (bytes, true),
        };
    }

    private (string Row, bool? IsGood) Row(Random chance)
    {
        var id = $"i{++_unit}";
        return chance.Next(10) switch
        {
            0 => (Any(chance, "", " ", "\t"), null),
            1 => ($"{id},名,planet,100-1", false),
            2 => ($"{id},名,household", false),
            3 => ($"{id},\"名,checkpoint,100-1", false),
            4 => ($"{id},名,checkpoint,nobody", false),
            5 => ($"{id} {id},名,checkpoint,100-1", false),
            6 => ($"{id},\"名, \"\"老\"\"村\",checkpoint,100-1", true),
            _ => ($"{id},名,checkpoint,100-{chance.Next(1, 4)}", true),
        };
    }

    private static T Any<T>(Random chance, params T[] all) => all[chance.Next(all.Length)];
}
