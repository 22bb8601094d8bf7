namespace GridActors.Simulation.Counties;

/// <summary>What is recorded at checkpoints, and of duty, staff and supplies at checkpoints and areas alike.</summary>
internal static class PostMakers
{
    public static readonly Maker[] All =
    [
        new("checkpoint.open", 4, _ => "{}"),
        new("checkpoint.close", 1, _ => "{}"),
        new("passage", 16, Passage),
        Maker.Counting("incident", 2, "incidents", making => $$"""{"severity":"{{making.Of("low", "high")}}","text":"闯卡"}"""),
        Maker.Counting("shift.plan", 2, "shifts.planned", Shift),
        new("shift.signIn", 3, making => $$"""{"worker":"{{making.Worker()}}"}"""),
        new("shift.signOut", 2, making => $$"""{"worker":"{{making.Worker()}}"}"""),
        new("supply.receive", 4, making => Supply(making, "received", 50, ",\"how\":\"donated\"")),
        new("supply.use", 2, making => Supply(making, "used", making.Of(1, 5), "")),
        new("supply.transfer", 5, making => Supply(making, null, 10, $",\"to\":\"{making.County.AnyPlace().Id}\"")),
        new("supply.count", 1, making => Supply(making, null, making.Of(0, 30), "")),
        new("supply.minimum", 1, making => Supply(making, null, making.Of(0, 20, 60), "")),
        new("staff.enrol", 1, making => Staff(making, making.Chance.Next(1, 9))),
        new("staff.leave", 1, making => Staff(making, 1)),
        new("team.form", 1, making => Team(making, making.Chance.Next(1, 4))),
        new("team.dissolve", 1, making => Team(making, 1)),
        Maker.Counting("disinfection", 1, "disinfections", making => $$"""{"place":"村口"{{making.Maybe(",\"litres\":2.5")}}}"""),
    ];

    private static string Passage(Making making)
    {
        var (direction, outcome) = (making.Of("in", "out"), making.Of("pass", "pass", "turnedBack", "held"));
        var people = making.Of(1, 1, 3);
        making.Count($"passages.{direction}");
        making.Count($"passages.{outcome}");
        making.Count("passages.people", people);
        var more = making.Of("", ",\"vehicle\":\"晋J1\"", ",\"temperature\":37.3", ",\"code\":\"red\"", ",\"outsider\":true");
        if (more != "")
        {
            making.Count(more[2] switch
            {
                'v' => "passages.vehicles",
                't' => "passages.fever",
                'c' => "passages.code.red",
                _ => "passages.outsiders",
            });
        }

        var traced = making.Of(
            "", "", ",\"trip\":\"G1\"", $",\"person\":{making.Person()}", $",\"person\":{making.Person()},\"trip\":\"K2\"");
        return $$"""{"direction":"{{direction}}","people":{{people}},"outcome":"{{outcome}}"{{more}}{{traced}}}""";
    }

    private static string Shift(Making making)
    {
        var (from, to) = (making.Instant(-2, 4), making.Instant(5, 11));
        var workers = making.Of("\"甲\"", "\"乙\"", "\"甲\",\"丙\"");
        return $$"""{"shift":"{{making.Of("早班", "夜班")}}","from":"{{from}}","to":"{{to}}","workers":[{{workers}}]}""";
    }

    private static string Supply(Making making, string? flow, int quantity, string more)
    {
        var item = making.Of("mask", "mask", "alcohol");
        if (flow is not null)
        {
            making.Count($"supply.{flow}.{item}", quantity);
        }

        return $$"""{"item":"{{item}}","quantity":{{quantity}}{{more}}}""";
    }

    private static string Staff(Making making, int count)
    {
        var who = making.Of($"\"worker\":\"{making.Worker()}\"", $"\"count\":{count}");
        return $$"""{{{who}},"role":"{{making.Of("volunteer", "doctor")}}"}""";
    }

    private static string Team(Making making, int count)
    {
        var which = making.Of("\"name\":\"一队\"", "\"name\":\"二队\"", $"\"count\":{count}");
        return $$"""{"kind":"{{making.Of("duty", "commando")}}",{{which}}}""";
    }
}
