namespace GridActors.Simulation.Counties;

/// <summary>What areas record of themselves: reports, gatherings, orders, inspections, organisation.</summary>
internal static class AreaMakers
{
    public static readonly Maker[] All =
    [
        Maker.Counting("report.submit", 4, "reports", making => $$"""{"date":"{{making.Date(making.Of(0, 0, -1, -2))}}"}"""),
        Maker.Counting("gathering.report", 2, "gatherings", Gathering),
        new("gathering.decide", 2, making =>
            $$"""{"gathering":"{{making.KnownKey("g")}}","decision":"{{making.Of("approved", "deferred", "cancelled")}}"}"""),
        Maker.Counting("gathering.inspect", 2, "gatherings.inspected", making =>
            $$"""{"gathering":"{{making.KnownKey("g")}}","attended":{{making.Of(5, 50, 90)}}}"""),
        new("gathering.stop", 1, making => Kind(making, "gatherings.stopped", "gatherings.stopped.", making.Of("wedding", "fair"))),
        new("violation.stop", 1, making => Kind(making, "violations.stopped", "violations.stopped.", making.Of("mask", "rumour"))),
        new("closure.set", 2, Closure),
        new("closure.lift", 1, Closure),
        new("publicity", 1, Publicity),
        new("contact.assign", 2, Contact),
        new("contact.release", 3, Contact),
        new("inspection", 2, Inspection),
        new("hazard.fix", 2, making => $$"""{"hazard":"{{making.KnownKey("z")}}"}"""),
        Maker.Counting("patrol", 1, "patrols", making => $$"""{{{making.Maybe("\"text\":\"南街\"")}}}"""),
        Maker.Counting("meeting", 1, "meetings", making => $$"""{"kind":"例会","attended":{{making.Chance.Next(1, 40)}}}"""),
        new("agreement.sign", 1, Agreement),
        new("donation", 1, making => Counted(making, "donations.yuan", "\"yuan\"", "")),
        new("sweep.start", 1, making => $$"""{"round":{{making.Chance.Next(1, 4)}}{{making.Maybe($",\"due\":\"{making.Due()}\"")}}}"""),
        new("quota.set", 1, making =>
            $$"""{"indicator":"{{making.Of("visits", "surveys")}}","count":2,"per":"{{making.Of("household", "village", "day")}}"}"""),
        new("notice.issue", 2, Notice),
        new("notice.acknowledge", 3, making =>
            $$"""{"notice":"{{making.KnownKey("t")}}"{{making.Of("", ",\"addressee\":\"南沟村\"", ",\"addressee\":\"北沟村\"")}}}"""),
        Maker.Counting("supervision", 1, "supervisions", _ => """{"target":"南沟村","finding":"无人"}"""),
        Maker.Counting("commendation", 1, "commendations", _ => """{"target":"李四"}"""),
        new("accountability.talk", 1, making => Counted(making, "talks.villageLeader", "\"count\"", "\"target\":\"villageLeader\",")),
        new("tally", 2, Tally),
    ];

    private static string Kind(Making making, string code, string family, string kind) =>
        $$"""{"kind":"{{making.CountKind(code, family, kind)}}"}""";

    private static string Counted(Making making, string code, string field, string before)
    {
        var count = making.Chance.Next(1, 9);
        making.Count(code, count);
        return $$"""{{{before}}{{field}}:{{count}}}""";
    }

    private static string Gathering(Making making)
    {
        var (kind, date) = (making.Of("banquet", "wedding", "religious"), making.Date(making.Chance.Next(0, 5)));
        return $$"""{"gathering":"{{making.Key("g")}}","kind":"{{kind}}","date":"{{date}}","planned":{{making.Of(8, 60)}}}""";
    }

    private static string Closure(Making making) => $$"""{"what":"{{making.Of("religious", "market", "road")}}"}""";

    private static string Publicity(Making making)
    {
        var (kind, count) = (making.Of("leaflet", "banner"), making.Chance.Next(1, 500));
        making.Count("publicity.actions");
        making.Count($"publicity.{kind}", count);
        return $$"""{"kind":"{{kind}}","count":{{count}}}""";
    }

    private static string Contact(Making making)
    {
        var households = making.Of("\"h-1\"", "\"h-1\",\"h-2\"", "\"h-1\",\"h-2\",\"h-3\",\"h-4\",\"h-5\"");
        var kind = making.Of("", "", ",\"kind\":\"sanitation\"");
        return $$"""{"member":"{{making.Worker()}}","households":[{{households}}]{{kind}}}""";
    }

    private static string Inspection(Making making)
    {
        var venue = making.CountKind("inspections", "inspections.", making.Of("market", "school"));
        var hazard = $$""","hazards":[{"hazard":"{{making.Key("z")}}","what":"无台账","due":"{{making.Due()}}"}]""";
        return $$"""{"venueKind":"{{venue}}","venue":"一号"{{making.Maybe(hazard)}}}""";
    }

    private static string Agreement(Making making)
    {
        var count = making.Chance.Next(1, 9);
        making.Count("agreements.pledge", count);
        return $$"""{"kind":"pledge",{{(count == 1 ? "\"with\":\"小区\"" : $"\"count\":{count}")}}}""";
    }

    private static string Notice(Making making)
    {
        var to = making.Of("", ",\"to\":[\"南沟村\"]", ",\"to\":[\"南沟村\",\"北沟村\"]");
        return $$"""{"notice":"{{making.Key("t")}}","title":"第一号","text":"全文"{{to}}}""";
    }

    /// <summary>A flow, which only grows, and a level, which never goes below 0.</summary>
    private static string Tally(Making making)
    {
        if (making.Chance.OneIn(2))
        {
            return $$"""{"code":"beds","count":{{making.Of(5, 2, -1, -3)}}}""";
        }

        making.Count("tally.meals", 7);
        return """{"code":"meals","count":7}""";
    }
}
