using GridActors.Core.Units;

namespace GridActors.Core.Tests.Units;

/// <summary>For every record type a short history that ends with one that uses all its fields.</summary>
internal static class Examples
{
    private const string Person =
        """{"id":"11010519491231002X","idType":"nationalId","name":"张三","phone":"13800000001"}""";

    private const string Start =
        """
        "days":14,"checksPerDay":2,"site":"township","team":{"townshipCadre":"甲","villageCadre":"乙","townshipDoctor":"丙",
        "villageDoctor":"丁","partyMember":"戊"},"order":"岚防2020-7"
        """;

    private const string Survey =
        """
        {"round":1,"persons":4,"members":["李四",{"name":"王五","id":"E1","idType":"passport","phone":"1","age":70,"relation":"母"}],
        "categories":["lowIncome","disabled"],"residence":"registered","contactMember":"worker-1"}
        """;

    private const string Register =
        """
        "from":{"place":"武汉市","class":"wuhan","code":"4201"},"arrived":"2020-01-22","occupation":"student","transport":"train",
        "trip":"G1","companions":["李四"]
        """;

    private const string Passage =
        """
        {"direction":"in","people":2,"vehicle":"晋J12345","person":{"id":"E1234","idType":"passport"},"outsider":true,
        "temperature":37.35,"code":"red","from":{"place":"武汉","class":"hubei","code":"42"},"trip":"G1","outcome":"held"}
        """;

    private const string Inspection =
        """
        {"venueKind":"coldChain","venue":"海鲜城","hazards":[{"hazard":"z-1","what":"进货无台账","due":"2020-02-05"},
        {"hazard":"z-2","what":"未消杀","due":"2020-02-04T12:00:00+08:00"}]}
        """;

