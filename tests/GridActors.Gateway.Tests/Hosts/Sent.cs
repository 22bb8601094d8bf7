using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace GridActors.Gateway.Tests.Hosts;

/// <summary>Records as a device would write them. Every one has an identity of its own unless it is told another.</summary>
public static class Sent
{
    /// <summary>Days that are certainly over in the deployment's zone and well within what is accepted.</summary>
    public static readonly DateOnly LastDay = DateOnly.FromDateTime(DateTime.UtcNow.AddHours(8)).AddDays(-1);

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Far above every number that a test chooses itself.</summary>
    private static long s_seq = 1_000_000_000;

    public static string Noon(DateOnly day) => $"{day:yyyy-MM-dd}T12:00:00+08:00";

    /// <summary>Of today before noon: now, since nothing may lie ahead.</summary>
    private static string NoonOrNow(DateOnly day) =>
        DateTimeOffset.Parse(Noon(day), CultureInfo.InvariantCulture) is var noon && noon <= DateTimeOffset.UtcNow
            ? Noon(day)
            : $"{DateTimeOffset.UtcNow:O}";

    public static string Day(int before = 0) => LastDay.AddDays(-before).ToString("yyyy-MM-dd");

    /// <param name="daysBefore">How many days before <see cref="LastDay"/> it happened.</param>
    public static string Record(
        string unit, string type, object? data = null, int daysBefore = 0, string source = "tablet-7", long? seq = null)
    {
        var record = new JsonObject
        {
            ["source"] = source,
            ["seq"] = seq ?? Interlocked.Increment(ref s_seq),
            ["unit"] = unit,
            ["at"] = NoonOrNow(LastDay.AddDays(-daysBefore)),
            ["by"] = "worker-31",
            ["type"] = type,
            ["data"] = JsonSerializer.SerializeToNode(data ?? new { }),
        };
        return record.ToJsonString(Plain);
    }

    public static string Register(string unit, string kind, string? parent, string? tier = null, int? households = null)
    {
        var data = new Dictionary<string, object> { ["kind"] = kind, ["name"] = $"名{unit}" };
        AddTo(data, "parent", parent);
        AddTo(data, "tier", tier);
        AddTo(data, "households", households);
        var record = Record(unit, "unit.register", data, daysBefore: 5);

        // A village of yesterday is late with its report, and hosts that sweep would write that into its journal
        // while a test looks at versions.
        return kind == "village" ? With(record, "at", $"\"{DateTimeOffset.UtcNow:O}\"") : record;
    }

    public static string Open(string unit) => Record(unit, "checkpoint.open", daysBefore: 5);

    /// <summary>From before <see cref="Open"/> on somebody is on duty.</summary>
    public static string Man(string unit) => Record(unit, "shift.signIn", new { worker = "guard" }, daysBefore: 5);

    public static string Passage(string unit, int daysBefore = 0, int people = 1, string source = "tablet-7", long? seq = null) =>
        Record(unit, "passage", new { direction = "in", people, outcome = "pass" }, daysBefore, source, seq);

    public static string Array(params string[] records) => $"[{string.Join(',', records)}]";

    /// <summary>A record with one field replaced by raw JSON, or left out.</summary>
    public static string With(string record, string field, string? json)
    {
        var node = JsonNode.Parse(record)!.AsObject();
        node.Remove(field);
        var rest = node.ToJsonString(Plain);
        return json is null ? rest : $"{rest[..^1]},\"{field}\":{json}}}";
    }

    private static void AddTo(Dictionary<string, object> data, string name, object? value)
    {
        if (value is not null)
        {
            data.Add(name, value);
        }
    }
}
