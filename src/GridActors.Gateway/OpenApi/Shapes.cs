using System.Text.Json;

namespace GridActors.Gateway.OpenApi;

// What bodies look like, for OpenAPI. The answers themselves are written by hand, since they are many and large; a test
// holds each against its shape here. What has a default may be left out; what is only nullable is always there.

internal sealed record ProblemShape(string Title, int Status, string Code, string? Detail = null, string? Field = null);

internal sealed record HealthShape(string Status);

internal sealed record RecordShape(
    string Source, long Seq, string Unit, DateTimeOffset At, string Type, string? By = null, JsonElement? Data = null);

internal sealed record ResultShape(
    string? Source, long? Seq, string Status, string? Code = null, string? Field = null, string? Message = null,
    WarningShape? Warning = null);

internal sealed record WarningShape(string Code, string? Field, string Message);

internal sealed record UnitNameShape(string Unit, string Kind, string Name);

internal sealed record RootsShape(UnitNameShape[] Units);

internal sealed record UnitShape(
    string Unit, string Kind, string Name, bool Closed, UnitNameShape[] Parents, TotalsShape Totals,
    string? Tier = null, int? Households = null);

internal sealed record TotalsShape(
    string Unit, long Version, DateTimeOffset AsOf, Dictionary<string, decimal> Levels,
    Dictionary<string, decimal> Flows, Dictionary<string, Dictionary<string, decimal>> Days, DateOnly? Day = null,
    Dictionary<string, decimal>? DayLevels = null);

internal sealed record OwnShape(long Version, Dictionary<string, decimal> Levels, Dictionary<string, decimal> Flows);

internal sealed record ChildShape(
    string Unit, string? Kind, string? Name, long Version, Dictionary<string, decimal> Levels,
    Dictionary<string, decimal> Flows, bool? Moved = null);

internal sealed record ChildrenShape(string Unit, long Version, OwnShape Own, ChildShape[] Children);

internal sealed record DayValueShape(DateOnly Day, decimal Value);

internal sealed record SeriesShape(
    string Unit, string Indicator, string Kind, DateOnly? From, DateOnly? To, DayValueShape[] Values);

internal sealed record VoidedShape(long By);

internal sealed record EntryShape(
    long Version, DateTimeOffset Received, string Source, long Seq, DateTimeOffset At, string? By, string Type,
    JsonElement? Data, JsonElement? Outcome = null, VoidedShape? Voided = null);

internal sealed record HistoryShape(string Unit, long Version, EntryShape[] Records, long? Next);

internal sealed record AlertShape(
    string Unit, string Key, string Kind, string Subject, string Text, DateTimeOffset Opened, string State,
    DateTimeOffset Since);

internal sealed record AlertsShape(string Unit, AlertShape[] Alerts, string? Next);

internal sealed record TaskShape(
    string Unit, string Kind, string Subject, string Text, DateTimeOffset From, DateTimeOffset Due);

internal sealed record TasksShape(string Unit, DateTimeOffset At, TaskShape[] Tasks, string? Next);

internal sealed record PersonShape(
    string? Id = null, string? IdType = null, string? Name = null, string? Phone = null);

internal sealed record TraceQueryShape(
    PersonShape? Person = null, string? Vehicle = null, string? Trip = null, string? From = null, string? To = null,
    string? After = null, int? Limit = null);

internal sealed record TracedIsolationShape(string Unit, string Kind, DateTimeOffset Since);

internal sealed record TracedPersonShape(
    string? IdType, string? Id, string? Name, string? Phone, string? Unit, string? Case,
    TracedIsolationShape? Isolation = null);

internal sealed record TraceShape(
    string Unit, string? Kind, string? Name, long Version, DateTimeOffset At, string? By, string Type, JsonElement Data,
    TracedPersonShape[] Persons);

internal sealed record TracesShape(DateTimeOffset From, DateTimeOffset To, TraceShape[] Traces, string? Next);

internal sealed record UnitFailureShape(int Line, string Unit, string Code, string? Field, string Message);

internal sealed record UnitImportShape(int Registered, int Unchanged, int Failed, UnitFailureShape[] Failures);

internal sealed record IndicatorShape(string Code, string Kind, string Topic, string Zh, string En, string Unit);

internal sealed record TopicShape(string Topic, string Zh, string En);

internal sealed record IndicatorsShape(IndicatorShape[] Indicators, TopicShape[] Topics);