    private static readonly Dictionary<string, Func<UnitUnderTest>> ByType = new()
    {
        ["unit.register"] = () => UnitUnderTest.Registered("checkpoint"),
        ["unit.amend"] = () => UnitUnderTest.Registered("village", "township")
            .Accept("02-01 09:00", "unit.amend", """{"name":"普明村","households":174}"""),
        ["unit.move"] = () => UnitUnderTest.Household().Accept("02-01 09:00", "unit.move", """{"parent":"village-2"}"""),
        ["unit.close"] = () => Opened().Accept("02-10 09:00", "unit.close"),
        ["record.void"] = Voided,
        ["household.survey"] = () => UnitUnderTest.Household().Accept("02-01 09:00", "household.survey", OneLine(Survey)),
        ["returnee.register"] = Returned,
        ["returnee.leave"] = () => Returned().Accept("02-05 09:00", "returnee.leave", $$"""{"person":{{Person}}}"""),
        ["isolation.start"] = Isolated,
        ["isolation.transfer"] = () => Isolated()
            .Accept("02-03 09:00", "isolation.transfer", $$"""{"person":{{Person}},"kind":"central","site":"county"}"""),
        ["isolation.end"] = () => Isolated()
            .Accept("02-15 09:00", "isolation.end", $$"""{"person":{{Person}},"reason":"released"}"""),
        ["health.check"] = () => Isolated().Accept(
            "02-02 09:00", "health.check",
            $$"""{"person":{{Person}},"temperature":37.3,"symptoms":["咳嗽",{"name":"发热"}],"session":"am"}"""),
        ["case.report"] = () => Returned().Accept(
            "02-06 09:00", "case.report",
            $$"""
            {"person":{{Person}},"status":"confirmed","origin":"imported","linkedTo":{"name":"李四","phone":"1"},"transferredTo":"县医院"}
            """),
        ["test.order"] = Ordered,
        ["test.result"] = () => Ordered()
            .Accept("02-07 09:00", "test.result", $$"""{"person":{{Person}},"result":"positive"}"""),
        ["visit"] = () => UnitUnderTest.Household().Accept("02-01 09:00", "household.survey", OneLine(Survey))
            .Accept("02-02 09:00", "visit", """{"purpose":"condolence"}"""),
        ["need.raise"] = Raised,
        ["need.resolve"] = () => Raised().Accept("02-03 09:00", "need.resolve", """{"need":"n-1","how":"村医送药上门"}"""),
        ["delivery"] = () => UnitUnderTest.Household()
            .Accept("02-02 09:00", "delivery", """{"items":["米",{"name":"油","quantity":2.5}]}"""),
        ["migrant.register"] = Migrant,
        ["migrant.contact"] = () => Migrant()
            .Accept("02-02 09:00", "migrant.contact", $$"""{"person":{{Person}},"means":"phone"}"""),
        ["job.seek"] = Seeking,
        ["job.depart"] = () => Seeking()
            .Accept("02-20 09:00", "job.depart", $$"""{"person":{{Person}},"skill":"驾驶"}"""),
        ["watch.pair"] = Paired,
        ["watch.end"] = () => Paired()
            .Accept("02-15 09:00", "watch.end", """{"watcher":"worker-7","role":"partyMember"}"""),
        ["check.sweep"] = () => Isolated().System(UnitUnderTest.Instant("02-03 12:00"), "check.sweep"),
        ["time.passed"] = () => Isolated().Tick("02-03 12:00"),
        ["alert.acknowledge"] = () => Feverish()
            .Accept("02-01 08:30", "alert.acknowledge", """{"key":"fever:office/3"}"""),
        ["alert.close"] = () => Feverish().Accept("02-01 09:30", "alert.close", """{"key":"fever:office/3"}"""),
        ["checkpoint.open"] = Opened,
        ["checkpoint.close"] = () => Opened().Accept("02-01 18:00", "checkpoint.close"),
        ["incident"] = () => Opened().Accept("02-01 08:00", "incident", """{"severity":"high","text":"强行闯卡"}"""),
        ["shift.plan"] = () => Post().Accept(
            "02-01 08:00", "shift.plan",
            """{"shift":"夜班","from":"2020-02-01T20:00:00+08:00","to":"2020-02-02T08:00:00+08:00","workers":["甲","乙"]}"""),
        ["shift.signIn"] = () => Post().Accept("02-01 20:00", "shift.signIn", """{"worker":"甲"}"""),
        ["shift.signOut"] = () => Post().Accept("02-01 20:00", "shift.signIn", """{"worker":"甲"}""")
            .Accept("02-02 08:00", "shift.signOut", """{"worker":"甲"}"""),
        ["staff.enrol"] = () => Post().Accept(
            "02-01 08:00", "staff.enrol", """{"worker":"甲","role":"partyMember","branch":"一支部","post":"测温"}"""),
        ["staff.leave"] = () => Post().Accept("02-01 08:00", "staff.enrol", """{"count":20,"role":"volunteer"}""")
            .Accept("02-03 08:00", "staff.leave", """{"count":5,"role":"volunteer","branch":"一支部","post":"测温"}"""),
        ["team.form"] = () => Post().Accept("02-01 08:00", "team.form", """{"kind":"vanguard","name":"一队"}"""),
        ["team.dissolve"] = () => Post().Accept("02-01 08:00", "team.form", """{"kind":"commando","count":3}""")
            .Accept("02-03 08:00", "team.dissolve", """{"kind":"commando","count":1}"""),
        ["disinfection"] = () => Post().Accept("02-01 08:00", "disinfection", """{"place":"村口","litres":2.5}"""),
        ["supply.receive"] = Supplied,
        ["supply.use"] = () => Supplied().Accept("02-02 08:00", "supply.use", """{"item":"alcohol","quantity":0.125}"""),
        ["supply.count"] = () => Supplied().Accept("02-02 08:00", "supply.count", """{"item":"alcohol","quantity":0}"""),
        ["supply.minimum"] = () => Supplied()
            .Accept("02-02 08:00", "supply.minimum", """{"item":"alcohol","quantity":5}"""),
        ["supply.transfer"] = Sent,
        ["message.settled"] = () => Sent().Settle(),
        ["message.settled+counted"] = () => Sent().Accept("02-02 07:00", "supply.minimum", """{"item":"alcohol","quantity":2}""")
            .Accept("02-03 08:00", "supply.count", """{"item":"alcohol","quantity":1.25}""").Settle(),
        ["supply.arrive"] = Arrived,
        ["supply.arrive+returned"] = Refused,
        ["supply.transfer+open"] = () => Sent()
            .Accept("02-02 09:00", "supply.transfer", """{"item":"alcohol","quantity":0.5,"to":"village-2"}"""),
        ["unit.close+alerts"] = () => Feverish().Accept("02-10 09:00", "unit.close"),
        ["passage"] = () => Opened().Accept("02-01 08:00", "passage", OneLine(Passage)),
        ["report.submit"] = () => UnitUnderTest.Village().Accept("02-01 09:00", "patrol", "{}")
            .Accept("02-01 17:00", "report.submit", """{"date":"2020-02-01","remarks":"无异常"}"""),
        ["gathering.report"] = Gathered,
        ["gathering.decide"] = () => Gathered()
            .Accept("02-02 09:00", "gathering.decide", """{"gathering":"g-1","decision":"simplified"}"""),
        ["gathering.inspect"] = () => Gathered().Accept(
            "02-08 12:00", "gathering.inspect", """{"gathering":"g-1","attended":60,"measures":["测温","分桌"]}"""),
        ["gathering.stop"] = () => AtVillage("gathering.stop", """{"kind":"wedding"}"""),
        ["violation.stop"] = () => AtVillage("violation.stop", """{"kind":"rumour"}"""),
        ["patrol"] = () => AtVillage("patrol", """{"text":"南街"}"""),
        ["closure.set"] = Shut,
        ["closure.lift"] = () => Shut().Accept("02-09 09:00", "closure.lift", """{"what":"religious"}"""),
        ["publicity"] = () => AtVillage("publicity", """{"kind":"letter","count":18000}"""),
        ["contact.assign"] = Assigned,
        ["contact.release"] = () => Assigned().Accept(
            "02-09 09:00", "contact.release", """{"member":"赵六","households":["h-1"],"kind":"sanitation"}"""),
        ["inspection"] = Inspected,
        ["hazard.fix"] = () => Inspected().Accept("02-09 09:00", "hazard.fix", """{"hazard":"z-1"}"""),
        ["meeting"] = () => AtVillage("meeting", """{"kind":"动员会","attended":35}"""),
        ["agreement.sign"] = () => AtVillage("agreement.sign", """{"kind":"responsibility","with":"自建小区1"}"""),
        ["donation"] = () => AtVillage("donation", """{"yuan":1000.5}"""),
        ["supervision"] = () => AtVillage("supervision", """{"target":"南沟村","finding":"卡点无人"}"""),
        ["commendation"] = () => AtVillage("commendation", """{"target":"李四"}"""),
        ["accountability.talk"] = () => AtVillage("accountability.talk", """{"target":"villageLeader","count":10}"""),
        ["sweep.start"] = () => UnitUnderTest.Township()
            .Accept("02-01 08:00", "sweep.start", """{"round":1,"due":"2020-02-03"}"""),
        ["quota.set"] = () => AtVillage("quota.set", """{"indicator":"surveys","count":1,"per":"household"}"""),
        ["notice.issue"] = Issued,
        ["notice.acknowledge"] = () => Issued()
            .Accept("02-01 15:00", "notice.acknowledge", """{"notice":"n-1","addressee":"v-2"}"""),
        ["tally"] = () => AtVillage("tally", """{"code":"bedsReady","count":12}""")
            .Accept("02-02 09:00", "tally", """{"code":"bedsReady","count":-5}"""),
    };

