using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using GridActors.Core.Records;

namespace GridActors.Core.Tests.Records;

/// <summary>
/// The public contract's table of records, line by line: each type, the fields that it must have and those that it may have,
/// and every code of every list. What it says of counting and refusing is in the tests of each subject.
/// </summary>
public sealed class ContractTests
{
    private const string P = """{"id":"11010519491231002X","name":"张三","phone":"1"}""";

    private static readonly RecordReader Reader = new(Catalogue.Standard, UnitUnderTest.Shanghai);

    /// <summary>Type, required fields, optional fields.</summary>
    public static TheoryData<string, string, string> Types => new()
    {
        { "unit.register", """{"kind":"village","name":"甲","parent":"t-1"}""", """{"tier":"village","households":7}""" },
        { "unit.amend", "{}", """{"name":"甲","households":7}""" },
        { "unit.move", """{"parent":"t-1"}""", "{}" },
        { "unit.close", "{}", "{}" },
        { "record.void", """{"source":"s","seq":1,"reason":"填错"}""", "{}" },
        {
            "household.survey", """{"round":1,"persons":3}""",
            """{"members":[{"name":"甲"}],"categories":["lowIncome"],"residence":"outsider","contactMember":"乙"}"""
        },
        {
            "returnee.register", $$"""{"person":{{P}},"from":{"place":"武汉","class":"wuhan","code":"4201"},"arrived":"2020-01-22"}""",
            $$"""{"occupation":"worker","transport":"火车","trip":"G1","companions":[{{P}}]}"""
        },
        { "returnee.leave", $$"""{"person":{{P}}}""", "{}" },
        {
            "isolation.start", $$"""{"person":{{P}},"kind":"home"}""",
            """
            {"days":14,"checksPerDay":2,"site":"township","order":"1号","team":{"townshipCadre":"甲","villageCadre":"乙",
            "townshipDoctor":"丙","villageDoctor":"丁","partyMember":"戊"}}
            """
        },
        { "isolation.transfer", $$"""{"person":{{P}},"kind":"central"}""", """{"site":"county"}""" },
        { "isolation.end", $$"""{"person":{{P}},"reason":"released"}""", "{}" },
        { "health.check", $$"""{"person":{{P}},"temperature":36.5}""", """{"symptoms":["咳嗽"],"session":"am"}""" },
        {
            "case.report", $$"""{"person":{{P}},"status":"confirmed"}""",
            $$"""{"origin":"imported","linkedTo":{{P}},"transferredTo":"县医院"}"""
        },
        { "test.order", $$"""{"person":{{P}},"due":"2020-02-12"}""", "{}" },
        { "test.result", $$"""{"person":{{P}},"result":"negative"}""", "{}" },
        { "visit", """{"purpose":"outreach"}""", "{}" },
        { "need.raise", """{"need":"n1","kind":"food","what":"米"}""", "{}" },
        { "need.resolve", """{"need":"n1","how":"送到"}""", "{}" },
        { "delivery", """{"items":2}""", "{}" },
        { "migrant.register", $$"""{"person":{{P}},"place":"广东"}""", """{"risk":true}""" },
        { "migrant.contact", $$"""{"person":{{P}},"means":"phone"}""", "{}" },
        { "job.seek", $$"""{"person":{{P}}}""", """{"skill":"电焊"}""" },
        { "job.depart", $$"""{"person":{{P}}}""", """{"skill":"电焊"}""" },
        { "watch.pair", """{"watcher":"甲"}""", """{"role":"邻居"}""" },
        { "watch.end", """{"watcher":"甲"}""", """{"role":"邻居"}""" },
        { "checkpoint.open", "{}", "{}" },
        { "checkpoint.close", "{}", "{}" },
        {
            "passage", """{"direction":"in","outcome":"pass"}""",
            $$"""
            {"people":1,"vehicle":"晋J1","person":{{P}},"outsider":true,"temperature":36.5,"code":"green","from":{"place":"武汉"},
            "trip":"G1"}
            """
        },
        { "incident", """{"severity":"low","text":"闯卡"}""", "{}" },
        {
            "shift.plan",
            """{"shift":"早","from":"2020-02-01T08:00:00+08:00","to":"2020-02-01T16:00:00+08:00","workers":["甲"]}""", "{}"
        },
        { "shift.signIn", """{"worker":"甲"}""", "{}" },
        { "shift.signOut", """{"worker":"甲"}""", "{}" },
        { "supply.receive", """{"item":"mask","quantity":2}""", """{"how":"donated"}""" },
        { "supply.use", """{"item":"mask","quantity":2}""", "{}" },
        { "supply.transfer", """{"item":"mask","quantity":2,"to":"v-1"}""", "{}" },
        { "supply.count", """{"item":"mask","quantity":2}""", "{}" },
        { "supply.minimum", """{"item":"mask","quantity":2}""", "{}" },
        { "staff.enrol", """{"role":"doctor"}""", """{"worker":"甲","branch":"一支部","post":"北卡"}""" },
        { "staff.leave", """{"role":"doctor"}""", """{"worker":"甲"}""" },
        { "team.form", """{"kind":"vanguard"}""", """{"name":"一队"}""" },
        { "team.dissolve", """{"kind":"vanguard"}""", """{"name":"一队"}""" },
        { "disinfection", """{"place":"村口"}""", """{"litres":2.5}""" },
        { "report.submit", """{"date":"2020-02-01"}""", """{"remarks":"无"}""" },
        { "gathering.report", """{"gathering":"g1","kind":"wedding","date":"2020-02-20","planned":80}""", "{}" },
        { "gathering.decide", """{"gathering":"g1","decision":"approved"}""", "{}" },
        { "gathering.inspect", """{"gathering":"g1","attended":8}""", """{"measures":["口罩"]}""" },
        { "gathering.stop", """{"kind":"wedding"}""", "{}" },
        { "violation.stop", """{"kind":"mask"}""", "{}" },
        { "closure.set", """{"what":"market"}""", "{}" },
        { "closure.lift", """{"what":"market"}""", "{}" },
        { "publicity", """{"kind":"letter","count":18}""", "{}" },
        { "contact.assign", """{"member":"甲","households":["h-1"]}""", """{"kind":"sanitation"}""" },
        { "contact.release", """{"member":"甲","households":["h-1"]}""", """{"kind":"sanitation"}""" },
        {
            "inspection", """{"venueKind":"restaurant","venue":"好再来"}""",
            """{"hazards":[{"hazard":"z1","what":"灭火器过期","due":"2020-02-07"}]}"""
        },
        { "hazard.fix", """{"hazard":"z1"}""", "{}" },
        { "patrol", "{}", """{"text":"夜巡"}""" },
        { "meeting", """{"kind":"例会","attended":12}""", "{}" },
        { "agreement.sign", """{"kind":"pledge"}""", """{"with":"李四"}""" },
        { "donation", """{"yuan":100.5}""", "{}" },
        { "sweep.start", """{"round":1}""", """{"due":"2020-02-10"}""" },
        { "quota.set", """{"indicator":"visits","count":2,"per":"household"}""", "{}" },
        { "notice.issue", """{"notice":"n1","title":"封村","text":"即日起"}""", """{"to":["v-1"]}""" },
        { "notice.acknowledge", """{"notice":"n1"}""", "{}" },
        { "supervision", """{"target":"南沟村"}""", """{"finding":"到位"}""" },
        { "commendation", """{"target":"李四"}""", "{}" },
        { "accountability.talk", """{"target":"villageLeader","count":2}""", "{}" },
        { "alert.acknowledge", """{"key":"fever:1"}""", "{}" },
        { "alert.close", """{"key":"fever:1"}""", "{}" },
    };

