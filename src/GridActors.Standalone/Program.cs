using System.CommandLine;
using GridActors.Standalone.Commands;
using GridActors.Standalone.Hosting;

var root = new RootCommand("GridActors: grid work of a county, counted once and live.")
{
    ServeCommand.Create(),
    ImportCommand.Create(),
    VerifyCommand.Create(),
    DemoCommand.Create(),
};

try
{
    return await root.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (Exception failure) when (failure is OptionsException)
{
    await Console.Error.WriteLineAsync(failure.Message);
    return ExitCodes.Usage;
}
catch (OperationCanceledException)
{
    return ExitCodes.Interrupted;
}
