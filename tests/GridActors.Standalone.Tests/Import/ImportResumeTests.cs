using System.IO.Compression;
using System.Text;
using GridActors.CommandLine.Import;
using GridActors.Standalone.Tests.Kills;
using GridActors.Standalone.Tests.Processes;

namespace GridActors.Standalone.Tests.Import;

/// <summary>An import that was killed after the first lines it sent, and is run again.</summary>
public sealed class ImportResumeTests : IDisposable
{
    private const int Lines = 2_500;
    private const int LinesSentAtOnce = 2_000;

    private static readonly DateTimeOffset Began = DateTimeOffset.Now.AddHours(-2);

    private readonly TempDirectory _data = new();

    private string _name = "records.ndjson";

    private string File => _data.File(_name);

    public void Dispose() => _data.Dispose();

    [Theory]
    [InlineData("records.ndjson")]
    [InlineData("records.ndjson.gz")]
    public async Task It_goes_on_where_it_stopped_and_reports_what_failed_before(string name)
    {
        _name = name;
        await using var server = await StartAsync();
        await WriteAsync(firstLine: "{not json");
        await BeginAsync(server.Address, server.Address);
        // What it found after that it had no time to keep.
        await System.IO.File.AppendAllTextAsync(File + ".errors", """{"line":2001,"co""");

        var (exitCode, output) = await StandaloneProcess.RunAsync("import", File, "--url", server.Address);

        Assert.Contains($"goes on at line {LinesSentAtOnce + 1}", output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', output); // no colours where nobody sees them
        Assert.Contains($"{Lines - 1} records accepted, 0 known already, 1 refused", output, StringComparison.Ordinal);
        Assert.Equal(1, exitCode);
        var error = Assert.Single(await System.IO.File.ReadAllLinesAsync(File + ".errors"));
        Assert.StartsWith("""{"line":1,"code":"bad-json",""", error, StringComparison.Ordinal);
        Assert.False(System.IO.File.Exists(ImportPosition.PathFor(File)));
    }

    [Fact]
    public async Task Into_another_server_it_begins_anew()
    {
        await using var server = await StartAsync();
        await WriteAsync(Record(1));
        await using (var other = await StartAsync("other"))
        {
            await BeginAsync(other.Address, other.Address);
        }

        var (exitCode, output) = await StandaloneProcess.RunAsync("import", File, "--url", server.Address);

        Assert.Contains("begins at line 1: the import that was interrupted went into http://", output, StringComparison.Ordinal);
        Assert.Contains($"{Lines} records accepted, 0 known already, 0 refused", output, StringComparison.Ordinal);
        Assert.Equal(0, exitCode);
    }

    [Theory]
    [InlineData("records.ndjson")]
    [InlineData("records.ndjson.gz")]
    public async Task Where_a_line_was_corrected_in_place_it_begins_anew(string name)
    {
        _name = name;
        await using var server = await StartAsync();
        await WriteAsync(Record(1).Replace("\"pass\"", "\"past\"", StringComparison.Ordinal));
        await BeginAsync(server.Address, server.Address);
        await WriteAsync(Record(1));

        var (exitCode, output) = await StandaloneProcess.RunAsync("import", File, "--url", server.Address);

        Assert.Contains("begins at line 1: the file is another", output, StringComparison.Ordinal);
        Assert.Contains(
            $"{Lines - LinesSentAtOnce + 1} records accepted, {LinesSentAtOnce - 1} known already, 0 refused", output,
            StringComparison.Ordinal);
        Assert.Equal(0, exitCode);
    }

    [Theory]
    [InlineData("data/", "goes on at line")]
    [InlineData("other", "begins at line 1")]
    public async Task A_data_directory_is_known_by_its_whole_path_and_not_by_the_port_that_it_is_served_at(
        string directory, string expected)
    {
        await using (var server = await StartAsync())
        {
            await WriteAsync(Record(1));
            await BeginAsync(server.Address, _data.File("data"));
        }

        var (_, output) = await StandaloneProcess.RunAsync("import", File, "--data", _data.File(directory));

        Assert.Contains(expected, output, StringComparison.Ordinal);
    }

    /// <summary>Sends the first lines, and leaves on the disk what kill -9 would.</summary>
    private async Task BeginAsync(string address, string target)
    {
        using var http = new HttpClient { BaseAddress = new Uri(address + "/") };
        using var records = await UnsentRecords.OpenAsync(File, target, default);
        var lines = await records.ReadAsync(default);
        var (accepted, known, failures) = await new ImportClient(http).SendRecordsAsync(lines!, default);
        new ImportErrors(File, kept: 0).Add(failures);
        records.Keep(lines!, accepted, known, failures.Count);
        Assert.Equal(LinesSentAtOnce, records.Position.Line - 1);
    }

    private async Task<StandaloneProcess> StartAsync(string directory = "data")
    {
        var server = await StandaloneProcess.ServeAsync(_data.File(directory));
        await LedgerCheck.RegisterAsync(server.Address, LedgerCheck.Gates(3));
        return server;
    }

    private async Task WriteAsync(string firstLine)
    {
        var lines = Enumerable.Range(2, Lines - 1).Select(Record).Prepend(firstLine);
        await using Stream file = System.IO.File.Create(File);
        await using var content = _name.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionLevel.Fastest) : file;
        await content.WriteAsync(Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n"));
    }

    private static string Record(int seq) => Sender.Record(
        "100-2-c1", "importer", seq, Began.AddSeconds(seq), "passage", """{"direction":"in","outcome":"pass"}""").Trim();
}
