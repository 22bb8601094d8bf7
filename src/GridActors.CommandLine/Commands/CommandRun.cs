using System.CommandLine;
using System.CommandLine.Invocation;
using GridActors.Journaling.Ports;
using Spectre.Console;

namespace GridActors.CommandLine.Commands;

/// <summary>Runs the verb that was asked for; what a user can put right is told in one line, no stack trace.</summary>
internal static class CommandRun
{
    public static async Task<int> RunAsync(RootCommand root, string[] arguments)
    {
        // The terminal's name is in the environment also where a file, or another program, takes what is said.
        if (Console.IsOutputRedirected)
        {
            AnsiConsole.Profile.Capabilities.Ansi = false;
        }

        try
        {
            var parsed = root.Parse(arguments);
            var exitCode = await parsed.InvokeAsync(CommonOptions.Invocation);

            // The library's own code for a mistake in the arguments says that rows failed, or that totals differ.
            return parsed.Action is ParseErrorAction ? ExitCodes.Usage : exitCode;
        }
        catch (Exception failure) when (failure is OptionsException or JournalUnavailableException)
        {
            // Messages from outside may have several lines.
            await Console.Error.WriteLineAsync(failure.Message.ReplaceLineEndings(" "));
            return ExitCodes.Usage;
        }
        catch (OperationCanceledException)
        {
            return ExitCodes.Interrupted;
        }
    }
}
