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
    DateTimeOffset Since, string? UnitKind, string? Name);

internal sealed record AlertsShape(string Unit, AlertShape[] Alerts, string? Next);

internal sealed record TaskShape(
    string Unit, string Kind, string Subject, string Text, DateTimeOffset From, DateTimeOffset Due, string? UnitKind,
    string? Name);

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

internal sealed record StartShape(string Code, string Zh, string En);

internal sealed record IndicatorShape(
    string Code, string Kind, string Topic, string Zh, string En, string Unit, StartShape[]? Starts = null);

internal sealed record TopicShape(string Topic, string Zh, string En);

internal sealed record IndicatorsShape(IndicatorShape[] Indicators, TopicShape[] Topics);

internal sealed record FigureShape(
    string Code, string Kind, string Name, string Unit, decimal Day, decimal? Level = null, decimal? Running = null);

internal sealed record TopicFiguresShape(string Topic, string Name, FigureShape[] Figures);

internal sealed record RoundShape(
    int Round, long Households, long Surveyed, decimal? Share, VillageCoverageShape[] Behind);

internal sealed record VillageCoverageShape(
    string Unit, string Kind, string Name, long Households, long Surveyed, decimal? Share);

internal sealed record BulletinAlertShape(
    string Unit, string Kind, string Name, string Key, string Alert, string Subject, string Text, DateTimeOffset Opened,
    string State, DateTimeOffset Since);

internal sealed record BulletinAlertsShape(
    BulletinAlertShape[] Opened, BulletinAlertShape[] Acknowledged, BulletinAlertShape[] Closed, bool Cut);

internal sealed record IdentityShape(string Source, long Seq);

internal sealed record CorrectionShape(
    string Unit, string Source, long Seq, DateTimeOffset At, DateTimeOffset Received, string? By, string Type,
    string? Reason, IdentityShape? Voided = null);

internal sealed record CorrectedShape(
    string Unit, string Kind, string Name, DateTimeOffset Submitted, Dictionary<string, decimal> Changed,
    CorrectionShape[]? Corrections, bool Cut);

internal sealed record VillageRemarkShape(string Unit, string Kind, string Name, string Remarks);

internal sealed record BulletinReportsShape(
    int Due, int In, UnitNameShape[] Missing, CorrectedShape[] Corrected, VillageRemarkShape[] Remarks,
    int RemarksInAll);

internal sealed record BulletinChildShape(
    string Unit, string Kind, string Name, long Version, TopicFiguresShape[] Topics);

internal sealed record BulletinShape(
    string Unit, string Kind, string Name, string Title, DateOnly Day, DateTimeOffset AsOf, bool Over, long Version,
    bool Cut, UnitNameShape[] Above, TopicFiguresShape[] Topics, RoundShape[] Coverage, BulletinAlertsShape Alerts,
    BulletinReportsShape? Reports, BulletinChildShape[] Children);

internal sealed record VillageReportShape(
    string Unit, string Name, string State, DateTimeOffset? Submitted = null, string? By = null, string? Source = null,
    string? Remarks = null, long? Version = null, Dictionary<string, decimal>? Counts = null,
    Dictionary<string, decimal>? Levels = null,
    Dictionary<string, decimal>? Changed = null, CorrectionShape[]? Corrections = null, bool? Cut = null);

internal sealed record ReportsShape(string Unit, DateOnly Day, VillageReportShape[] Reports, string? Next);

internal sealed record SweptVillageShape(
    string Unit, string Kind, string Name, long Households, long Surveyed, decimal? Share, DateTimeOffset? Due);

internal sealed record CoverageShape(
    string Unit, int Round, DateTimeOffset? Due, decimal Surveyed, SweptVillageShape[] Villages, string? Next);

internal sealed record UnreachedHouseholdShape(string Unit, string Name, string? Parent);

internal sealed record UnreachedShape(string Unit, int Round, UnreachedHouseholdShape[] Households, string? Next);

internal sealed record QuotaShape(
    string SetBy, string Indicator, int Count, string Per, long Due, decimal Met, decimal Missing);

internal sealed record VillageQuotasShape(string Unit, string Kind, string Name, QuotaShape[] Quotas);

internal sealed record QuotasShape(
    string Unit, DateOnly Day, QuotaShape[] Daily, VillageQuotasShape[] Villages, string? Next);
