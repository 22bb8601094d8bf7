namespace GridActors.CommandLine.Demo;

/// <summary>
/// Whoever is isolated is checked in the morning and in the afternoon. Now and then somebody is forgotten, is checked
/// too late to count for the morning, or was checked in time by a tablet that had no network.
/// </summary>
internal sealed class HealthChecks(Returnees returnees, Seeds seeds)
{
    private const int OfflineADay = 12;
    private const int TooLateADay = 2;

    public IEnumerable<Draft> Of(int day)
    {
        var random = seeds.For(Seeds.Part.Checks, day);
        var due = DueOn(day).ToArray();
        random.Shuffle(due);
        var missed = day == 1 ? 4 : 9;
        var fevers = day == 3 ? 2 : 1;
        foreach (var (at, (returnee, isAfternoon)) in due.Index())
        {
            if (at < missed)
            {
                if (at < TooLateADay && !isAfternoon)
                {
                    yield return Check(returnee, day, TooLate(random), random, hasFever: false);
                }

                continue;
            }

            var time = isAfternoon
                ? random.Between(ScenarioTime.Clock(14, 0), ScenarioTime.Clock(20, 30))
                : random.Between(ScenarioTime.Clock(6, 40), ScenarioTime.Clock(11, 40));
            var check = Check(returnee, day, time, random, hasFever: at < missed + fevers);
            var isOffline = !isAfternoon && at < missed + fevers + OfflineADay;
            yield return isOffline
                ? check with { SentAt = ScenarioTime.At(day, TooLate(random) + TimeSpan.FromHours(1)) }
                : check;
        }
    }

    private static TimeSpan TooLate(Random random) =>
        random.Between(ScenarioTime.Clock(12, 10), ScenarioTime.Clock(13, 40));

    /// <summary>The sessions of that day that lie fully within an isolation.</summary>
    private IEnumerable<(Returnee Returnee, bool IsAfternoon)> DueOn(int day)
    {
        var noon = ScenarioTime.Clock(12, 0);
        for (var start = Math.Max(1, day - ReturneeRecords.IsolationDays + 1); start <= day; start++)
        {
            foreach (var returnee in returnees.Of(start).Where(returnee => returnee.IsIsolated))
            {
                if (start < day)
                {
                    yield return (returnee, false);
                }

                if (start < day || returnee.IsolatedFrom <= noon)
                {
                    yield return (returnee, true);
                }
            }
        }
    }

    private static Draft Check(Returnee returnee, int day, TimeSpan time, Random random, bool hasFever)
    {
        var temperature = hasFever ? random.Feverish() : random.Healthy();
        return ReturneeRecords.Make(returnee, ScenarioTime.At(day, time), "health.check", json =>
        {
            json.WriteTemperature(temperature);
            if (hasFever)
            {
                json.WriteTexts("symptoms", ["发热", "咳嗽"]);
            }
        });
    }
}