    /// <summary>Type, field, all codes that the field takes.</summary>
    public static TheoryData<string, string, string> Lists => new()
    {
        {
            "unit.register", "kind",
            "province prefecture county township village grid community household institution checkpoint"
        },
        { "unit.register", "tier", "county township village natural-village community roadblock" },
        { "household.survey", "residence", "registered outsider" },
        { "household.survey", "categories[]", "lowIncome fiveGuarantee disabled seriousIllness unstable marginal registeredPoor" },
        { "returnee.register", "from.class", "wuhan viaWuhan hubei keyArea overseas outOfProvince outOfCity outOfCounty" },
        { "returnee.register", "occupation", "student worker other" },
        { "isolation.start", "kind", "home central medical" },
        { "isolation.start", "site", "township county other" },
        { "isolation.end", "reason", "released other" },
        { "health.check", "session", "am pm" },
        { "case.report", "status", "exposed closeContact coTraveller suspected confirmed recovered" },
        { "case.report", "origin", "imported local onward" },
        { "test.result", "result", "negative positive" },
        { "visit", "purpose", "outreach condolence followUp counselling" },
        { "need.raise", "kind", "relief consumption training job loan medical food other" },
        { "migrant.contact", "means", "phone visit staysPut" },
        { "passage", "direction", "in out" },
        { "passage", "code", "green yellow red none" },
        { "passage", "outcome", "pass turnedBack held transferred" },
        { "incident", "severity", "low high" },
        {
            "supply.use", "item",
            "mask thermometer disinfectant disinfectantBox alcohol gloves goggles gown coat handbook food other"
        },
        { "supply.receive", "how", "purchased donated allocated" },
        {
            "staff.enrol", "role",
            "partyMember villageCadre townshipCadre firstSecretary workTeam gridLeader gridWorker doctor police delegate mediator "
            + "groupHead povertyOfficer buyer volunteer other"
        },
        {
            "team.form", "kind",
            "headquarters leadingGroup workingGroup temporaryBranch partyOrganisation partyGroup vanguard commando duty supervision "
            + "publicity volunteer"
        },
        { "gathering.report", "kind", "wedding funeral banquet religious fair market other" },
        { "gathering.decide", "decision", "approved deferred simplified cancelled" },
        { "gathering.stop", "kind", "wedding funeral banquet religious fair market other" },
        { "violation.stop", "kind", "mask crowding rumour fireworks pricing other" },
        {
            "closure.set", "what",
            "market religious liveAnimalTrade slaughter entertainment wedding funeral gathering templeFair road"
        },
        {
            "publicity", "kind",
            "letter leaflet brochure poster notice banner slogan board display broadcast vehicle message"
        },
        { "contact.assign", "kind", "prevention sanitation" },
        {
            "inspection", "venueKind",
            "supermarket restaurant delicatessen coldChain market school clinic pharmacy checkpoint other"
        },
        { "agreement.sign", "kind", "responsibility pledge" },
        { "quota.set", "per", "household village grid day" },
        { "accountability.talk", "target", "partyOrganisation villageLeader townshipCadre" },
    };

