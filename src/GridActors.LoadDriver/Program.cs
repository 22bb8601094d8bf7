using System.CommandLine;
using System.CommandLine.Invocation;
using GridActors.LoadDriver;

try
{
    var parsed = LoadCommand.Create().Parse(args);
    var exitCode = await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });

    // The library's own code for a mistake in the arguments says that a total differs.
    return parsed.Action is ParseErrorAction ? 2 : exitCode;
}
catch (Exception failure) when (
    failure is ArgumentException or HttpRequestException or IOException or UnauthorizedAccessException)
{
    await Console.Error.WriteLineAsync(failure.Message);
    return 2;
}
catch (OperationCanceledException)
{
    return 130;
}
