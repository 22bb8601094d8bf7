using GridActors.Core.Records;

namespace GridActors.Gateway;

/// <summary>Every limit that a client can meet. Public: they are documented in this project's README.</summary>
public static class GatewayLimits
{
    /// <summary>A body with one record or an array of them.</summary>
    public const int JsonBodyBytesMax = 16 * 1024 * 1024;

    /// <summary>Records in one array; more go line by line.</summary>
    public const int ArrayRecordsMax = 65_536;

    /// <summary>One line of NDJSON, without its end; the body has no limit.</summary>
    public const int LineBytesMax = RecordReader.SizeMax;

    /// <summary>A list of units: more than twice all divisions of the country.</summary>
    public const int CsvBodyBytesMax = 64 * 1024 * 1024;

    /// <summary>Rows of a list of units.</summary>
    public const int CsvRowsMax = 1_000_000;

    /// <summary>One line of a list of units.</summary>
    public const int CsvLineBytesMax = 64 * 1024;

    /// <summary>Records that are read, handed to their units and answered together.</summary>
    public const int ChunkRecordsMax = 512;

    /// <summary>Requests that are read and wait for their turn; what comes then is told to come again.</summary>
    public const int BulkRequestsWaitingMax = 512;

    /// <summary>Of what these hold in memory.</summary>
    public const int BulkBytesWaitingMax = 64 * 1024 * 1024;

    /// <summary>Chunks of one request between being read and being answered: 4,096 records.</summary>
    public const int ChunksInFlightMax = 8;

    /// <summary>An NDJSON body may pause this long; then the connection is given up.</summary>
    public const int LinePauseSecondsMax = 60;

    /// <summary>Results of an array that are held back at most before the answer begins.</summary>
    public const int ResultBytesHeldMax = 64 * 1024;

    /// <summary>A refusal repeats at most so much of what the client sent.</summary>
    public const int RefusalTextLengthMax = 500;

    public const int HistoryPageDefault = 100;
    public const int HistoryPageMax = 1000;

    public const int AlertPageDefault = 100;
    public const int AlertPageMax = 1000;

    /// <summary>Units, each with all its tasks.</summary>
    public const int TaskPageDefault = 100;
    public const int TaskPageMax = 1000;

    /// <summary>Villages whose reports and coverage a bulletin looks at, at most: any prefecture's.</summary>
    public const int BulletinVillagesMax = 8000;

    /// <summary>Villages whose reports are read beside one another for it.</summary>
    public const int BulletinReadsMax = 8;

    /// <summary>Villages whose remarks a bulletin holds; it counts the others.</summary>
    public const int BulletinRemarksMax = 200;

    /// <summary>Children in a bulletin; more are left out, the unit's own figures hold all of them.</summary>
    public const int BulletinChildrenMax = 1000;

    /// <summary>Alerts of each state that a bulletin looks at, newest first.</summary>
    public const int BulletinAlertsMax = 1000;

    /// <summary>Corrections told of one report.</summary>
    public const int CorrectionsMax = 200;

    /// <summary>Villages whose sweeps and quotas become tasks with the first page.</summary>
    public const int PlanTaskVillagesMax = 200;

    /// <summary>Villages, or households not reached yet.</summary>
    public const int VillagePageDefault = 100;
    public const int VillagePageMax = 500;

    public const int TracePageDefault = 100;
    public const int TracePageMax = 1000;

    /// <summary>As far back as devices may write.</summary>
    public const int TraceDaysDefault = 45;
    public const int TraceDaysMax = 366;

    /// <summary>A question in a body.</summary>
    public const int TraceBodyBytesMax = 16 * 1024;
    public const int TraceWordLengthMax = 100;
    public const int CursorLengthMax = 500;

    /// <summary>Ten years.</summary>
    public const int SeriesDaysMax = 3660;

    public const int LiveIntervalMs = 250;
    public const int LiveHeartbeatSeconds = 15;

    /// <summary>What a client is told to wait when the server cannot take its request now.</summary>
    public const int RetryAfterSeconds = 2;
}
