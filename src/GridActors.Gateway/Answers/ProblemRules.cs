using GridActors.Journaling.Ports;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GridActors.Gateway.Answers;

/// <summary>The one place where exceptions and bare status codes become problem details.</summary>
internal static partial class ProblemRules
{
    public static void UseProblems(this WebApplication app)
    {
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(ProblemRules).FullName!);
        app.Use(next => context => HandleAsync(context, next, log));
    }

    private static async Task HandleAsync(HttpContext context, RequestDelegate next, ILogger log)
    {
        Problem? problem;
        DeclareType(context);
        try
        {
            await next(context);
            problem = ProblemOf(context);
        }
        catch (Exception exception) when (HasLeft(context, exception))
        {
            // Nobody is there to be answered; what reached a unit stands, and the client will ask again.
            if (!context.Response.HasStarted)
            {
                context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            }

            return;
        }
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            problem = ProblemOf(exception, context, log);
        }

        if (problem is not null)
        {
            await problem.ExecuteAsync(context);
        }
    }

    /// <summary>No browser may take what a record said for a page because it looks like one.</summary>
    private static void DeclareType(HttpContext context) => context.Response.Headers.XContentTypeOptions = "nosniff";

    private static bool HasLeft(HttpContext context, Exception exception) =>
        exception is ConnectionResetException or ConnectionAbortedException
        || (context.RequestAborted.IsCancellationRequested && exception is OperationCanceledException or IOException);

    /// <summary>Null when the answer is complete as it is.</summary>
    private static Problem? ProblemOf(HttpContext context)
    {
        var response = context.Response;
        if (response.StatusCode < 400 || response.HasStarted || response.ContentType is not null)
        {
            return null;
        }

        if (response.StatusCode == StatusCodes.Status405MethodNotAllowed
            && HttpMethods.IsOptions(context.Request.Method))
        {
            // Routing has listed in Allow what this address does take, which is all that was asked.
            response.StatusCode = StatusCodes.Status204NoContent;
            return null;
        }

        return Problem.Of(response.StatusCode);
    }

    private static Problem ProblemOf(Exception exception, HttpContext context, ILogger log)
    {
        context.Response.Clear();
        DeclareType(context);
        switch (exception)
        {
            case JournalUnavailableException:
                LogUnavailable(log, context.Request.Path, exception.Message);
                return Problem.Unavailable(IsRead(context.Request)
                    ? "this cannot be told just now; ask again in a moment"
                    : "the journal cannot be reached; nothing is known to be kept");
            case BadHttpRequestException bad:
                return Problem.Of(bad.StatusCode, bad.Message);
            default:
                LogInternal(log, context.Request.Path, exception);
                return Problem.Of(StatusCodes.Status500InternalServerError);
        }
    }

    private static bool IsRead(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);

    [LoggerMessage(Level = LogLevel.Warning, EventName = "JournalUnavailable",
        Message = "{Path} could not be answered: {Reason}")]
    private static partial void LogUnavailable(ILogger log, string path, string reason);

    [LoggerMessage(Level = LogLevel.Error, EventName = "RequestFailed", Message = "{Path} failed")]
    private static partial void LogInternal(ILogger log, string path, Exception exception);
}
