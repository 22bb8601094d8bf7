using System.Text.Unicode;
using CsvHelper;
using GridActors.Core.Records;
using GridActors.Gateway.Answers;
using GridActors.Journaling.Ports;

namespace GridActors.Gateway.Units;

/// <summary>
/// A list of units as CSV: a header with <c>code,name,kind,parent</c> and perhaps <c>tier</c> and <c>households</c>,
/// in any order; then the rows, in any order. UTF-8, with or without a byte order mark; UTF-16 only with its mark.
/// </summary>
/// <param name="Rows">The rows that could be read; what they say is not judged here.</param>
/// <param name="Failures">The rows that could not be, by line.</param>
/// <param name="Refusal">Why the file as a whole is no list of units; then there are no rows.</param>
public sealed record UnitCsv(
    IReadOnlyList<UnitRow> Rows, IReadOnlyList<UnitImportFailure> Failures, Refusal? Refusal = null)
{
    private static readonly string[] Required = ["code", "name", "kind", "parent"];
    private static readonly string[] Columns = [.. Required, "tier", "households"];

    /// <summary>Reads to the end of <paramref name="stream"/>, which stays open.</summary>
    public static async Task<UnitCsv> ReadAsync(Stream stream, CancellationToken cancellation = default)
    {
        CsvMalformedReason? malformed = null;
        using var csv = CsvReader.Create(stream, OptionsWith(record => malformed = record.Reason), leaveOpen: true);
        try
        {
            await csv.ReadHeaderAsync(cancellation);
            if (HeaderRefusal(csv.Headers) is { } refusal)
            {
                return refusal;
            }

            var columns = ColumnsOf(csv.Headers);
            var (rows, failures) = (new List<UnitRow>(), new List<UnitImportFailure>());
            while (await csv.ReadAsync(cancellation))
            {
                if (rows.Count + failures.Count == GatewayLimits.CsvRowsMax)
                {
                    return Refused(RefusalCodes.TooLarge, $"a list has at most {GatewayLimits.CsvRowsMax} rows");
                }

                if (!Utf8.IsValid(csv.RawRecord))
                {
                    return NotUtf8((int)csv.LineNumber);
                }

                if (malformed is null && csv.FieldCount == csv.Headers.Count)
                {
                    rows.Add(RowOf(csv, columns));
                }
                else
                {
                    failures.Add(FailureOf(csv, columns, malformed));
                    malformed = null;
                }
            }

            return new UnitCsv(rows, failures);
        }
        catch (CsvFormatException exception)
        {
            return Refused(ProblemCodes.BadCsv, $"line {exception.LineNumber}: {exception.Message}");
        }
    }

    /// <summary>
    /// A line is a row whatever quotation marks it holds: one mark too many costs that row and not the rest of the
    /// file.
    /// </summary>
    private static CsvReaderOptions OptionsWith(Action<CsvMalformedRecord> onMalformed) => new()
    {
        Separator = ',',
        AllowLineBreaksInQuotes = false,
        TrimWhitespace = true,
        TrackLineNumbers = true,
        MaxRecordSize = GatewayLimits.CsvLineBytesMax,
        PoolStrings = true,
        OnMalformedRecord = onMalformed,
    };

    private static UnitCsv Refused(string code, string message) => new([], [], new Refusal(code, null, message));

    private static UnitCsv NotUtf8(int line) =>
        Refused(RefusalCodes.BadEncoding, $"line {line} is not UTF-8; save the list as UTF-8, not as GBK");

    private static UnitCsv? HeaderRefusal(IReadOnlyList<string> header)
    {
        // What is no UTF-8 was replaced when the header became text.
        if (header.Any(name => name.Contains('\uFFFD', StringComparison.Ordinal)))
        {
            return NotUtf8(1);
        }

        if (Required.FirstOrDefault(name => !header.Contains(name)) is { } missing)
        {
            return Refused(
                ProblemCodes.BadCsv,
                $"the first line names the columns code,name,kind,parent[,tier][,households]; {missing} is missing");
        }

        if (header.FirstOrDefault(name => !Columns.Contains(name)) is { } unknown)
        {
            return Refused(
                ProblemCodes.BadCsv, $"there is no column {unknown}; the columns are {string.Join(", ", Columns)}");
        }

        return header.Distinct().Count() == header.Count ? null : Refused(ProblemCodes.BadCsv, "a column stands twice");
    }

    /// <summary>Where each of <see cref="Columns"/> stands; -1 for one that is left out.</summary>
    private static int[] ColumnsOf(IReadOnlyList<string> header) =>
        [.. Columns.Select(name => Array.IndexOf([.. header], name))];

    private static UnitRow RowOf(CsvReader csv, int[] columns) => new(
        (int)csv.LineNumber, csv.GetString(columns[0]), csv.GetString(columns[1]), csv.GetString(columns[2]),
        Filled(csv, columns[3]), Filled(csv, columns[4]), Filled(csv, columns[5]));

    private static string? Filled(CsvReader csv, int column) =>
        column < 0 || csv.GetSpan(column).IsEmpty ? null : csv.GetString(column);

    private static UnitImportFailure FailureOf(CsvReader csv, int[] columns, CsvMalformedReason? malformed) => new(
        (int)csv.LineNumber,
        columns[0] < csv.FieldCount ? csv.GetString(columns[0]) : "",
        ProblemCodes.BadCsv,
        null,
        malformed is null
            ? $"{csv.FieldCount} cells where the header has {csv.Headers.Count}"
            : "a quotation mark stands where none belongs, or one is missing");
}
