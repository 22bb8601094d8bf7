using GridActors.Core.Alerts;
using GridActors.Core.Records;

namespace GridActors.Core.Tests.Alerts;

/// <summary>
/// Keys are public and lie in journals, because people answer by them: two causes never have one, and those that there
/// were stay.
/// </summary>
public sealed class AlertKeyTests
{
    private const string Colon = "甲:1%";

    [Fact]
    public void A_hazard_found_again_and_one_that_is_called_so_are_two()
    {
        var unit = UnitUnderTest.Township().Accept("02-02 09:00", "inspection", Inspection("shop1", "02-03")).Tick("02-05 00:00")
            .Accept("02-05 08:00", "hazard.fix", """{"hazard":"shop1"}""")
            .Accept("02-06 09:00", "inspection", Inspection("shop1", "02-07"))
            .Accept("02-06 09:30", "inspection", Inspection("shop1:2", "02-07")).Tick("02-09 00:00");
        Assert.Equal(3, unit["alerts.open.hazardOverdue"]);
        Assert.Equal(["hazardOverdue::shop1%3A2", "hazardOverdue:shop1", "hazardOverdue:shop1:2"], Keys(unit));
        AssertAnswered(unit, "hazardOverdue::shop1%3A2");
    }

    [Fact]
    public void A_notice_and_its_addressee_are_told_apart_wherever_the_colon_is()
    {
        var unit = UnitUnderTest.Township().Accept("02-02 09:00", "notice.issue", Notice("a", "b:c"))
            .Accept("02-02 09:00", "notice.issue", Notice("a:b", "c")).Tick("02-04 00:00");
        Assert.Equal(2, unit["alerts.open.noticeOverdue"]);
        Assert.Equal(["noticeOverdue::a%3Ab:c", "noticeOverdue:a::b%3Ac"], Keys(unit));
    }

    [Fact]
    public void Plans_of_one_name_and_beginning_are_each_an_alert_whichever_came_in_first()
    {
        string[] plans = [Plan("甲", "乙"), Plan("丙"), Plan("丁")];
        foreach (var order in new int[][] { [0, 1, 2], [2, 1, 0], [1, 2, 0] })
        {
            var unit = UnitUnderTest.Registered("grid");
            foreach (var plan in order)
            {
                unit.Accept($"02-01 08:0{plan}", "shift.plan", plans[plan]).Tick($"02-0{3 + plan} 00:00");
            }

            Assert.Equal(3, unit["alerts.open.shiftEmpty"]);
            Assert.Equal(
                ["夜班:2020-02-01T12:00:00Z", "夜班:2020-02-01T12:00:00Z:丁", "夜班:2020-02-01T12:00:00Z:丙"],
                Keys(unit).Select(key => key["shiftEmpty:".Length..]));
            unit.Accept("02-01 20:05", "shift.signIn", """{"worker":"丙"}""");
            Assert.Equal(2, unit["alerts.open.shiftEmpty"]);
            Assert.Equal(["甲, 乙", "丁"], unit.State.Get<AlertBook>().All().Select(alert => alert.Alert.Text));
        }
    }

    [Fact]
    public void Parts_without_a_colon_are_in_the_key_as_they_are() => Assert.Equal(
        "fever:a%3A\\b :2020-02-01:2020-02-01T00:00:00Z:7:x:y/3",
        AlertKey.Of(
            "fever", "a%3A\\b ", new DateOnly(2020, 2, 1), UnitUnderTest.Instant("02-01 08:00"), 7, new RecordId("x:y", 3)));

    [Fact]
    public void No_two_lists_of_texts_have_one_key()
    {
        string[] texts = ["a", ":", "::", "a:", ":a", "a:b", "%", "%3A", "a%3A", ":%3A", "%:", "b", "%25"];
        var lists = texts.Select(text => new[] { text })
            .Concat(texts.SelectMany(one => texts.Select(other => new[] { one, other })))
            .Concat(texts.SelectMany(one => texts.SelectMany(two => texts.Select(three => new[] { one, two, three }))))
            .ToList();
        Assert.Equal(lists.Count, lists.Select(Of).Distinct().Count());

        static string Of(string[] list) => AlertKey.Of("k", [.. list.Select(text => (AlertKeyPart)text)]);
    }

    [Fact]
    public void The_longest_key_can_be_answered()
    {
        var (key, addressee) = (new string(':', 60), new string('%', 99) + ":");
        var unit = UnitUnderTest.Township().Accept("02-02 09:00", "notice.issue", Notice(key, addressee)).Tick("02-04 00:00");
        AssertAnswered(unit, Assert.Single(Keys(unit)));
    }

    [Fact]
    public void A_key_with_a_colon_in_it_outlives_being_put_away()
    {
        var unit = UnitUnderTest.Township().Accept("02-02 09:00", "notice.issue", Notice(Colon, Colon)).Tick("02-04 00:00");
        Assert.Equal(["noticeOverdue::甲%3A1%25::甲%3A1%25"], Keys(unit.Reload(unit.Snapshot())));
        unit.Accept("02-02 12:00", "notice.acknowledge", $$"""{"notice":"{{Colon}}","addressee":"{{Colon}}"}""");
        Assert.Empty(Keys(unit));
    }

    private static void AssertAnswered(UnitUnderTest unit, string key)
    {
        var open = unit["alerts.open"];
        unit.Accept("02-09 10:00", "alert.acknowledge", $$"""{"key":"{{key}}"}""");
        Assert.Equal(open - 1, unit["alerts.open"]);
    }

    private static List<string> Keys(UnitUnderTest unit) => [.. unit.State.Get<AlertBook>().All().Select(alert => alert.Alert.Key)];

    private static string Inspection(string hazard, string due) =>
        $$"""{"venueKind":"other","venue":"店","hazards":[{"hazard":"{{hazard}}","what":"火","due":"2020-{{due}}"}]}""";

    private static string Notice(string notice, string to) =>
        $$"""{"notice":"{{notice}}","title":"封村","text":"即日起","to":["{{to}}"]}""";

    private static string Plan(params string[] workers) =>
        $$"""
        {"shift":"夜班","from":"{{UnitUnderTest.At("02-01 20:00")}}","to":"{{UnitUnderTest.At("02-02 08:00")}}",
        "workers":["{{string.Join("\",\"", workers)}}"]}
        """;
}
