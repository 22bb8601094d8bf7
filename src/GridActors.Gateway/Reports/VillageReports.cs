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
internal sealed record VillageReport(Village Village, bool Owes, Entry? Entry, ReportedDay? Submitted, Bucket Changed)
{
    /// <summary>Null where none were written.</summary>
    public string? Remarks => (Entry?.Record.Data as ReportSubmit)?.Remarks;
}

/// <summary>The villages' daily reports, and what came in after them.</summary>
internal sealed class VillageReports(
    IJournal journal, IUnitDirectory directory, ILateEntries lateEntries, UnitStates states, RecordReader reader,
    Calendar calendar)
{
    /// <summary>Entries of a unit that are read at a time.</summary>
    private const int PageEntries = 64;

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

        // Who was asked may not have heard yet of all that the report says.
        var changed = village.Version > submitted.Version
            ? submitted.ChangedTo(day, village.Totals.Of(day))
            : Bucket.Empty;
        return new VillageReport(village, owes, entry, submitted, changed);
    }

    /// <summary>
    /// The records of the day, of the village and all below it, that were received after its report: late ones, and
    /// those that take one of the day back. What came in while the day lasted is looked for in each unit's journal,
    /// what came later is listed.
    /// </summary>
    public async Task<VillageCorrections> CorrectionsAsync(
        VillageReport report, DateOnly day, CancellationToken cancellation)
    {
        var head = report.Village.Head;
        var since = report.Entry!.Received;
        var end = calendar.InstantOf(day.AddDays(1).ToDateTime(TimeOnly.MinValue));
        var listedFrom = (await lateEntries.UnlistedUntilAsync(cancellation)).AddTicks(1);
        var until = listedFrom > end ? listedFrom : end;
        var found = since < until ? await ReadAsync(head, since, until, day, cancellation) : [];
        if (found.Count <= GatewayLimits.CorrectionsMax)
        {
            var after = since < until ? until.AddTicks(-1) : since;
            var late = await lateEntries.LateAsync(
                head.Unit, day, after, GatewayLimits.CorrectionsMax + 1 - found.Count, cancellation);
            foreach (var (unit, stored) in late)
            {
                if (await CorrectionAsync(unit, reader.ReadStored(stored), day, cancellation) is { } correction)
                {
                    found.Add(correction);
                }
            }
        }

        return new VillageCorrections(
            new BulletinUnit(head.Unit, head.Kind, head.Name),
            TimeZoneInfo.ConvertTime(report.Entry.Record.At, calendar.Zone), report.Changed,
            [.. found.Take(GatewayLimits.CorrectionsMax)], found.Count > GatewayLimits.CorrectionsMax);
    }

    /// <summary>The first that were received in between, one more than are told; in the order of receipt.</summary>
    private async Task<List<Correction>> ReadAsync(
        UnitHead root, DateTimeOffset since, DateTimeOffset until, DateOnly day, CancellationToken cancellation)
    {
        var found = new List<Correction>();
        var areas = new Queue<UnitHead>([root]);
        var heads = new List<UnitHead> { root };
        while (heads.Count > 0)
        {
            foreach (var some in heads.Chunk(ReadsMax))
            {
                var read = await Task.WhenAll(some.Select(head => ReadOwnAsync(head, since, until, day, cancellation)));
                found.AddRange(read.SelectMany(corrections => corrections));
            }

            found = [.. found.OrderBy(one => one.Received).Take(GatewayLimits.CorrectionsMax + 1)];
            heads = areas.TryDequeue(out var area) ? [.. await directory.ChildrenAsync(area.Unit, cancellation)] : [];
            heads.Where(head => UnitKindRules.IsArea(head.Kind)).ToList().ForEach(areas.Enqueue);
        }

        return found;
    }

    private async Task<List<Correction>> ReadOwnAsync(
        UnitHead head, DateTimeOffset since, DateTimeOffset until, DateOnly day, CancellationToken cancellation)
    {
        var found = new List<Correction>();
        var after = await VersionAtAsync(head, since, cancellation);
        while (after < head.Version)
        {
            var page = await journal.ReadAsync(head.Unit, after, PageEntries, cancellation);
            foreach (var stored in page.Where(entry => entry.Received > since && entry.Received < until))
            {
                if (await CorrectionAsync(head.Unit, reader.ReadStored(stored), day, cancellation) is { } correction)
                {
                    found.Add(correction);
                }
            }

            after = page.Count == 0 || page[^1].Received >= until ? head.Version : after + page.Count;
        }

        return found;
    }

    /// <summary>
    /// How many of a unit's entries had been received at a time. They were received in their order; most units have
    /// recorded nothing since, and of the others half is left out at each look.
    /// </summary>
    private async Task<long> VersionAtAsync(UnitHead head, DateTimeOffset at, CancellationToken cancellation)
    {
        long low = 0, high = head.Version;
        for (var look = high; low < high; look = low + (high - low + 1) / 2)
        {
            var entry = await journal.ReadAsync(head.Unit, look - 1, 1, cancellation);
            (low, high) = entry is [{ } one] && one.Received <= at ? (look, high) : (low, look - 1);
        }

        return low;
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

        return record.Day == day && DailyReports.Covers(record)
            ? Of(entry, record.Type.Name, reason: null, voided: null)
            : null;
    }

    private Correction Of(Entry entry, string type, string? reason, RecordId? voided) => new(
        entry.Record.Unit, entry.Record.Id, TimeZoneInfo.ConvertTime(entry.Record.At, calendar.Zone),
        TimeZoneInfo.ConvertTime(entry.Received, calendar.Zone), entry.Record.By,
        type, reason, voided);
}
