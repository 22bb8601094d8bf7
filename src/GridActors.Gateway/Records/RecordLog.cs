using GridActors.Core.Units;
using Microsoft.Extensions.Logging;

namespace GridActors.Gateway.Records;

internal static partial class RecordLog
{
    [LoggerMessage(
        Level = LogLevel.Error, EventName = "PostFailed", Message = "Unit {Unit} did not answer its records")]
    public static partial void LogPostFailed(ILogger log, UnitId unit, Exception exception);
}
