using System.CommandLine;
using GridActors.LoadDriver;

try
{
    return await LoadCommand.Create().Parse(args)
        .InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (Exception failure) when (failure is ArgumentException or HttpRequestException)
{
    await Console.Error.WriteLineAsync(failure.Message);
    return 2;
}
catch (OperationCanceledException)
{
    return 130;
}
