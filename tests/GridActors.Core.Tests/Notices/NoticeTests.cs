using GridActors.Core.Alerts;

namespace GridActors.Core.Tests.Notices;

public sealed class NoticeTests
{
    [Fact]
    public void A_notice_is_open_for_each_addressee_until_they_answer()
    {
        var unit = Issued("\"v-1\",\"v-2\",\"worker-31\"");
        Assert.Equal((3, 3), (unit["notices.open"], unit.On("02-02", "notices.open")));
        unit.Accept("02-02 10:00", "notice.acknowledge", Answer("v-1"));
        Assert.Equal(2, unit["notices.open"]);
        unit.Accept("02-02 11:00", "notice.acknowledge", Answer("v-1"));
        Assert.Equal(2, unit["notices.open"]);
        unit.Accept("02-03 08:00", "notice.acknowledge", """{"notice":"n-1"}"""); // entered by worker-31
        Assert.Equal((1, -1), (unit["notices.open"], unit.On("02-03", "notices.open")));
        Assert.Equal("data.addressee", unit.Refuse("not-addressed", "02-03 08:00", "notice.acknowledge", Answer("v-9")).Field);
        unit.Refuse("has-open-items", "02-03 09:00", "unit.close");
    }

    [Fact]
    public void A_notice_without_addressees_or_with_one_is_open_until_anybody_answers()
    {
        foreach (var to in new[] { null, "", "\"v-1\"" })
        {
            var unit = Issued(to);
            Assert.Equal(1, unit["notices.open"]);
            unit.Accept("02-02 10:00", "notice.acknowledge", """{"notice":"n-1"}""");
            Assert.Equal(0, unit["notices.open"]);
        }

        var refusal = Issued("\"v-1\",\"v-2\"").Refuse("not-addressed", "02-02 10:00", "notice.acknowledge", """{"notice":"n-1"}""");
        Assert.Equal("by", refusal.Field);
    }

    [Fact]
    public void A_key_is_known_from_its_issue_on()
    {
        var unit = Issued("\"v-1\"");
        unit.Refuse("no-such-item", "02-02 08:59", "notice.acknowledge", Answer("v-1"));
        Assert.Equal("data.notice", unit.Refuse("no-such-item", "02-02 10:00", "notice.acknowledge", """{"notice":"n-2"}""").Field);
        unit.Refuse("already-issued", "02-03 09:00", "notice.issue", """{"notice":"n-1","title":"x","text":"y"}""");
    }

    [Fact]
    public void Who_has_not_answered_within_a_day_raises_an_alert()
    {
        var unit = Issued("\"v-1\",\"v-2\"").Accept("02-03 09:00", "notice.acknowledge", Answer("v-1"));
        Assert.Equal(0, unit.Tick("02-03 08:59")["alerts.open"]);
        Assert.Equal(1, unit.Tick("02-03 09:00")["alerts.open.noticeOverdue"]);
        var alert = Assert.Single(unit.State.Get<AlertBook>().All()).Alert;
        Assert.Equal(("noticeOverdue:n-1:v-2", "v-2", "封村"), (alert.Key, alert.Subject, alert.Text));

        unit.Accept("02-03 12:00", "notice.acknowledge", Answer("v-2"));
        Assert.Equal((1, 0), (unit["alerts.open"], unit["notices.open"])); // late is late
        unit.Accept("02-02 18:00", "notice.acknowledge", Answer("v-2"));
        Assert.Equal(0, unit["alerts.open"]); // dated in time: it never was
    }

    private static UnitUnderTest Issued(string? to) => UnitUnderTest.Township().Accept(
        "02-02 09:00", "notice.issue",
        $$"""{"notice":"n-1","title":"封村","text":"即日起封村"{{(to is null ? "" : $",\"to\":[{to}]")}}}""");

    private static string Answer(string addressee) => $$"""{"notice":"n-1","addressee":"{{addressee}}"}""";
}
