using System.Globalization;
using System.Text;
using GridActors.Core.Records;
using GridActors.Core.Units;

namespace GridActors.Core.Tests.Records;

/// <summary>Row 25 of the acceptance list: whatever comes in, a stable code and the field it is about.</summary>
public sealed class RecordReaderTests
{
    private const string Head = "\"source\":\"t\",\"seq\":1,\"unit\":\"u-1\",\"at\":\"2020-02-01T08:00:00+08:00\"";

    private static readonly RecordReader Reader = new(Catalogue.Standard, UnitUnderTest.Shanghai);

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("not json")]
    [InlineData("{")]
    [InlineData("{}{}")]
    [InlineData("{\"source\":\"t\",}")]
    [InlineData("{'source':'t'}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("7")]
    [InlineData("\"text\"")]
    [InlineData("\ufeff{}")]
    [InlineData("{\"source\":\"a\0b\"}")]
    [InlineData("{\"source\":\"a\nb\"}")]
    [InlineData("{\"source\":NaN}")]
    [InlineData("{/* comment */}")]
    public void What_is_not_a_json_object_is_bad_json(string json) => AssertRefused("bad-json", null, json);

    [Fact]
    public void Nesting_past_the_limit_is_bad_json_however_deep()
    {
        foreach (var depth in new[] { 9, 1_000, 30_000 })
        {
            AssertRefused("bad-json", null, $$"""{"data":{{new string('[', depth)}}{{new string(']', depth)}}}""");
        }
    }

    [Fact]
    public void A_record_over_the_size_limit_is_too_large_before_anything_is_parsed()
    {
        var large = $$"""{{{Head}},"type":"unit.close","by":"{{new string('x', RecordReader.SizeMax)}}"}""";
        AssertRefused("too-large", null, large);
        AssertRefused("too-large", null, new string('[', RecordReader.SizeMax + 1));
    }

    [Fact]
    public void Bytes_that_are_not_utf8_are_bad_encoding()
    {
        byte[] gbk = [.. Encoding.ASCII.GetBytes("{\"source\":\""), 0xD6, 0xD0, 0xCE, 0xC4, .. Encoding.ASCII.GetBytes("\"}")];
        Assert.Equal("bad-encoding", Reader.Read(gbk).Refusal!.Code);
        byte[] surrogate = [.. Encoding.ASCII.GetBytes("{\"by\":\""), 0xED, 0xA0, 0x80, .. Encoding.ASCII.GetBytes("\"}")];
        Assert.Equal("bad-encoding", Reader.Read(surrogate).Refusal!.Code);
        Assert.Equal("bad-encoding", Reader.Read(Encoding.Unicode.GetBytes("{\"source\":\"疫\"}")).Refusal!.Code);
    }

    [Theory]
    [InlineData("source", """{"seq":1,"unit":"u-1","at":"2020-02-01T08:00:00+08:00","type":"unit.close"}""")]
    [InlineData("seq", """{"source":"t","unit":"u-1","at":"2020-02-01T08:00:00+08:00","type":"unit.close"}""")]
    [InlineData("unit", """{"source":"t","seq":1,"at":"2020-02-01T08:00:00+08:00","type":"unit.close"}""")]
    [InlineData("at", """{"source":"t","seq":1,"unit":"u-1","type":"unit.close"}""")]
    [InlineData("type", """{"source":"t","seq":1,"unit":"u-1","at":"2020-02-01T08:00:00+08:00"}""")]
    [InlineData("source", """{"source":null,"seq":1,"unit":"u-1","at":"2020-02-01T08:00:00+08:00","type":"unit.close"}""")]
    public void Each_field_of_the_head_must_be_there(string field, string json) => AssertRefused("missing-field", field, json);

    [Theory]
    [InlineData("passage", """{"outcome":"pass"}""", "data.direction")]
    [InlineData("passage", "{}", "data.direction")]
    [InlineData("passage", null, "data.direction")]
    [InlineData("health.check", """{"temperature":36.5}""", "data.person")]
    [InlineData("health.check", """{"person":{"name":"a","phone":"1"}}""", "data.temperature")]
    [InlineData("household.survey", """{"persons":3}""", "data.round")]
    [InlineData("returnee.register", """{"person":{"name":"a","phone":"1"},"arrived":"2020-01-20"}""", "data.from")]
    [InlineData("returnee.register", """{"person":{"name":"a","phone":"1"},"from":{"place":"x","class":"hubei"}}""", "data.arrived")]
    [InlineData(
        "returnee.register", """{"person":{"name":"a","phone":"1"},"from":{"class":"hubei"},"arrived":"2020-01-20"}""",
        "data.from.place")]
    [InlineData("record.void", """{"source":"t","reason":"x"}""", "data.seq")]
    [InlineData("unit.move", "{}", "data.parent")]
    [InlineData("unit.register", """{"kind":"village"}""", "data.name")]
    public void Each_field_of_the_data_must_be_there(string type, string? data, string field) =>
        AssertRefused("missing-field", field, Of(type, data));

    [Theory]
    [InlineData("nope", "nope", "{}")]
    [InlineData("data.colour", "passage", """{"direction":"in","outcome":"pass","colour":"red"}""")]
    [InlineData("data.person.age", "passage", """{"direction":"in","outcome":"pass","person":{"name":"a","phone":"1","age":3}}""")]
    [InlineData("data.Direction", "passage", """{"direction":"in","outcome":"pass","Direction":"in"}""")]
    [InlineData("data.members[1].height", "household.survey", """{"round":1,"persons":2,"members":["a",{"name":"b","height":180}]}""")]
    [InlineData("data.x", "unit.close", """{"x":null}""")]
    public void A_field_that_nobody_asked_for_is_named(string field, string type, string data) =>
        AssertRefused("unknown-field", field, field == "nope" ? $$"""{{{Head}},"type":"unit.close","nope":1}""" : Of(type, data));

    [Theory]
    [InlineData("bad-field", "source", "\"source\":7")]
    [InlineData("bad-field", "seq", "\"seq\":\"1\"")]
    [InlineData("bad-field", "at", "\"at\":1580515200")]
    [InlineData("bad-field", "data", "\"data\":[]")]
    [InlineData("bad-field", "by", "\"by\":{}")]
    [InlineData("bad-number", "seq", "\"seq\":0")]
    [InlineData("bad-number", "seq", "\"seq\":-0")]
    [InlineData("bad-number", "seq", "\"seq\":1.5")]
    [InlineData("bad-number", "seq", "\"seq\":1e400")]
    [InlineData("bad-number", "seq", "\"seq\":9007199254740992")]
    [InlineData("bad-unit-id", "unit", "\"unit\":\"u_1\"")]
    [InlineData("bad-unit-id", "unit", "\"unit\":\"村-1\"")]
    [InlineData("bad-unit-id", "unit", "\"unit\":\"0123456789012345678901234567890123456789012345678\"")]
    [InlineData("bad-text", "source", "\"source\":\"\"")]
    [InlineData("bad-text", "source", "\"source\":\" \\t\"")]
    [InlineData("bad-text", "by", "\"by\":\"a\\u0000b\"")]
    [InlineData("bad-text", "by", "\"by\":\"\\ud800\"")]
    [InlineData("bad-text", "by", "\"by\":\"\\udc00\\ud800\"")]
    [InlineData("bad-source", "source", "\"source\":\"system\"")]
    [InlineData("bad-source", "source", "\"source\":\"s\\u0079stem\"")]
    [InlineData("unknown-type", "type", "\"type\":\"passage.in\"")]
    [InlineData("unknown-type", "type", "\"type\":\"check.sweep\"")]
    [InlineData("unknown-type", "type", "\"type\":\"Passage\"")]
    [InlineData("bad-text", "type", "\"type\":\"\\ud800\"")]
    [InlineData("bad-time", "at", "\"at\":\"\\ud800\"")]
    public void What_is_wrong_in_the_head_has_a_code_of_its_own(string code, string field, string wrong)
    {
        var name = wrong[1..wrong.IndexOf(':')].TrimEnd('"');
        var fields = new Dictionary<string, string>
        {
            ["source"] = "\"source\":\"t\"", ["seq"] = "\"seq\":1", ["unit"] = "\"unit\":\"u-1\"",
            ["at"] = "\"at\":\"2020-02-01T08:00:00+08:00\"", ["type"] = "\"type\":\"unit.close\"",
        };
        fields[name] = wrong;
        AssertRefused(code, field, "{" + string.Join(',', fields.Values) + "}");
    }

    [Theory]
    [InlineData("bad-number", "data.people", """{"direction":"in","outcome":"pass","people":0}""")]
    [InlineData("bad-number", "data.people", """{"direction":"in","outcome":"pass","people":-0}""")]
    [InlineData("bad-number", "data.people", """{"direction":"in","outcome":"pass","people":-3}""")]
    [InlineData("bad-number", "data.people", """{"direction":"in","outcome":"pass","people":1.5}""")]
    [InlineData("bad-number", "data.people", """{"direction":"in","outcome":"pass","people":1e400}""")]
    [InlineData("bad-field", "data.people", """{"direction":"in","outcome":"pass","people":"1"}""")]
    [InlineData("bad-number", "data.temperature", """{"direction":"in","outcome":"pass","temperature":1e400}""")]
    [InlineData("bad-number", "data.temperature", """{"direction":"in","outcome":"pass","temperature":-0}""")]
    [InlineData("bad-number", "data.temperature", """{"direction":"in","outcome":"pass","temperature":36.5001}""")]
    [InlineData("bad-number", "data.temperature", """{"direction":"in","outcome":"pass","temperature":100}""")]
    [InlineData("bad-number", "data.temperature", """{"direction":"in","outcome":"pass","temperature":36.50000000000000000000000001}""")]
    [InlineData("bad-number", "data.people", """{"direction":"in","outcome":"pass","people":1.000000000000000000000000000000001}""")]
    [InlineData("bad-number", "data.people", """{"direction":"in","outcome":"pass","people":100000000000000000000000000000000}""")]
    [InlineData("bad-value", "data.direction", """{"direction":"IN","outcome":"pass"}""")]
    [InlineData("bad-value", "data.code", """{"direction":"in","outcome":"pass","code":"\ud800"}""")]
    [InlineData("bad-field", "data.outsider", """{"direction":"in","outcome":"pass","outsider":1}""")]
    [InlineData("bad-person", "data.person", """{"direction":"in","outcome":"pass","person":{"name":"a"}}""")]
    [InlineData("bad-person-id", "data.person.id", """{"direction":"in","outcome":"pass","person":{"id":"123456789012345678"}}""")]
    [InlineData("bad-text", "data.vehicle", """{"direction":"in","outcome":"pass","vehicle":"\u0001"}""")]
    [InlineData("bad-text", "data.from", """{"direction":"in","outcome":"pass","from":"\udfff"}""")]
    [InlineData("bad-value", "data.from.code", """{"direction":"in","outcome":"pass","from":{"place":"x","code":"4a"}}""")]
    [InlineData("bad-value", "data.from.class", """{"direction":"in","outcome":"pass","from":{"place":"x","class":"mars"}}""")]
    [InlineData("bad-field", "data.from", """{"direction":"in","outcome":"pass","from":["x"]}""")]
    public void What_is_wrong_in_the_data_has_a_code_and_the_path_of_its_field(string code, string field, string data) =>
        AssertRefused(code, field, Of("passage", data));

    [Fact]
    public void Texts_and_lists_have_limits()
    {
        var limits = new[]
        {
            ("source", 64, $$"""{"seq":1,"unit":"u-1","at":"2020-02-01T08:00:00+08:00","type":"unit.close","source":"@"}"""),
            ("by", 100, $$"""{{{Head}},"type":"unit.close","by":"@"}"""),
            ("data.vehicle", 40, Of("passage", """{"direction":"in","outcome":"pass","vehicle":"@"}""")),
            ("data.person.name", 60, Of("passage", """{"direction":"in","outcome":"pass","person":{"name":"@","phone":"1"}}""")),
            ("data.reason", 500, Of("record.void", """{"source":"t","seq":1,"reason":"@"}""")),
        };
        foreach (var (field, max, json) in limits)
        {
            Assert.Null(Read(json.Replace("@", new string('中', max))).Refusal);
            AssertRefused("too-long", field, json.Replace("@", new string('中', max + 1)));
        }

        var members = string.Join(',', Enumerable.Repeat("\"甲\"", 101));
        AssertRefused("too-long", "data.members", Of("household.survey", $$"""{"round":1,"persons":1,"members":[{{members}}]}"""));
    }

    [Theory]
    [InlineData("by", """{@,"type":"unit.close","by":"a","by":"a"}""")]
    [InlineData("by", """{@,"type":"unit.close","by":"a","b\u0079":"b"}""")]
    [InlineData("by", """{@,"type":"no.such","by":1,"by":2}""")]
    [InlineData("other.name", """{@,"type":"unit.close","other":{"name":null,"name":null}}""")]
    [InlineData("data.direction", """{@,"type":"passage","data":{"direction":"in","outcome":"pass","direction":"out"}}""")]
    [InlineData(
        "data.person.id", """{@,"type":"passage","data":{"direction":"in","outcome":"pass","person":{"id":"1","id":"2"}}}""")]
    [InlineData("data.members[1].name", """{@,"type":"household.survey","data":{"members":["a",{"name":"b","name":"c"}]}}""")]
    public void A_field_that_stands_twice_is_refused_by_name(string field, string json) =>
        AssertRefused("duplicate-field", field, json.Replace("@", Head));

    [Theory]
    [InlineData("""{@,"type":"unit.close","\ud800":1}""")]
    [InlineData("""{@,"type":"unit.close","\ud800":1,"\ud800":2}""")]
    [InlineData("""{@,"type":"passage","data":{"\udfff":{}}}""")]
    public void A_field_whose_name_is_no_text_is_refused(string json)
    {
        var refusal = Read(json.Replace("@", Head)).Refusal;
        Assert.Equal(("bad-text", null), (refusal!.Code, refusal.Field));
    }

    [Theory]
    [InlineData("2020-02-01T08:10:00")]
    [InlineData("2020-02-01")]
    [InlineData("2020-02-01 08:10:00+08:00")]
    [InlineData("2020-02-30T08:10:00+08:00")]
    [InlineData("2019-02-29T08:10:00+08:00")]
    [InlineData("2020-02-01T24:00:00+08:00")]
    [InlineData("2020-02-01T08:10:60+08:00")]
    [InlineData("2020-02-01T08:10:00+15:00")]
    [InlineData("2020-02-01T08:10:00 Asia/Shanghai")]
    [InlineData("10000-01-01T00:00:00Z")]
    [InlineData("0000-01-01T00:00:00Z")]
    [InlineData("-0001-01-01T00:00:00Z")]
    [InlineData("1580515200")]
    [InlineData("yesterday")]
    [InlineData("2020-02-01T08:10:00\\u0020")]
    public void A_time_without_offset_or_that_never_was_is_bad_time(string at) =>
        AssertRefused("bad-time", "at", AtTime(at));

    [Theory]
    [InlineData("2020-02-01T00:00:00+08:00", "2020-02-01")]
    [InlineData("2020-01-31T23:59:59.9999999+08:00", "2020-01-31")]
    [InlineData("2020-01-31T16:00:00Z", "2020-02-01")]
    [InlineData("2020-02-01T00:00:00\\u002B08:00", "2020-02-01")] // as answers have it
    [InlineData("2020-01-31\\u005416:00:00\\u005a", "2020-02-01")]
    [InlineData("2020-01-31T15:59:59.999Z", "2020-01-31")]
    [InlineData("2020-02-01T06:00:00+14:00", "2020-02-01")]
    [InlineData("2020-02-01T05:59:00+14:00", "2020-01-31")]
    [InlineData("2020-01-31T04:00:00-12:00", "2020-02-01")]
    [InlineData("2020-02-29T12:00:00+08:00", "2020-02-29")]
    [InlineData("1800-01-01T00:00:00Z", "1800-01-01")]
    [InlineData("2999-12-31T23:59:59.9999999Z", "3000-01-01")]
    [InlineData("2999-12-31T23:59:59.9999999+08:00", "2999-12-31")]
    public void The_day_is_the_one_of_the_deployments_zone_whatever_the_offset(string at, string day) =>
        Assert.Equal(DateOnly.Parse(day, CultureInfo.InvariantCulture), Read(AtTime(at)).Record!.Day);

    [Theory]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("0001-01-01T00:00:00-12:00")]
    [InlineData("1799-12-31T23:59:59.9999999Z")]
    [InlineData("3000-01-01T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59.9999999Z")]
    [InlineData("9999-12-31T23:59:59.9999999+08:00")]
    public void A_time_of_which_no_record_may_speak_is_out_of_range_and_yet_read_where_it_was_kept(string at)
    {
        AssertRefused("at-out-of-range", "at", AtTime(at));
        foreach (var zone in new[] { "Pacific/Kiritimati", "America/Santiago", "Etc/GMT+12", "Europe/Berlin" })
        {
            var reader = new RecordReader(Catalogue.Standard, UnitUnderTest.CalendarOf(zone));
            var kept = new StoredEntry(1, new RecordId("t", 1), default, Encoding.UTF8.GetBytes(AtTime(at)), default);
            Assert.Equal(DateTimeOffset.Parse(at, CultureInfo.InvariantCulture), reader.ReadStored(kept).Record.At);
        }
    }

    [Fact]
    public void A_null_counts_as_absent()
    {
        var record = Read(Of("passage", """{"direction":"in","outcome":"pass","people":null,"person":null,"code":null,"from":null}"""));
        Assert.Null(record.Refusal);
        Assert.Null(Read($$"""{{{Head}},"type":"unit.close","by":null,"data":null}""").Refusal);
    }

    [Theory]
    [InlineData("5")]
    [InlineData("5.0")]
    [InlineData("5.000")]
    [InlineData("5e0")]
    [InlineData("0.5e1")]
    public void A_whole_number_is_whole_however_it_is_written(string five) =>
        Assert.Null(Read(Of("household.survey", $$"""{"round":1,"persons":{{five}}}""")).Refusal);

    [Fact]
    public void Of_a_refused_record_whatever_was_readable_of_its_identity_is_told()
    {
        var result = Read("""{"source":"t","seq":42,"unit":"?"}""");
        Assert.Equal(("t", 42L), (result.Source, result.Seq!.Value));
        Assert.Equal((null, null), (Read("{}").Source, Read("{}").Seq));
    }

    [Fact]
    public void The_first_thing_that_is_wrong_is_told() =>
        AssertRefused("bad-number", "seq", """{"source":"t","seq":0,"unit":"?","at":"?","type":"?","extra":1}""");

    [Theory]
    [InlineData("household.survey", "members", "bad-person-id", "id", """{"id":"123"}""")]
    [InlineData("household.survey", "members", "bad-person-id", "id", """{"name":"乙","id":"110105194912310021","age":70}""")]
    [InlineData("household.survey", "members", "bad-value", "idType", """{"idType":"bogus","id":"1"}""")]
    [InlineData("returnee.register", "companions", "bad-person-id", "id", """{"id":"123"}""")]
    [InlineData("returnee.register", "companions", "bad-value", "idType", """{"idType":"bogus","id":"1"}""")]
    public void The_document_of_a_member_or_companion_is_verified_and_yet_read_where_it_was_kept(
        string type, string list, string code, string field, string member)
    {
        var record = Of(type, WithMembers(type, list, $"\"甲\",{member}"));
        AssertRefused(code, $"data.{list}[1].{field}", record);
        var kept = new StoredEntry(1, new RecordId("t", 1), default, Encoding.UTF8.GetBytes(record), default);
        Assert.Equal(type, Reader.ReadStored(kept).Record.Type.Name);
    }

    [Theory]
    [InlineData("""{"name":"小儿","age":3}""")]
    [InlineData("""{"name":"甲","phone":"1"}""")]
    [InlineData("""{"id":"11010519491231002x","relation":"父"}""")]
    [InlineData("""{"id":"E1","idType":"passport"}""")]
    [InlineData("""{"id":"士0001","idType":"other"}""")]
    [InlineData("""{"age":70}""")]
    public void Of_a_member_or_companion_no_more_need_be_known_than_is(string member)
    {
        Assert.Null(Read(Of("household.survey", WithMembers("household.survey", "members", member))).Refusal);
        Assert.Null(Read(Of("returnee.register", WithMembers("returnee.register", "companions", member))).Refusal);
    }

    [Fact]
    public void The_system_reads_what_it_writes_itself()
    {
        var record = Reader.ReadSystem(UnitId.Parse("u-1"), 3, UnitUnderTest.Instant("02-01 12:00"), "check.sweep", "{}");
        Assert.Equal(new RecordId("system", 3), record.Id);
        Assert.True(record.Type.IsSystem);
        var stored = new StoredEntry(1, record.Id, record.At, record.Utf8, default);
        Assert.Equal(record.At, Reader.ReadStored(stored).Record.At);
    }

    [Fact]
    public void A_stored_entry_that_cannot_be_read_is_an_error_and_not_skipped() =>
        Assert.Throws<InvalidDataException>(() => Reader.ReadStored(
            new StoredEntry(1, new RecordId("t", 1), default, Encoding.UTF8.GetBytes("{}"), default)));

    private static string WithMembers(string type, string list, string members)
    {
        var data = type == "household.survey"
            ? """ "round":1,"persons":2 """
            : """ "person":{"name":"甲","phone":"1"},"from":{"place":"武汉","class":"wuhan"},"arrived":"2020-01-22" """;
        return $$"""{{{data}},"{{list}}":[{{members}}]}""";
    }

    private static string AtTime(string at) => $$"""{"source":"t","seq":1,"unit":"u-1","at":"{{at}}","type":"unit.close"}""";

    private static string Of(string type, string? data) =>
        data is null ? $$"""{{{Head}},"type":"{{type}}"}""" : $$"""{{{Head}},"type":"{{type}}","data":{{data}}}""";

    private static ReadResult Read(string json) => Reader.Read(Encoding.UTF8.GetBytes(json));

    private static void AssertRefused(string code, string? field, string json)
    {
        var refusal = Read(json).Refusal;
        Assert.NotNull(refusal);
        Assert.Equal((code, field), (refusal.Code, refusal.Field));
        Assert.NotEmpty(refusal.Message);
    }
}
