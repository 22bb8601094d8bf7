using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using GridActors.Core.Alerts;
using GridActors.Core.Bulletins;
using GridActors.Core.Records;
using GridActors.Core.Totals;
using GridActors.Core.Units;
using GridActors.Gateway.Reports;
using GridActors.Gateway.Villages;
using GridActors.Journaling.Ports;

namespace GridActors.Gateway.Bulletins;

/// <summary>Gathers what a bulletin is made of; how it reads is Core's.</summary>
internal sealed class BulletinSource(
    IUnits units, IUnitDirectory directory, IAlerts alerts, VillageWalk villages, VillageReports reports,
    FigureTable figures, Catalogue catalogue, Calendar calendar)
{
    /// <summary>Null when the unit is not registered.</summary>
    /// <param name="day">Not after today.</param>
    public async Task<Bulletin?> ReadAsync(
        UnitId unit, DateOnly day, DateTimeOffset now, CancellationToken cancellation)
    {
        if (await directory.FindAsync(unit, cancellation) is not { } head
            || await units.ChildrenAsync(unit, cancellation) is not { } view)
        {
            return null;
        }

        var end = calendar.InstantOf(day.AddDays(1).ToDateTime(TimeOnly.MinValue));
        var topics = figures.Of(view.Subtree.Totals, day);
        var places = await VillagesAsync(head, cancellation);
        var below = await BelowAsync(view, cancellation);
        return new Bulletin
        {
            Unit = UnitOf(head),
            Above = [.. (await directory.ParentsAsync(unit, cancellation)).Select(UnitOf)],
            Day = day,
            IsOver = now >= end,
            AsOf = TimeZoneInfo.ConvertTime(now < end ? now : end, calendar.Zone),
            Version = view.Subtree.Version,
            Topics = topics,
            Compared = Bulletin.ComparedOf(catalogue, topics),
            Children = [.. Told(below, view, day)],
            ChildrenLeftOut = Math.Max(0, below.Count - GatewayLimits.BulletinChildrenMax),
            HasTooManyVillages = places is null,
            Coverage = places is null or [] ? [] : [.. CoverageOf(places, view.Subtree.Totals.Through(day), day)],
            Alerts = await AlertsAsync(unit, day, end, cancellation),
            Reports = places is null ? null : await ReportsAsync(head, places, day, cancellation),
        };
    }

    /// <summary>Null where there are too many.</summary>
    private async Task<List<Village>?> VillagesAsync(UnitHead head, CancellationToken cancellation)
    {
        var all = new List<Village>();
        if (!UnitKindRules.IsArea(head.Kind))
        {
            return all;
        }

        await foreach (var village in villages.BelowAsync(head, after: null, cancellation))
        {
            if (all.Count == GatewayLimits.BulletinVillagesMax)
            {
                return null;
            }

            all.Add(village);
        }

        return all;
    }

    /// <summary>The areas and checkpoints right below, by id.</summary>
    private async Task<List<UnitHead>> BelowAsync(AreaView view, CancellationToken cancellation)
    {
        if (view.Children.Count == 0)
        {
            return [];
        }

        var there = view.Children.Where(child => !child.HasMoved).Select(child => child.Unit).ToHashSet();
        return
        [
            .. (await directory.ChildrenAsync(view.Subtree.Unit, cancellation))
                .Where(head => UnitKindRules.IsArea(head.Kind) || head.Kind == UnitKind.Checkpoint)
                .Where(head => there.Contains(head.Unit)),
        ];
    }

    private IEnumerable<BulletinChild> Told(List<UnitHead> below, AreaView view, DateOnly day)
    {
        var totals = view.Children.ToDictionary(child => child.Unit);
        return below.Take(GatewayLimits.BulletinChildrenMax).Select(head => new BulletinChild(
            UnitOf(head), totals[head.Unit].Version, figures.Of(totals[head.Unit].Totals, day)));
    }

    private static IEnumerable<RoundCoverage> CoverageOf(List<Village> places, Bucket through, DateOnly day)
    {
        var thenOf = places.Select(village => (village, village.Totals.Through(day))).ToList();
        foreach (var (round, indicator) in Coverage.RoundsIn(through))
        {
            var each = thenOf.ConvertAll(place => Coverage.Of(place.village, place.Item2, indicator));
            yield return new RoundCoverage(
                round, each.Sum(village => village.Households),
                // Households closed since were surveyed too; they must not make up for others that were not.
                each.Sum(village => Math.Min(village.Surveyed, village.Households)),
                [
                    .. each.Where(village => village.Surveyed < village.Households)
                        .OrderBy(village => village.Share),
                ]);
        }
    }

    private async Task<BulletinAlerts> AlertsAsync(
        UnitId unit, DateOnly day, DateTimeOffset end, CancellationToken cancellation)
    {
        var names = new Dictionary<UnitId, BulletinUnit>();
        var isCut = false;
        var opened = await ListAsync(null, alert => calendar.DayOf(alert.Alert.Opened) == day);
        var acknowledged = await ListAsync(AlertState.Acknowledged, alert => calendar.DayOf(alert.Since) == day);
        var closed = await ListAsync(AlertState.Closed, alert => calendar.DayOf(alert.Since) == day);
        return new BulletinAlerts { Opened = opened, Acknowledged = acknowledged, Closed = closed, IsCut = isCut };

        async Task<ImmutableArray<BulletinAlert>> ListAsync(AlertState? state, Func<StandingAlert, bool> isOfTheDay)
        {
            var page = await alerts.AlertsAsync(
                unit, state, new AlertPlace(end, unit, ""), GatewayLimits.BulletinAlertsMax, cancellation);
            isCut |= page.Count == GatewayLimits.BulletinAlertsMax
                && (state is not null || isOfTheDay(page[^1].Standing));
            var list = ImmutableArray.CreateBuilder<BulletinAlert>();
            foreach (var (of, standing) in page.Where(alert => isOfTheDay(alert.Standing)))
            {
                if (!names.TryGetValue(of, out var name))
                {
                    var head = await directory.FindAsync(of, cancellation);
                    names[of] = name = head is null ? new BulletinUnit(of, default, of.Value) : UnitOf(head);
                }

                list.Add(new BulletinAlert(name, Local(standing)));
            }

            return list.DrainToImmutable();
        }
    }

    private StandingAlert Local(StandingAlert standing) => standing with
    {
        Alert = standing.Alert with { Opened = TimeZoneInfo.ConvertTime(standing.Alert.Opened, calendar.Zone) },
        Since = TimeZoneInfo.ConvertTime(standing.Since, calendar.Zone),
    };

    private async Task<BulletinReports> ReportsAsync(
        UnitHead head, List<Village> places, DateOnly day, CancellationToken cancellation)
    {
        int due = 0, submitted = 0;
        var missing = ImmutableArray.CreateBuilder<BulletinUnit>();
        var corrected = ImmutableArray.CreateBuilder<VillageCorrections>();
        var remarks = new List<VillageRemark>();
        await foreach (var report in ReadAsync(places, day, cancellation))
        {
            var place = report.Village;
            due += report.Owes || report.Entry is not null ? 1 : 0;
            submitted += report.Entry is not null ? 1 : 0;
            if (report.Entry is null && report.Owes)
            {
                missing.Add(UnitOf(place.Head));
            }

            if (report.Remarks is { } written)
            {
                remarks.Add(new VillageRemark(UnitOf(place.Head), written));
            }

            // A village's own bulletin also names what changed no figure.
            if (report.Entry is { } entry && (report.Changed.Count > 0 || head.Unit == place.Head.Unit))
            {
                // A county's names none: that would be a look at each of its households.
                var village = head.Kind >= UnitKind.Township
                    ? await reports.CorrectionsAsync(report, day, cancellation)
                    : new VillageCorrections(
                        UnitOf(place.Head), TimeZoneInfo.ConvertTime(entry.Record.At, calendar.Zone), report.Changed,
                        Corrections: null, IsCut: false);
                if (village.Changed.Count > 0 || village.Corrections is { Length: > 0 })
                {
                    corrected.Add(village);
                }
            }
        }

        return new BulletinReports(due, submitted, missing.DrainToImmutable(), corrected.DrainToImmutable())
        {
            Remarks = [.. remarks.Take(GatewayLimits.BulletinRemarksMax)], RemarksInAll = remarks.Count,
        };
    }

    /// <summary>The villages' reports in their order, some read beside one another: each looks at a journal.</summary>
    private async IAsyncEnumerable<VillageReport> ReadAsync(
        List<Village> places, DateOnly day, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var some in places.Where(place => place.Head.Kind == UnitKind.Village)
            .Chunk(GatewayLimits.BulletinReadsMax))
        {
            var read = await Task.WhenAll(some.Select(place => reports.ReadAsync(place, day, cancellation)));
            foreach (var report in read)
            {
                yield return report;
            }
        }
    }

    private static BulletinUnit UnitOf(UnitHead head) => new(head.Unit, head.Kind, head.Name);
}
