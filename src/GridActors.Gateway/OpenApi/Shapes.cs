using System.Text.Json;

namespace GridActors.Gateway.OpenApi;

// What the answers look like, for OpenAPI. The answers themselves are written by hand, since they are many and large;
// a test holds each against its shape here.

internal sealed record ProblemShape(string Title, int Status, string Code, string? Detail, string? Field);

internal sealed record HealthShape(string Status);

internal sealed record ResultShape(
    string? Source, long? Seq, string Status, string? Code, string? Field, string? Message, string? Warning);

internal sealed record UnitNameShape(string Unit, string? Kind, string? Name);

internal sealed record RootsShape(UnitNameShape[] Units);

internal sealed record UnitShape(
    string Unit, string Kind, string Name, string? Tier, int? Households, bool Closed, UnitNameShape[] Parents,
    TotalsShape Totals);

internal sealed record TotalsShape(
    string Unit, long Version, DateTimeOffset AsOf, Dictionary<string, decimal> Levels,
    Dictionary<string, decimal> Flows, Dictionary<string, Dictionary<string, decimal>> Days, DateOnly? Day,
    Dictionary<string, decimal>? DayLevels);

internal sealed record OwnShape(long Version, Dictionary<string, decimal> Levels, Dictionary<string, decimal> Flows);

internal sealed record ChildShape(
    string Unit, string? Kind, string? Name, long Version, Dictionary<string, decimal> Levels,
    Dictionary<string, decimal> Flows, bool? Moved);

internal sealed record ChildrenShape(string Unit, long Version, OwnShape Own, ChildShape[] Children);

internal sealed record DayValueShape(DateOnly Day, decimal Value);

internal sealed record SeriesShape(
    string Unit, string Indicator, string Kind, DateOnly? From, DateOnly? To, DayValueShape[] Values);

internal sealed record VoidedShape(long By);

internal sealed record EntryShape(
    long Version, DateTimeOffset Received, string Source, long Seq, DateTimeOffset At, string? By, string Type,
    JsonElement? Data, JsonElement? Outcome, VoidedShape? Voided);

internal sealed record HistoryShape(string Unit, long Version, EntryShape[] Records, long? Next);

internal sealed record UnitFailureShape(int Line, string Unit, string Code, string? Field, string Message);

internal sealed record UnitImportShape(int Registered, int Unchanged, int Failed, UnitFailureShape[] Failures);

internal sealed record IndicatorShape(string Code, string Kind, string Topic, string Zh, string En, string Unit);

internal sealed record TopicShape(string Topic, string Zh, string En);

internal sealed record IndicatorsShape(IndicatorShape[] Indicators, TopicShape[] Topics);
