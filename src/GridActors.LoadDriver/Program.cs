using System.CommandLine;
using System.CommandLine.Invocation;
using System.Data.Common;
using System.Runtime.InteropServices;
using GridActors.LoadDriver;

// Asked to stop it sends no more, and checks and tells what came of what was sent; asked again it goes at once.
using var stop = new CancellationTokenSource();
using var leave = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
try
{
    var parsed = LoadCommand.Create(stop.Token).Parse(args);
    var exitCode = await parsed.InvokeAsync(
        new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null },
        leave.Token);

    // The library's own code for a mistake in the arguments says that a total differs.
    return parsed.Action is ParseErrorAction ? 2 : exitCode;
}
catch (Exception failure) when (
    failure is ArgumentException or HttpRequestException or IOException or UnauthorizedAccessException or DbException)
{
    await Console.Error.WriteLineAsync(failure.Message);
    return 2;
}
catch (OperationCanceledException)
{
    return LoadCommand.Interrupted;
}

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    (stop.IsCancellationRequested ? leave : stop).Cancel();
}
