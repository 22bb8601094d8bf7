using GridActors.Core.Bulletins;
using GridActors.Core.Records;
using GridActors.Core.Reports;
using GridActors.Core.Totals;
using GridActors.Core.Units;
using GridActors.Gateway.Villages;
using GridActors.Journaling.Ports;
using GridActors.Journaling.Tasks;

namespace GridActors.Gateway.Reports;

/// <summary>A village's report of a day.</summary>
/// <param name="Owes">Whether the village owes one.</param>
/// <param name="Submitted">Null while it is not in.</param>
/// <param name="Entry">The entry that submitted it.</param>
/// <param name="Changed">What the day's sums are more, or less, than those submitted.</param>
internal sealed record VillageReport(Village Village, bool Owes, Entry? Entry, ReportedDay? Submitted, Bucket Changed);

/// <summary>The villages' daily reports, and what came in after them.</summary>
internal sealed class VillageReports(
    IJournal journal, IUnitDirectory directory, UnitStates states, RecordReader reader, Calendar calendar)
{
    /// <summary>Entries of a unit that are read at a time, from the newest back.</summary>
    private const int TailEntries = 64;

    private const int ReadsMax = 8;

    public async Task<VillageReport> ReadAsync(Village village, DateOnly day, CancellationToken cancellation)
    {
        var reports = (await states.ReadAsync(village.Head.Unit)).Get<DailyReports>();
        var owes = reports.Owes(day, calendar);
        if (reports.Of(day) is not { } report
            || await journal.ReadAsync(village.Head.Unit, report.Version - 1, 1, cancellation) is not [var stored]
            || reader.ReadStored(stored) is not { Outcome.Report: { } submitted } entry)
        {
            return new VillageReport(village, owes, null, null, Bucket.Empty);
        }

        var difference = new Contributions();
        difference.AddDifference(
            DailyTotals.Of(submitted.Counts, [new DayBucket(day, submitted.Counts)]),
            DailyTotals.Of(village.Totals.Of(day), [new DayBucket(day, village.Totals.Of(day))]));
        return new VillageReport(village, owes, entry, submitted, DailyTotals.Zero.Plus(difference).Running);
    }

    /// <summary>
    /// The records of the day, of the village and all below it, that were received after its report: late ones, and
    /// those that take one of the day back. Reads each unit's journal from the newest back to the report's time.
    /// </summary>
    public async Task<VillageCorrections> CorrectionsAsync(
        VillageReport report, DateOnly day, CancellationToken cancellation)
    {
        var since = report.Entry!.Received;
        var (heads, isCut) = await SubtreeAsync(report.Village.Head, cancellation);
        var found = new List<Correction>();
        foreach (var some in heads.Chunk(ReadsMax))
        {
            foreach (var corrections in await Task.WhenAll(
                some.Select(head => CorrectionsAsync(head, since, day, cancellation))))
            {
                found.AddRange(corrections);
            }

            if (found.Count > GatewayLimits.CorrectionsMax)
            {
                isCut = true;
                break;
            }
        }

        var head = report.Village.Head;
        return new VillageCorrections(
            new BulletinUnit(head.Unit, head.Kind, head.Name),
            TimeZoneInfo.ConvertTime(report.Entry.Record.At, calendar.Zone), report.Changed,
            [.. found.OrderBy(correction => correction.Received).Take(GatewayLimits.CorrectionsMax)], isCut);
    }

    private async Task<(List<UnitHead> Heads, bool IsCut)> SubtreeAsync(UnitHead root, CancellationToken cancellation)
    {
        var heads = new List<UnitHead> { root };
        for (var i = 0; i < heads.Count; i++)
        {
            if (!UnitKindRules.IsArea(heads[i].Kind))
            {
                continue;
            }

            heads.AddRange(await directory.ChildrenAsync(heads[i].Unit, cancellation));
            if (heads.Count > GatewayLimits.CorrectionUnitsMax)
            {
                return (heads[..GatewayLimits.CorrectionUnitsMax], true);
            }
        }

        return (heads, false);
    }

    private async Task<List<Correction>> CorrectionsAsync(
        UnitHead head, DateTimeOffset since, DateOnly day, CancellationToken cancellation)
    {
        var found = new List<Correction>();
        for (var through = head.Version; through > 0;)
        {
            var after = Math.Max(0, through - TailEntries);
            var page = await journal.ReadAsync(head.Unit, after, (int)(through - after), cancellation);
            foreach (var stored in page.Where(entry => entry.Received > since))
            {
                if (await CorrectionAsync(head.Unit, reader.ReadStored(stored), day, cancellation) is { } correction)
                {
                    found.Add(correction);
                }
            }

            through = page.Count > 0 && page[0].Received > since ? after : 0;
        }

        return found;
    }

    private async Task<Correction?> CorrectionAsync(
        UnitId unit, Entry entry, DateOnly day, CancellationToken cancellation)
    {
        var record = entry.Record;
        if (record.Data is RecordVoid toVoid && entry.Outcome?.Voids is { } version)
        {
            var target = reader.ReadStored((await journal.ReadAsync(unit, version - 1, 1, cancellation))[0]).Record;
            return target.Day == day ? Of(entry, target.Type.Name, toVoid.Reason, toVoid.Target) : null;
        }

        var isOfTheDay = record.Day == day && !record.Type.IsSystem && record.Data is not ReportSubmit;
        return isOfTheDay ? Of(entry, record.Type.Name, reason: null, voided: null) : null;
    }

    private Correction Of(Entry entry, string type, string? reason, RecordId? voided) => new(
        entry.Record.Unit, entry.Record.Id, TimeZoneInfo.ConvertTime(entry.Record.At, calendar.Zone),
        TimeZoneInfo.ConvertTime(entry.Received, calendar.Zone), entry.Record.By,
        type, reason, voided);
}
