using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using GridActors.Core.Alerts;
using GridActors.Core.Totals;
using GridActors.Core.Units;

namespace GridActors.Core.Bulletins;

/// <summary>The bulletin for programs: every figure under its code.</summary>
public static class BulletinJson
{
    private const string InstantFormat = "yyyy-MM-dd'T'HH:mm:ss.fffzzz";

    public static void Write(Utf8JsonWriter json, Bulletin bulletin, Wording words)
    {
        json.WriteStartObject();
        WriteUnit(json, bulletin.Unit);
        json.WriteString("title", words.Title(bulletin));
        json.WriteString("day", Day(bulletin.Day));
        json.WriteString("asOf", Instant(bulletin.AsOf));
        json.WriteBoolean("over", bulletin.IsOver);
        json.WriteNumber("version", bulletin.Version);
        json.WriteBoolean("cut", bulletin.IsCut);
        WriteList(json, "above", bulletin.Above, (writer, unit) => WriteObject(writer, unit));
        WriteTopics(json, bulletin.Topics, words);
        WriteList(json, "coverage", bulletin.Coverage, WriteCoverage);
        WriteAlerts(json, bulletin.Alerts);
        WriteReports(json, bulletin.Reports);
        WriteList(json, "children", bulletin.Children, (writer, child) =>
        {
            writer.WriteStartObject();
            WriteUnit(writer, child.Unit);
            writer.WriteNumber("version", child.Version);
            WriteTopics(writer, child.Topics, words);
            writer.WriteEndObject();
        });
        json.WriteEndObject();
    }

    private static void WriteTopics(Utf8JsonWriter json, ImmutableArray<TopicFigures> topics, Wording words) =>
        WriteList(json, "topics", topics, (writer, topic) =>
        {
            writer.WriteStartObject();
            writer.WriteString("topic", topic.Topic.Code);
            writer.WriteString("name", words.Of(topic.Topic));
            WriteList(writer, "figures", [.. topic.All], (inner, figure) =>
            {
                inner.WriteStartObject();
                inner.WriteString("code", figure.Indicator.Code);
                inner.WriteString("kind", figure.Indicator.IsLevel ? "level" : "flow");
                inner.WriteString("name", words.NameOf(figure.Indicator));
                inner.WriteString("unit", figure.Indicator.Unit);
                inner.WriteNumber("day", figure.Day.Units);
                inner.WriteNumber(figure.Indicator.IsLevel ? "level" : "running", figure.Total.Units);
                inner.WriteEndObject();
            });
            writer.WriteEndObject();
        });

    private static void WriteCoverage(Utf8JsonWriter json, RoundCoverage coverage)
    {
        json.WriteStartObject();
        json.WriteNumber("round", coverage.Round);
        WriteShare(json, coverage.Households, coverage.Surveyed, coverage.Share);
        WriteList(json, "behind", coverage.Behind, (writer, village) =>
        {
            writer.WriteStartObject();
            WriteUnit(writer, village.Unit);
            WriteShare(writer, village.Households, village.Surveyed, village.Share);
            writer.WriteEndObject();
        });
        json.WriteEndObject();
    }

    private static void WriteShare(Utf8JsonWriter json, long households, long surveyed, decimal? share)
    {
        json.WriteNumber("households", households);
        json.WriteNumber("surveyed", surveyed);
        if (share is { } known)
        {
            json.WriteNumber("share", known);
        }
        else
        {
            json.WriteNull("share");
        }
    }

    private static void WriteAlerts(Utf8JsonWriter json, BulletinAlerts alerts)
    {
        json.WriteStartObject("alerts");
        foreach (var (name, list) in new[]
            {
                ("opened", alerts.Opened), ("acknowledged", alerts.Acknowledged), ("closed", alerts.Closed),
            })
        {
            WriteList(json, name, list, (writer, alert) =>
            {
                var (cause, standing) = (alert.Standing.Alert, alert.Standing);
                writer.WriteStartObject();
                WriteUnit(writer, alert.Unit);
                writer.WriteString("key", cause.Key);
                writer.WriteString("alert", cause.Kind);
                writer.WriteString("subject", cause.Subject);
                writer.WriteString("text", cause.Text);
                writer.WriteString("opened", Instant(cause.Opened));
                writer.WriteString("state", AlertStates.NameOf(standing.State));
                writer.WriteString("since", Instant(standing.Since));
                writer.WriteEndObject();
            });
        }

        json.WriteBoolean("cut", alerts.IsCut);
        json.WriteEndObject();
    }

    private static void WriteReports(Utf8JsonWriter json, BulletinReports? reports)
    {
        if (reports is null)
        {
            json.WriteNull("reports");
            return;
        }

        json.WriteStartObject("reports");
        json.WriteNumber("due", reports.Due);
        json.WriteNumber("in", reports.In);
        WriteList(json, "missing", reports.Missing, WriteObject);
        WriteList(json, "corrected", reports.Corrected, (writer, village) =>
        {
            writer.WriteStartObject();
            WriteUnit(writer, village.Unit);
            writer.WriteString("submitted", Instant(village.SubmittedAt));
            WriteCorrections(writer, village);
            writer.WriteEndObject();
        });
        WriteList(json, "remarks", reports.Remarks, (writer, remark) =>
        {
            writer.WriteStartObject();
            WriteUnit(writer, remark.Village);
            writer.WriteString("remarks", remark.Remarks);
            writer.WriteEndObject();
        });
        json.WriteNumber("remarksInAll", reports.RemarksInAll);
        json.WriteEndObject();
    }

    /// <summary>The fields <c>changed</c>, <c>corrections</c> (null where not looked for) and <c>cut</c>.</summary>
    public static void WriteCorrections(Utf8JsonWriter json, VillageCorrections village)
    {
        json.WritePropertyName("changed");
        TotalsJson.WriteBucket(json, village.Changed);
        if (village.Corrections is not { } corrections)
        {
            json.WriteNull("corrections");
        }
        else
        {
            WriteList(json, "corrections", corrections, WriteCorrection);
        }

        json.WriteBoolean("cut", village.IsCut);
    }

    private static void WriteCorrection(Utf8JsonWriter json, Correction correction)
    {
        json.WriteStartObject();
        json.WriteString("unit", correction.Unit.Value);
        json.WriteString("source", correction.Id.Source);
        json.WriteNumber("seq", correction.Id.Seq);
        json.WriteString("at", Instant(correction.At));
        json.WriteString("received", Instant(correction.Received));
        json.WriteString("by", correction.By);
        json.WriteString("type", correction.Type);
        json.WriteString("reason", correction.Reason);
        if (correction.Voided is { } voided)
        {
            json.WriteStartObject("voided");
            json.WriteString("source", voided.Source);
            json.WriteNumber("seq", voided.Seq);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteList<T>(
        Utf8JsonWriter json, string name, ImmutableArray<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            write(json, item);
        }

        json.WriteEndArray();
    }

    private static void WriteObject(Utf8JsonWriter json, BulletinUnit unit)
    {
        json.WriteStartObject();
        WriteUnit(json, unit);
        json.WriteEndObject();
    }

    private static void WriteUnit(Utf8JsonWriter json, BulletinUnit unit)
    {
        json.WriteString("unit", unit.Id.Value);
        json.WriteString("kind", UnitKindRules.NameOf(unit.Kind));
        json.WriteString("name", unit.Name);
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>As it was given: in the deployment's zone.</summary>
    private static string Instant(DateTimeOffset instant) =>
        instant.ToString(InstantFormat, CultureInfo.InvariantCulture);
}
