using System.CommandLine;
using System.Globalization;
using System.Text;

namespace GridActors.CommandLine.Commands;

/// <summary>
/// <c>bulletin</c>: prints the day's bulletin of a unit, from a running server or, where the executable can serve a
/// data directory to this command alone, straight from one.
/// </summary>
internal static class BulletinCommand
{
    public static Command Create(ImportCommand.ServeAlone? serveAlone)
    {
        var unit = new Argument<string>("UNIT") { Description = "The unit's id." };
        var day = new Option<string>("--day") { Description = "Such as 2020-02-05; today without it." };
        var lang = new Option<string>("--lang")
        {
            Description = "zh or en.", DefaultValueFactory = _ => "zh", HelpName = "zh|en",
        };
        var format = new Option<string>("--format")
        {
            Description = "text, json or csv.", DefaultValueFactory = _ => "text", HelpName = "text|json|csv",
        };
        var data = CommonOptions.Data(null);
        var url = new Option<string>("--url", "--server")
        {
            Description = $"A running server, such as {CommonOptions.DefaultUrls}.",
        };
        var token = new Option<string>("--token") { Description = "Its access token." };
        var settings = CommonOptions.Settings();
        var tallies = CommonOptions.Tallies();
        var command = new Command("bulletin", "Prints the bulletin of a unit's day.")
        {
            unit, day, lang, format, url, token,
        };
        if (serveAlone is not null)
        {
            command.Add(data);
            command.Add(settings);
            command.Add(tallies);
        }

        command.SetAction(async (parsed, cancellation) =>
        {
            var query = $"api/units/{Uri.EscapeDataString(parsed.GetValue(unit)!)}/bulletin"
                + $"?lang={Uri.EscapeDataString(parsed.GetValue(lang)!)}"
                + $"&format={Uri.EscapeDataString(parsed.GetValue(format)!)}"
                + (parsed.GetValue(day) is { } date ? $"&day={Uri.EscapeDataString(date)}" : "");
            if (parsed.GetValue(url) is { } running)
            {
                return await PrintAsync(running, parsed.GetValue(token), query, cancellation);
            }

            if (serveAlone is null || parsed.GetValue(data) is not { } directory)
            {
                throw new OptionsException(serveAlone is null
                    ? "say --url of a running server"
                    : "say --url of a running server, or --data of a stopped one");
            }

            if (!Directory.Exists(directory))
            {
                throw new OptionsException($"no data directory {directory}");
            }

            await using var server = await serveAlone(
                directory, parsed.GetValue(settings), parsed.GetValue(tallies), cancellation);
            return await PrintAsync(server.Address, null, query, cancellation);
        });
        return command;
    }

    private static async Task<int> PrintAsync(
        string url, string? token, string query, CancellationToken cancellation)
    {
        using var http = RunningServer.Connect(url, token);
        try
        {
            using var answer = await http.GetAsync(query, cancellation);
            var text = await answer.Content.ReadAsStringAsync(cancellation);
            if (!answer.IsSuccessStatusCode)
            {
                throw new OptionsException(string.Create(
                    CultureInfo.InvariantCulture, $"no bulletin: {(int)answer.StatusCode}: {text}"));
            }

            // Bytes, so that Chinese arrives whatever the terminal's encoding is set to.
            await using var output = Console.OpenStandardOutput();
            await output.WriteAsync(Encoding.UTF8.GetBytes(text.EndsWith('\n') ? text : text + "\n"), cancellation);
            return ExitCodes.Done;
        }
        catch (HttpRequestException failure)
        {
            throw new OptionsException($"no bulletin: {failure.Message}");
        }
    }
}
