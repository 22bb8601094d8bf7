using System.Collections.Concurrent;
using GridActors.Gateway.Tests.Hosts;
using Microsoft.Extensions.Logging;

namespace GridActors.Gateway.Tests.Records;

/// <summary>A device whose network goes in the middle of its lines: that happens all day, and is nobody's mistake.</summary>
public sealed class LeavingTests
{
    [Fact]
    public async Task A_client_that_leaves_between_its_lines_is_no_error_of_the_server()
    {
        var log = new ErrorLog();
        await using (var gateway = await new MemoryGateway { Log = log }.StartAsync())
        {
            await using (var connection = await RawConnection.PostAsync(gateway.Address, "/api/records", Client.Lines))
            {
                await connection.SendAsync(Sent.Register("county", "county", null) + "\n");
                Assert.Contains("accepted", await connection.ResultAsync());
            }
        }

        Assert.Empty(log.Errors); // the host has waited for the request to end
    }

    private sealed class ErrorLog : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Errors { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                Errors.Enqueue($"{formatter(state, exception)} {exception?.Message}");
            }
        }

        public void Dispose()
        {
        }
    }
}
