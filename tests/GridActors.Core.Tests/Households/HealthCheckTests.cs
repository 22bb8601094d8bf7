using GridActors.Core.Records;

namespace GridActors.Core.Tests.Households;

public sealed class HealthCheckTests
{
    private const string Person = "\"person\":{\"name\":\"张三\",\"phone\":\"13800000001\"}";

    [Theory]
    [InlineData("37.299", 0)]
    [InlineData("37.3", 1)]
    [InlineData("40", 1)]
    public void A_check_counts_and_from_37_3_on_it_is_a_fever(string temperature, int fever)
    {
        var unit = UnitUnderTest.Household()
            .Accept("02-03 09:00", "health.check", $$"""{{{Person}},"temperature":{{temperature}},"symptoms":["咳嗽"]}""");
        Assert.Equal((1, fever), (unit["checks"], unit["checks.fever"]));
    }

    [Theory]
    [InlineData("missing-field", "data.temperature", "")]
    [InlineData("bad-number", "data.temperature", ",\"temperature\":24.9")]
    [InlineData("bad-number", "data.temperature", ",\"temperature\":45.1")]
    [InlineData("bad-number", "data.temperature", ",\"temperature\":36.5555")]
    [InlineData("bad-field", "data.temperature", ",\"temperature\":\"36.5\"")]
    [InlineData("bad-value", "data.session", ",\"temperature\":36.5,\"session\":\"noon\"")]
    [InlineData("bad-field", "data.symptoms", ",\"temperature\":36.5,\"symptoms\":[7]")]
    public void A_check_that_says_it_wrongly_is_refused(string code, string field, string more) =>
        Assert.Equal(field, UnitUnderTest.Household().Refuse(code, "02-03 09:00", "health.check", $$"""{{{Person}}{{more}}}""").Field);

    [Theory]
    [InlineData("02-01 00:00", "02-01 12:00")] // a session that begins with the start is full
    [InlineData("02-01 00:01", "02-02 00:00")]
    [InlineData("02-01 09:00", "02-02 00:00")]
    [InlineData("02-01 12:00", "02-02 00:00")]
    [InlineData("02-01 12:01", "02-02 12:00")]
    [InlineData("02-01 23:59", "02-02 12:00")]
    public void The_first_check_due_is_that_of_the_next_full_session(string start, string due)
    {
        var unit = Isolated(start);
        Assert.Equal(UnitUnderTest.Instant(due), unit.State.NextDue(unit.Calendar));
        Assert.Equal(0, unit.Tick(UnitUnderTest.Instant(due).AddTicks(-1))["checks.missed"]);
        Assert.Equal(1, unit.Tick(due)["checks.missed"]);
    }

    [Theory]
    [InlineData("02-01 00:00", "02-02 00:00")]
    [InlineData("02-01 00:01", "02-03 00:00")]
    public void With_one_check_a_day_the_whole_day_is_the_session(string start, string due)
    {
        var unit = Isolated(start, ",\"checksPerDay\":1");
        Assert.Equal(UnitUnderTest.Instant(due), unit.State.NextDue(unit.Calendar));
    }

    [Fact]
    public void One_check_a_day_is_made_in_the_morning_or_in_the_afternoon()
    {
        var unit = Isolated("02-01 00:00", ",\"checksPerDay\":1").Accept("02-01 09:00", "health.check", Check())
            .Accept("02-02 21:00", "health.check", Check()).Tick("02-04 00:00");
        Assert.Equal((1, 1), (unit["checks.missed"], unit.On("02-03", "checks.missed")));
    }

    [Fact]
    public void What_is_due_and_not_made_is_missed_on_its_own_day()
    {
        var unit = Isolated("02-01 09:00").Accept("02-02 08:00", "health.check", Check()).Tick("02-03 12:00");
        Assert.Equal((1, 1, 1), (unit.On("02-01", "checks.missed"), unit.On("02-02", "checks.missed"), unit.On("02-03", "checks.missed")));
        Assert.Equal(3, unit["checks.missed"]);
        Assert.Equal(UnitUnderTest.Instant("02-04 00:00"), unit.State.NextDue(unit.Calendar));
    }

    [Fact]
    public void Nothing_is_missed_before_a_deadline_has_passed_and_a_second_tick_adds_nothing()
    {
        var unit = Isolated("02-01 09:00").Tick("02-01 23:59");
        Assert.Equal(2, unit.Version);
        unit.Tick("02-02 00:00").Tick("02-02 00:00").Tick("02-02 11:59").Tick("02-01 00:00");
        Assert.Equal((1, 3), (unit["checks.missed"], unit.Version));
    }

    [Fact]
    public void A_check_that_comes_in_later_and_is_dated_in_time_reverses()
    {
        var unit = Isolated("02-01 09:00").Tick("02-03 00:00");
        Assert.Equal(3, unit["checks.missed"]);
        unit.Accept("02-02 11:59", "health.check", Check());
        Assert.Equal((2, 1), (unit["checks.missed"], unit.On("02-02", "checks.missed")));
        unit.Accept("02-02 12:00", "health.check", Check());
        Assert.Equal((1, 0), (unit["checks.missed"], unit.On("02-02", "checks.missed")));
        unit.Accept("02-02 12:30", "health.check", Check()); // made twice is made
        Assert.Equal((1, 3), (unit["checks.missed"], unit["checks"]));
    }