    /// <summary>Outcomes that a type has beside that of its own example; named after the type and what is different.</summary>
    public static IReadOnlyList<string> More { get; } =
        ["message.settled+counted", "supply.arrive+returned", "supply.transfer+open", "unit.close+alerts"];

    public static UnitUnderTest Of(string type) => ByType[type]();

    private static UnitUnderTest AtVillage(string type, string data) =>
        UnitUnderTest.Village().Accept("02-01 09:00", type, data);

    private static UnitUnderTest Gathered() => AtVillage(
        "gathering.report", """{"gathering":"g-1","kind":"banquet","date":"2020-02-08","planned":50}""");

    private static UnitUnderTest Shut() => AtVillage("closure.set", """{"what":"religious"}""");

    private static UnitUnderTest Assigned() => AtVillage(
        "contact.assign", """{"member":"赵六","households":["h-1","h-2","h-3","h-4","h-5"],"kind":"sanitation"}""");

    private static UnitUnderTest Inspected() => AtVillage("inspection", OneLine(Inspection));

    private static UnitUnderTest Issued() => AtVillage(
        "notice.issue", """{"notice":"n-1","title":"第1号通告","text":"即日起封村","to":["v-1","v-2"]}""");

    private static UnitUnderTest Opened() => UnitUnderTest.Checkpoint().Accept("02-01 06:00", "checkpoint.open");