    [Fact]
    public void All_types_are_here_but_tallies_which_need_a_catalogue_of_their_own() => Assert.Equal(
        Catalogue.Standard.RecordTypes.Where(type => !type.IsSystem).Select(type => type.Name).Order(StringComparer.Ordinal),
        Types.Select(row => (string)row[0]).Append("tally").Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Types))]
    public void A_record_may_have_all_its_fields_and_must_have_the_required_ones(string type, string required, string optional)
    {
        AssertRead(type, With(required, optional));
        AssertRead(type, With(required, type.Split('.')[0] switch
        {
            "staff" or "team" or "agreement" => """{"count":2}""",
            _ => "{}",
        }));
        foreach (var (field, _) in JsonNode.Parse(required)!.AsObject())
        {
            var without = With(required, optional);
            without.Remove(field);

            // A root has no parent, which is for the unit to decide; nobody can tell it from one that was forgotten.
            if ((type, field) != ("unit.register", "parent"))
            {
                AssertRefused("missing-field", $"data.{field}", type, without);
            }
        }

        var surplus = With(required, optional);
        surplus["surplus"] = 1;
        AssertRefused("unknown-field", "data.surplus", type, surplus);
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public void A_list_takes_its_codes_and_no_other(string type, string field, string codes)
    {
        var row = Types.Single(row => (string)row[0] == type);
        foreach (var code in codes.Split(' '))
        {
            AssertRead(type, WithCode(code));
        }

        Assert.Equal("bad-value", Reader.Read(Record(type, WithCode("elsewhere"))).Refusal?.Code);
        Assert.Equal("bad-value", Reader.Read(Record(type, WithCode(codes.Split(' ')[0].ToUpperInvariant()))).Refusal?.Code);

        JsonObject WithCode(string code)
        {
            var data = With((string)row[1], (string)row[2]);
            if (field.EndsWith("[]", StringComparison.Ordinal))
            {
                data[field[..^2]] = new JsonArray(code);
            }
            else if (field.Split('.') is [var outer, var inner])
            {
                data[outer]![inner] = code;
            }
            else
            {
                data[field] = code;
            }

            return data;
        }
    }

    private static JsonObject With(string required, string optional)
    {
        var data = JsonNode.Parse(required)!.AsObject();
        foreach (var (field, value) in JsonNode.Parse(optional)!.AsObject())
        {
            data[field] = value?.DeepClone();
        }

        return data;
    }

    private static byte[] Record(string type, JsonObject data) => Encoding.UTF8.GetBytes(
        $$"""
        {"source":"t","seq":1,"unit":"u-1","at":"2020-02-01T08:00:00+08:00","by":"甲","type":"{{type}}",
        "data":{{JsonSerializer.Serialize(data)}}}
        """);

    private static void AssertRead(string type, JsonObject data)
    {
        var read = Reader.Read(Record(type, data));
        Assert.True(read.Refusal is null, $"{type} {data.ToJsonString()}: {read.Refusal}");
    }

    private static void AssertRefused(string code, string field, string type, JsonObject data)
    {
        var refusal = Reader.Read(Record(type, data)).Refusal;
        Assert.True((code, field) == (refusal?.Code, refusal?.Field), $"{type} {data.ToJsonString()}: {refusal}");
    }
}