    [Fact]
    public void A_morning_check_made_after_12_00_is_late_and_one_for_the_afternoon_made_in_the_morning_is_not()
    {
        var unit = Isolated("02-01 00:00").Accept("02-02 12:00", "health.check", Check(",\"session\":\"am\""))
            .Accept("02-03 08:00", "health.check", Check(",\"session\":\"pm\"")).Tick("02-04 00:00");
        Assert.Equal((1, 1), (unit.On("02-02", "checks.missed"), unit.On("02-03", "checks.missed")));
        unit.Accept("02-03 09:00", "health.check", Check(",\"session\":\"am\""));
        Assert.Equal(0, unit.On("02-03", "checks.missed"));
    }

    [Fact]
    public void Checks_are_due_within_the_days_ordered_the_day_of_the_start_being_the_first()
    {
        var unit = Isolated("02-01 09:00", ",\"days\":2").Tick("02-20 00:00");
        Assert.Equal((1, 2, 0), (unit.On("02-01", "checks.missed"), unit.On("02-02", "checks.missed"), unit.On("02-03", "checks.missed")));
        Assert.Null(unit.State.NextDue(unit.Calendar));

        Assert.Equal(27, Isolated("02-01 09:00").Tick("03-05 00:00")["checks.missed"]); // 14 days of 2, but for the first morning
    }

    [Fact]
    public void After_the_end_nothing_is_due_and_the_session_of_the_end_neither()
    {
        var unit = Isolated("02-01 09:00").Tick("02-05 00:00");
        Assert.Equal(7, unit["checks.missed"]);
        unit.Accept("02-02 18:00", "isolation.end", $$"""{{{Person}},"reason":"released"}""");
        Assert.Equal(2, unit["checks.missed"]); // 02-01 pm and 02-02 am
        Assert.Null(unit.State.NextDue(unit.Calendar));
        unit.Accept("02-04 12:00", "isolation.start", $$"""{{{Person}},"kind":"home"}""");
        Assert.Equal(3, unit["checks.missed"]); // a late start has missed what was swept already
    }

    [Fact]
    public void A_transfer_does_not_begin_anew_what_is_due()
    {
        var unit = Isolated("02-01 09:00", ",\"days\":2")
            .Accept("02-02 13:00", "isolation.transfer", $$"""{{{Person}},"kind":"central"}""")
            .Tick("02-20 00:00");
        Assert.Equal(3, unit["checks.missed"]);
    }

    [Fact]
    public void Every_person_has_checks_of_their_own()
    {
        var unit = Isolated("02-01 09:00");
        unit.Accept("02-01 09:00", "isolation.start", """{"person":{"name":"李四","phone":"2"},"kind":"home"}""")
            .Accept("02-01 20:00", "health.check", Check()).Tick("02-02 00:00");
        Assert.Equal(1, unit["checks.missed"]);
    }

    [Fact]
    public void A_check_of_who_is_not_isolated_counts_and_is_due_nowhere()
    {
        var unit = UnitUnderTest.Household().Accept("02-03 09:00", "health.check", Check());
        Assert.Null(unit.State.NextDue(unit.Calendar));
    }

    [Theory]
    [InlineData("Europe/Berlin", "2020-03-28T10:00:00+01:00", "2020-03-30T00:00:00+02:00", 3)] // the night of summer time
    [InlineData("Europe/Berlin", "2020-10-24T10:00:00+02:00", "2020-10-26T00:00:00+01:00", 3)]
    [InlineData("America/Santiago", "2019-09-07T10:00:00-04:00", "2019-09-09T00:00:00-03:00", 3)] // midnight is left out
    [InlineData("America/Santiago", "2020-04-04T10:00:00-03:00", "2020-04-06T00:00:00-04:00", 3)] // 23:00 comes twice
    [InlineData("Asia/Shanghai", "2020-02-28T10:00:00+08:00", "2020-03-01T00:00:00+08:00", 3)] // leap day
    public void Sessions_follow_the_clocks_of_the_zone(string zone, string start, string through, int missed)
    {
        Calendar calendar = UnitUnderTest.CalendarOf(zone);
        var unit = new UnitUnderTest(calendar: calendar) { Now = UnitUnderTest.Instant(through) };
        unit.Accept(start, "unit.register", """{"kind":"household","name":"甲","parent":"village"}""")
            .Accept(start, "isolation.start", $$"""{{{Person}},"kind":"home"}""");
        Assert.Equal(missed - 1, unit.Tick(unit.Now.AddTicks(-1))["checks.missed"]);
        Assert.Equal(missed, unit.Tick(unit.Now)["checks.missed"]);
    }

    private static UnitUnderTest Isolated(string start, string more = "") =>
        UnitUnderTest.Household().Accept(start, "isolation.start", $$"""{{{Person}},"kind":"home"{{more}}}""");

    private static string Check(string more = "") => $$"""{{{Person}},"temperature":36.5{{more}}}""";
}
