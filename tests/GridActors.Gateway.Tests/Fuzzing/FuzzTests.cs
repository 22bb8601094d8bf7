using System.Globalization;
using System.Net;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using GridActors.Core.Records;
using GridActors.Gateway.Tests.Contract;
using GridActors.Gateway.Tests.Hosts;
using GridActors.Journaling.Import;
using GridActors.Journaling.Loop;
using GridActors.Journaling.Ports;
using GridActors.Journaling.Recounts;
using GridActors.Standalone.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace GridActors.Gateway.Tests.Fuzzing;

/// <summary>
/// Every route with near-good and spoilt input. Never 500, always a known code; what is refused changes nothing, and
/// what is accepted is in the journal, no more and no less. GRIDACTORS_FUZZ says how many inputs, GRIDACTORS_FUZZ_SEED
/// from which seed on; seeds of bugs that were found stand in fuzz-seeds.txt and run first.
/// </summary>
public sealed partial class FuzzTests(ITestOutputHelper output)
{
    /// <summary>A gateway takes so many inputs of one seed, then an empty one takes the next seed's.</summary>
    private const int InputsPerSeed = 200;

    private static readonly int Inputs = int.Parse(
        Environment.GetEnvironmentVariable("GRIDACTORS_FUZZ") ?? "2000", CultureInfo.InvariantCulture);

    private static readonly int FirstSeed = int.Parse(
        Environment.GetEnvironmentVariable("GRIDACTORS_FUZZ_SEED") ?? "1", CultureInfo.InvariantCulture);

    private static readonly IReadOnlySet<string> KnownCodes =
        new[] { typeof(Refusal).Assembly, typeof(UnitImport).Assembly, typeof(GatewayRoutes).Assembly }
            .SelectMany(assembly => assembly.GetTypes())
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(field => field.IsLiteral && field.FieldType == typeof(string))
            .Select(field => (string)field.GetRawConstantValue()!).Where(text => CodeForm().IsMatch(text)).ToHashSet();

    private int _accepted;
    private int _refused;
    private readonly Dictionary<string, int> _codes = [];

    [Fact]
    public async Task Whatever_is_sent_is_answered_clearly_and_only_what_is_accepted_counts()
    {
        var kept = (await File.ReadAllLinesAsync(Path.Combine(AppContext.BaseDirectory, "Fuzzing", "fuzz-seeds.txt")))
            .Where(line => line.Length > 0 && line[0] != '#').Select(line => int.Parse(line.Split(' ')[0], CultureInfo.InvariantCulture));
        foreach (var seed in kept.Concat(Enumerable.Range(FirstSeed, (Inputs + InputsPerSeed - 1) / InputsPerSeed)))
        {
            await RunAsync(seed);
        }

        output.WriteLine($"{Inputs} inputs: {_accepted} records accepted, {_refused} refused");
        output.WriteLine(string.Join(", ", _codes.OrderByDescending(code => code.Value).Select(code => $"{code.Key} {code.Value}")));
        Assert.True(_accepted > 0 && _codes.Count > 20, "the inputs are of too few kinds");
    }

    private async Task RunAsync(int seed)
    {
        await using var gateway = await new MemoryGateway().StartAsync();
        using var client = new Client(gateway.Address);
        await PlantAsync(client);
        var directory = gateway.Services.GetRequiredService<IUnitDirectory>();
        var requests = new FuzzedRequests(seed);
        for (var input = 0; input < InputsPerSeed; input++)
        {
            var request = requests.Next();
            var before = await EntriesAsync(directory);
            try
            {
                var counted = await JudgeAsync(client, request);
                Assert.Equal(before + counted, await EntriesAsync(directory));
            }
            catch (Exception failure)
            {
                var body = request.Body is { Length: < 5_000 } bytes
                    ? System.Text.Encoding.UTF8.GetString(bytes)
                    : $"{request.Body?.Length} bytes";
                throw new InvalidOperationException(
                    $"GRIDACTORS_FUZZ_SEED={seed} GRIDACTORS_FUZZ=200, input {input}: "
                    + $"{request.Method} {request.Path} {request.MediaType}\n{body}",
                    failure);
            }
        }

        await RecountAsync(seed, ((LocalUnits)gateway.Services.GetRequiredService<IUnits>()).Ports);
    }

    /// <summary>Totals travel up the tree within a moment.</summary>
    private static async Task RecountAsync(int seed, UnitPorts ports)
    {
        List<string> wrong;
        for (var end = DateTime.UtcNow.AddSeconds(10); ; await Task.Delay(50))
        {
            var recount = await new Recount(ports).RunAsync(null, default);
            wrong =
            [
                .. recount.Differences.Select(difference => difference.ToString()), .. recount.WrongVersions, .. recount.WrongListings,
            ];
            if (wrong.Count == 0 || DateTime.UtcNow > end)
            {
                break;
            }
        }

        Assert.True(wrong.Count == 0, $"seed {seed}: {string.Join('\n', wrong)}");
    }