    private static UnitUnderTest Post() => UnitUnderTest.Registered("village", "township");

    private static UnitUnderTest Supplied() => Post()
        .Accept("02-01 08:00", "supply.receive", """{"item":"alcohol","quantity":2.5,"how":"donated"}""");

    private static UnitUnderTest Sent()
    {
        var unit = Supplied();
        unit.IsCutOff = true;
        return unit.Accept("02-02 08:00", "supply.transfer", """{"item":"alcohol","quantity":1.25,"to":"closed-village"}""");
    }

    private static UnitUnderTest Arrived()
    {
        var unit = Post();
        Assert.Null(unit.Deliver("township", Sent().State.Get<Outbox>().Open[0] with { To = unit.Id.Value }));
        return unit;
    }

    private static UnitUnderTest Refused()
    {
        var unit = Post().Accept("02-01 09:00", "unit.close");
        Assert.Equal("unit-closed", unit.Deliver("township", Sent().State.Get<Outbox>().Open[0] with { To = unit.Id.Value }));
        return unit;
    }

    private static UnitUnderTest Feverish() => Opened()
        .Accept("02-01 08:00", "passage", """{"direction":"in","temperature":38.2,"outcome":"held"}""");

    private static UnitUnderTest Returned() => UnitUnderTest.Household()
        .Accept("02-01 09:00", "returnee.register", $$"""{"person":{{Person}},{{OneLine(Register)}}}""");

    private static UnitUnderTest Isolated() => Returned()
        .Accept("02-01 10:00", "isolation.start", $$"""{"person":{{Person}},"kind":"home",{{OneLine(Start)}}}""");

    private static UnitUnderTest Ordered() => UnitUnderTest.Household()
        .Accept("02-05 09:00", "test.order", $$"""{"person":{{Person}},"due":"2020-02-07"}""")
        .Accept("02-05 09:30", "test.order", $$"""{"person":{{Person}},"due":"2020-02-14T18:00:00+08:00"}""");

    private static UnitUnderTest Raised() => UnitUnderTest.Household()
        .Accept("02-02 09:00", "need.raise", """{"need":"n-1","kind":"medical","what":"降压药"}""");

    private static UnitUnderTest Migrant() => UnitUnderTest.Household()
        .Accept("02-01 09:00", "migrant.register", $$"""{"person":{{Person}},"place":"温州","risk":true}""");

    private static UnitUnderTest Seeking() => UnitUnderTest.Household()
        .Accept("02-10 09:00", "job.seek", $$"""{"person":{{Person}},"skill":"电焊"}""");

    private static UnitUnderTest Paired() => UnitUnderTest.Household()
        .Accept("02-01 09:00", "watch.pair", """{"watcher":"worker-7","role":"partyMember"}""");

    private static UnitUnderTest Voided()
    {
        var unit = Isolated();
        Assert.Equal("accepted", unit.Void(unit.LastSeq).Status);
        return unit;
    }

    private static string OneLine(string json) => json.ReplaceLineEndings("");
}
