using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using GridActors.GrainInterfaces.Wire;

namespace GridActors.GrainInterfaces.Records;

/// <summary>Writes typed records as the JSON of the public contract.</summary>
internal static class RecordJson
{
    /// <exception cref="ArgumentNullException">A record is null, or the list.</exception>
    /// <exception cref="ArgumentOutOfRangeException">More than one call may carry.</exception>
    public static RecordEnvelope Envelope<TData>(
        string unit, string type, IReadOnlyList<FieldRecord<TData>> records, JsonTypeInfo<TData> data)
    {
        ArgumentNullException.ThrowIfNull(records);
        return new([.. records.Select(record => Write(unit, type, record, data))]);
    }

    private static ReadOnlyMemory<byte> Write<TData>(
        string unit, string type, FieldRecord<TData> record, JsonTypeInfo<TData> data)
    {
        ArgumentNullException.ThrowIfNull(record);
        var bytes = new ArrayBufferWriter<byte>(256);
        using var json = new Utf8JsonWriter(bytes);
        json.WriteStartObject();
        WriteText(json, "source", record.Source);
        json.WriteNumber("seq", record.Seq);
        WriteText(json, "unit", unit);
        json.WriteString("at", record.At);
        if (record.By is not null)
        {
            WriteText(json, "by", record.By);
        }

        json.WriteString("type", type);
        json.WritePropertyName("data");
        JsonSerializer.Serialize(json, record.Data, data);
        json.WriteEndObject();
        json.Flush();
        return bytes.WrittenMemory;
    }

    private static void WriteText(Utf8JsonWriter json, string name, string? text)
    {
        json.WritePropertyName(name);
        if (text is null)
        {
            json.WriteNullValue();
        }
        else
        {
            ExactText.Write(json, text);
        }
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(ExactText)])]
[JsonSerializable(typeof(Passage))]
[JsonSerializable(typeof(Returnee))]
[JsonSerializable(typeof(Isolation))]
[JsonSerializable(typeof(IsolationEnd))]
[JsonSerializable(typeof(HealthCheck))]
[JsonSerializable(typeof(Survey))]
[JsonSerializable(typeof(AlertKey))]
[JsonSerializable(typeof(AboutPerson))]
[JsonSerializable(typeof(Agreement))]
[JsonSerializable(typeof(Amendment))]
[JsonSerializable(typeof(CaseReport))]
[JsonSerializable(typeof(Closure))]
[JsonSerializable(typeof(Commendation))]
[JsonSerializable(typeof(ContactMember))]
[JsonSerializable(typeof(Correction))]
[JsonSerializable(typeof(DailyReport))]
[JsonSerializable(typeof(Delivery))]
[JsonSerializable(typeof(Disinfected))]
[JsonSerializable(typeof(Donation))]
[JsonSerializable(typeof(GatheringDecision))]
[JsonSerializable(typeof(GatheringReport))]
[JsonSerializable(typeof(GatheringVisit))]
[JsonSerializable(typeof(HazardFix))]
[JsonSerializable(typeof(Incident))]
[JsonSerializable(typeof(Inspection))]
[JsonSerializable(typeof(IsolationTransfer))]
[JsonSerializable(typeof(IssuedNotice))]
[JsonSerializable(typeof(JobSeeker))]
[JsonSerializable(typeof(Meeting))]
[JsonSerializable(typeof(Migrant))]
[JsonSerializable(typeof(MigrantContact))]
[JsonSerializable(typeof(Move))]
[JsonSerializable(typeof(NeedResolution))]
[JsonSerializable(typeof(NoticeAnswer))]
[JsonSerializable(typeof(OnDuty))]
[JsonSerializable(typeof(Patrol))]
[JsonSerializable(typeof(Publicity))]
[JsonSerializable(typeof(Quota))]
[JsonSerializable(typeof(RaisedNeed))]
[JsonSerializable(typeof(Registration))]
[JsonSerializable(typeof(ShiftPlan))]
[JsonSerializable(typeof(StaffMember))]
[JsonSerializable(typeof(Stopped))]
[JsonSerializable(typeof(Supervision))]
[JsonSerializable(typeof(Supply))]
[JsonSerializable(typeof(SupplyReceipt))]
[JsonSerializable(typeof(SupplyTransfer))]
[JsonSerializable(typeof(Sweep))]
[JsonSerializable(typeof(Talk))]
[JsonSerializable(typeof(Tally))]
[JsonSerializable(typeof(Team))]
[JsonSerializable(typeof(TestOrder))]
[JsonSerializable(typeof(TestResult))]
[JsonSerializable(typeof(Visit))]
[JsonSerializable(typeof(WatchPair))]
[JsonSerializable(typeof(Nothing))]
internal sealed partial class RecordJsonContext : JsonSerializerContext;