    /// <returns>Entries that the answer says were written.</returns>
    private async Task<long> JudgeAsync(Client client, FuzzedRequest request)
    {
        using var message = new HttpRequestMessage(request.Method, RawUri(client.Http.BaseAddress!, request.Path));
        if (request.Body is { } body)
        {
            message.Content = new ByteArrayContent(body);
            message.Content.Headers.TryAddWithoutValidation("Content-Type", request.MediaType);
        }

        using var response = await client.Http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead);
        Assert.InRange((int)response.StatusCode, 200, 499);
        if (response.Content.Headers.ContentType?.MediaType == "text/event-stream")
        {
            return 0; // it never ends
        }

        var bytes = await response.Content.ReadAsByteArrayAsync();
        var reply = new Reply(response.StatusCode, response.Headers, response.Content.Headers, bytes);
        if ((int)response.StatusCode >= 400)
        {
            return JudgeProblem(request, reply);
        }

        return (request.Method.Method, request.Path) switch
        {
            ("POST", "/api/records") => JudgeResults(request, reply),
            ("POST", "/api/units") => JudgeUnits(reply.Json),
            _ => 0,
        };
    }

    private long JudgeProblem(FuzzedRequest request, Reply reply)
    {
        var isNoAddress = reply is { Status: HttpStatusCode.BadRequest, Bytes.Length: 0 } && request.Path.Contains('%');
        if (request.Method == HttpMethod.Head || isNoAddress)
        {
            return 0; // an address that is none is turned away before any of ours sees it
        }

        See(reply.Problem());
        if (request is { Records: { } records, MediaType: Client.Json })
        {
            Assert.True(
                records.Any(record => !record.IsJson || record.Fate != Fate.Accepted), "an array of good records was refused as a whole");
        }

        return 0;
    }

    private long JudgeResults(FuzzedRequest request, Reply reply)
    {
        var results = request.MediaType == Client.Lines ? reply.Lines
            : reply.Json.ValueKind == JsonValueKind.Array ? [.. reply.Json.EnumerateArray()] : [reply.Json];
        var accepted = 0;
        foreach (var (result, at) in results.Select((result, at) => (result, at)))
        {
            var status = result.GetProperty("status").GetString();
            Assert.Contains(status, (string[])["accepted", "refused", "duplicate"]);
            accepted += status == "accepted" ? 1 : 0;
            if (status == "refused")
            {
                _refused++;
                See(result.GetProperty("code").GetString()!);
                Assert.NotEmpty(result.GetProperty("message").GetString()!);
            }

            if (request.Records is { } records && records.Count == results.Count)
            {
                var expected = records[at].Fate;
                Assert.True(
                    expected == Fate.Either || expected == Fate.Accepted == status is "accepted",
                    $"record {at} ({records[at].How}) is {status}: {result.GetRawText()}");
            }
        }

        Assert.True(
            request.Records is null || request.Records.Count == results.Count,
            $"{results.Count} results for {request.Records?.Count} records");
        _accepted += accepted;
        return accepted;
    }

    private long JudgeUnits(JsonElement told)
    {
        foreach (var failure in told.GetProperty("failures").EnumerateArray())
        {
            See(failure.GetProperty("code").GetString()!);
            Assert.InRange(failure.GetProperty("line").GetInt32(), 1, 1000);
        }

        Assert.Equal(told.GetProperty("failed").GetInt32(), told.GetProperty("failures").GetArrayLength());
        return told.GetProperty("registered").GetInt64();
    }

    private void See(string code)
    {
        Assert.True(KnownCodes.Contains(code), $"'{code}' is no code that is written down");
        Assert.NotEqual("internal", code);
        _codes[code] = _codes.GetValueOrDefault(code) + 1;
    }

    private static async Task<long> EntriesAsync(IUnitDirectory directory)
    {
        var entries = 0L;
        for (var page = await directory.PageAsync(null, 1000); page.Count > 0; page = await directory.PageAsync(page[^1].Unit, 1000))
        {
            entries += page.Sum(head => head.Version);
        }

        return entries;
    }

    private static Task PlantAsync(Client client) => client.AcceptAsync(
        Sent.Register(GatewayContract.County, "county", null),
        Sent.Register(GatewayContract.Township, "township", GatewayContract.County),
        Sent.Register(GatewayContract.Village, "village", GatewayContract.Township, households: 120).Replace(
            DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Sent.Day(5), StringComparison.Ordinal),
        Sent.Register(GatewayContract.Household, "household", GatewayContract.Village),
        Sent.Register(GatewayContract.Checkpoint, "checkpoint", GatewayContract.Village),
        Sent.Register(GatewayContract.OtherCheckpoint, "checkpoint", GatewayContract.Village),
        Sent.Open(GatewayContract.Checkpoint),
        Sent.Open(GatewayContract.OtherCheckpoint));

    /// <summary>As it stands: the library would put right what is to be wrong.</summary>
    private static Uri RawUri(Uri server, string path) => new(
        server.GetLeftPart(UriPartial.Authority) + path,
        new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });

    [GeneratedRegex("^[a-z]+(-[a-z]+)*$")]
    private static partial Regex CodeForm();
}
