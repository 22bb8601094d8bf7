using GridActors.Core.Alerts;

namespace GridActors.Core.Duty;

/// <summary>
/// When nobody was there although somebody should have been: an open gate without anybody on duty, a shift that none
/// of its workers took. What comes in late and was in time takes a lapse back.
/// </summary>
internal static class Lapses
{
    /// <summary>So long nobody need be there.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(15);

    /// <summary>
    /// The gate's lapses and those of shifts, each opened when the grace was over, whether that has passed or not.
    /// </summary>
    /// <param name="plans">Of which shifts.</param>
    public static IEnumerable<Alert> Of(Shifts shifts, Func<PlannedShift, bool> plans) =>
        GateLapses(shifts).Concat(shifts.Planned
            .Where(plan => plans(plan) && !IsTaken(shifts, plan, plan.From + Grace)
                && !(plan.From + Grace > shifts.ClosedAt?.At))
            .Select(plan => Empty(shifts, plan)));

    public static DateTimeOffset? AheadOf(Shifts shifts)
    {
        var told = shifts.ToldThrough ?? DateTimeOffset.MinValue;
        DateTimeOffset? earliest = null;
        foreach (var plan in shifts.Planned)
        {
            var lapse = plan.From + Grace;
            if (lapse > told && !(lapse >= earliest) && !(lapse > shifts.ClosedAt?.At) && !IsTaken(shifts, plan, lapse))
            {
                earliest = lapse;
            }
        }

        foreach (var unmanned in GateLapses(shifts))
        {
            if (unmanned.Opened > told && !(unmanned.Opened >= earliest))
            {
                earliest = unmanned.Opened;
            }
        }

        return earliest;
    }

    /// <summary>The shifts that end after <paramref name="at"/> and that none of their workers has taken.</summary>
    public static IEnumerable<PlannedShift> Untaken(Shifts shifts, DateTimeOffset at) => shifts.Planned.Where(plan =>
        plan.To > at && shifts.ClosedAt is null && !IsTaken(shifts, plan, plan.To));

    /// <summary>One of its workers was on duty at some time from its beginning to <paramref name="until"/>.</summary>
    private static bool IsTaken(Shifts shifts, PlannedShift plan, DateTimeOffset until)
    {
        foreach (var worker in plan.Workers)
        {
            var isIn = false;
            foreach (var sign in shifts.Signs)
            {
                if (sign.At.At > until)
                {
                    break;
                }

                if (sign.Worker != worker)
                {
                    continue;
                }

                // In after its beginning, or out after it: then there when it began.
                if (sign.In ? sign.At.At >= plan.From : isIn && sign.At.At > plan.From)
                {
                    return true;
                }

                isIn = sign.In;
            }

            if (isIn)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Every stretch of at least the grace in which the gate was open and nobody on duty.</summary>
    private static IEnumerable<Alert> GateLapses(Shifts shifts)
    {
        if (shifts.Gate.IsEmpty)
        {
            yield break;
        }

        var onDuty = new HashSet<string>();
        var isOpen = false;
        DateTimeOffset? alone = null;
        int sign = 0, gate = 0;
        while (sign < shifts.Signs.Length || gate < shifts.Gate.Length)
        {
            var isSign = gate == shifts.Gate.Length
                || (sign < shifts.Signs.Length && shifts.Signs[sign].At < shifts.Gate[gate].At);
            var at = isSign ? shifts.Signs[sign].At : shifts.Gate[gate].At;
            if (at > shifts.ClosedAt)
            {
                break;
            }

            if (isSign)
            {
                _ = shifts.Signs[sign].In
                    ? onDuty.Add(shifts.Signs[sign].Worker)
                    : onDuty.Remove(shifts.Signs[sign].Worker);
                sign++;
            }
            else
            {
                isOpen = shifts.Gate[gate++].Open;
            }

            if (isOpen && onDuty.Count == 0)
            {
                alone ??= at.At;
            }
            else if (alone is { } since)
            {
                alone = null;
                if (at.At - since > Grace)
                {
                    yield return Unmanned(since);
                }
            }
        }

        if (alone is { } still && !(still + Grace > shifts.ClosedAt?.At))
        {
            yield return Unmanned(still);
        }
    }

    private static Alert Unmanned(DateTimeOffset since) =>
        Alert.About([since], AlertKinds.Unmanned, "", "", since + Grace);

    /// <summary>
    /// Of several plans with one name and beginning each is a cause of its own: the first is told by these alone, any
    /// other by its first worker too, who is planned only once for that time.
    /// </summary>
    private static Alert Empty(Shifts shifts, PlannedShift plan) => Alert.About(
        shifts.Planned.Any(other => other.IsNamedAs(plan) && other.At < plan.At)
            ? [plan.Shift, plan.From, plan.Workers[0]]
            : [plan.Shift, plan.From],
        AlertKinds.ShiftEmpty, plan.Shift, string.Join(", ", plan.Workers), plan.From + Grace);
}
