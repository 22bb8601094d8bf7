namespace GridActors.Simulation.Counties;

/// <summary>What is recorded of households and of the persons in them and in institutions.</summary>
internal static class HouseholdMakers
{
    public static readonly Maker[] All =
    [
        new("household.survey", 5, Survey),
        new("returnee.register", 3, Returnee),
        new("returnee.leave", 1, OfPerson("")),
        Maker.Counting("isolation.start", 5, "isolations", Isolation),
        new("isolation.transfer", 1, making => $$"""{"person":{{making.Person()}},"kind":"{{making.Of("home", "central", "medical")}}"}"""),
        Maker.Counting("isolation.end", 2, "isolations.ended", OfPerson(""","reason":"released" """)),
        new("health.check", 5, Check),
        new("case.report", 2, Case),
        new("test.order", 2, making => $$"""{"person":{{making.Person()}},"due":"{{making.Due()}}"}"""),
        new("test.result", 2, Tested),
        new("visit", 2, making =>
            $$"""{"purpose":"{{making.CountKind("visits", "visits.", making.Of("outreach", "condolence", "followUp"))}}"}"""),
        new("need.raise", 2, making => $$"""{"need":"{{making.Key("n")}}","kind":"{{making.Of("relief", "food")}}","what":"米"}"""),
        Maker.Counting("need.resolve", 2, "needs.resolved", making => $$"""{"need":"{{making.KnownKey("n")}}","how":"送到"}"""),
        Maker.Counting("delivery", 1, "deliveries", making => $$"""{"items":{{making.Of("2", "\"米\"", "[\"米\",\"油\"]")}}}"""),
        new("migrant.register", 1, making => $$"""{"person":{{making.Person()}},"place":"温州"{{making.Maybe(",\"risk\":true")}}}"""),
        Maker.Counting("migrant.contact", 1, "migrants.contacted", making =>
            $$"""{"person":{{making.Person()}},"means":"{{making.Of("phone", "visit", "staysPut")}}"}"""),
        new("job.seek", 1, making => $$"""{"person":{{making.Person()}}{{making.Maybe(",\"skill\":\"电焊\"")}}}"""),
        Maker.Counting("job.depart", 1, "jobs.departed", OfPerson("")),
        new("watch.pair", 1, making => $$"""{"watcher":"{{making.Worker()}}"}"""),
        new("watch.end", 1, making => $$"""{"watcher":"{{making.Worker()}}"}"""),
    ];

    private static Func<Making, string> OfPerson(string more) => making => $$"""{"person":{{making.Person()}}{{more}}}""";

    private static string Survey(Making making)
    {
        var persons = making.Chance.Next(1, 7);
        making.Count("surveys");
        making.Count("persons.checked", persons);
        var more = making.Of("", ",\"categories\":[]", ",\"categories\":[\"lowIncome\"]", ",\"residence\":\"outsider\"");
        return $$"""{"round":{{making.Chance.Next(1, 4)}},"persons":{{persons}}{{more}}}""";
    }

    private static string Returnee(Making making)
    {
        var origin = making.CountKind("returnees", "returnees.", making.Of("wuhan", "hubei", "outOfCity"));
        return $$"""
            {"person":{{making.Person()}},"from":{"place":"外地","class":"{{origin}}","code":"4201"},
            "arrived":"2020-01-{{making.Chance.Next(10, 30)}}"{{making.Maybe(",\"trip\":\"G1\"")}}}
            """;
    }

    private static string Isolation(Making making)
    {
        var more = making.Of("", ",\"checksPerDay\":1", ",\"site\":\"township\"", ",\"days\":1");
        return $$"""{"person":{{making.Person()}},"kind":"{{making.Of("home", "central", "medical")}}"{{more}}}""";
    }

    private static string Check(Making making)
    {
        var temperature = making.Of("36.5", "37.3", "38.25");
        making.Count("checks");
        if (temperature != "36.5")
        {
            making.Count("checks.fever");
        }

        return $$"""{"person":{{making.Person()}},"temperature":{{temperature}}{{making.Maybe(",\"session\":\"am\"")}}}""";
    }

    private static string Case(Making making)
    {
        var status = making.Of("closeContact", "suspected", "confirmed", "recovered");
        making.Count($"cases.reported.{status}");
        var more = making.Of("", ",\"origin\":\"imported\"", ",\"transferredTo\":\"县医院\"", ",\"linkedTo\":\"同车\"");
        if (more.Contains("imported", StringComparison.Ordinal))
        {
            making.Count($"cases.reported.{status}.imported");
        }

        return $$"""{"person":{{making.Person()}},"status":"{{status}}"{{more}}}""";
    }

    private static string Tested(Making making)
    {
        var result = making.Of("negative", "negative", "positive");
        making.Count("tests.done");
        if (result == "positive")
        {
            making.Count("tests.positive");
        }

        return $$"""{"person":{{making.Person()}},"result":"{{result}}"}""";
    }
}
