using GridActors.Core.Alerts;

namespace GridActors.Core.Tests.Testing;

public sealed class TestingTests
{
    private const string Person = """{"name":"张三","phone":"13800000001"}""";

    [Fact]
    public void A_test_is_due_from_its_order_to_its_result()
    {
        var unit = UnitUnderTest.Household().Accept("02-03 09:00", "test.order", Order("2020-02-05"));
        Assert.Equal(1, unit["tests.due"]);
        unit.Accept("02-04 09:00", "test.result", Result("negative"));
        Assert.Equal((0, 1, 0), (unit["tests.due"], unit["tests.done"], unit["tests.positive"]));
        Assert.Equal((1, -1), (unit.On("02-03", "tests.due"), unit.On("02-04", "tests.due")));
    }

    [Fact]
    public void A_test_that_nobody_ordered_is_done_all_the_same()
    {
        var unit = UnitUnderTest.Registered("institution").Accept("02-04 09:00", "test.result", Result("positive"));
        Assert.Equal((0, 1, 1), (unit["tests.due"], unit["tests.done"], unit["tests.positive"]));
        Assert.Equal(1, unit["alerts.open.testPositive"]);
        unit.Accept("02-05 09:00", "test.order", Order("2020-02-06"));
        Assert.Equal(1, unit["tests.due"]); // what is ordered afterwards is another test
    }

    [Fact]
    public void Ordered_twice_for_the_same_time_it_is_one_test_and_each_result_answers_what_is_due_first()
    {
        var unit = UnitUnderTest.Household()
            .Accept("02-03 09:00", "test.order", Order("2020-02-14"))
            .Accept("02-03 09:00", "test.order", Order("2020-02-07"))
            .Accept("02-04 09:00", "test.order", Order("2020-02-08T00:00:00+08:00")); // the end of the 7th
        Assert.Equal(2, unit["tests.due"]);
        unit.Accept("02-06 09:00", "test.result", Result("negative"));
        Assert.Equal(1, unit["tests.due"]);
        unit.Tick("02-10 00:00");
        Assert.Equal(0, unit["alerts.open.testOverdue"]);
        unit.Tick("02-15 00:00");
        Assert.Equal((1, 1), (unit["alerts.open.testOverdue"], unit.On("02-15", "alerts.open.testOverdue")));
    }

    [Fact]
    public void A_test_not_made_when_it_is_due_raises_an_alert_until_a_result_arrives_that_is_dated_in_time()
    {
        var unit = UnitUnderTest.Household().Accept("02-03 09:00", "test.order", Order("2020-02-05T18:00:00+08:00"));
        Assert.Equal(UnitUnderTest.Instant("02-05 18:00"), unit.State.NextDue(unit.Calendar));
        unit.Tick("02-05 17:59");
        Assert.Equal(0, unit["alerts.open"]);
        unit.Tick("02-05 18:00");
        Assert.Equal((1, 1), (unit["alerts.open.testOverdue"], unit["tests.due"]));
        Assert.Null(unit.State.NextDue(unit.Calendar));
        unit.Accept("02-05 18:00", "test.result", Result("negative"));
        Assert.Equal((0, 0), (unit["alerts.open"], unit["tests.due"]));
    }

    [Fact]
    public void A_test_made_too_late_was_late_whether_the_time_was_told_before_or_after()
    {
        foreach (var toldFirst in new[] { true, false })
        {
            var unit = UnitUnderTest.Household().Accept("02-03 09:00", "test.order", Order("2020-02-05"));
            if (toldFirst)
            {
                unit.Tick("02-06 00:00");
            }

            unit.Accept("02-06 09:00", "test.result", Result("negative")).Tick("02-06 10:00");
            Assert.Equal((1, 0), (unit.On("02-06", "alerts.open.testOverdue"), unit["tests.due"]));
            Assert.Equal("2020-02-06 00:00", unit.State.Get<AlertBook>().All().Single().Alert.Text);
        }
    }

    [Fact]
    public void An_order_whose_time_has_passed_is_late_at_once_on_its_own_day()
    {
        var unit = UnitUnderTest.Household().Accept("02-09 09:00", "test.order", Order("2020-02-05")).Tick("02-09 09:00");
        Assert.Equal((1, 0), (unit.On("02-09", "alerts.open.testOverdue"), unit.On("02-06", "alerts.open.testOverdue")));
    }

    [Fact]
    public void A_test_is_a_task_from_its_order_until_it_is_made_also_when_it_is_late()
    {
        var unit = UnitUnderTest.Household().Accept("02-03 09:00", "test.order", Order("2020-02-05"));
        Assert.Equal(UnitUnderTest.Instant("02-03 09:00"), unit.State.NextTask(unit.Calendar));
        Assert.Empty(TasksAt("02-03 08:00"));
        unit.Tick("02-06 00:00");
        Assert.Equal(["test 张三 2020-02-06 00:00"], TasksAt("02-07 08:00"));
        unit.Accept("02-07 09:00", "test.result", Result("negative"));
        Assert.Empty(TasksAt("02-07 10:00"));
        Assert.Null(unit.State.NextTask(unit.Calendar));

        string[] TasksAt(string at) =>
            [.. unit.State.Tasks(UnitUnderTest.Instant(at), unit.Calendar).Select(task => $"{task.Kind} {task.Subject} {task.Text}")];
    }

    [Fact]
    public void A_household_with_a_test_that_is_due_does_not_close()
    {
        var unit = UnitUnderTest.Household().Accept("02-03 09:00", "test.order", Order("2020-02-05"));
        unit.Refuse("has-open-items", "02-04 09:00", "unit.close");
        unit.Accept("02-04 09:00", "test.result", Result("negative")).Accept("02-04 10:00", "unit.close");
    }

    [Fact]
    public void An_order_taken_back_leaves_nothing_due_and_nothing_late()
    {
        var unit = UnitUnderTest.Household().Accept("02-03 09:00", "test.order", Order("2020-02-05"));
        var order = unit.LastSeq;
        unit.Tick("02-06 00:00");
        Assert.Equal("accepted", unit.Void(order).Status);
        Assert.Equal((0, 0), (unit["tests.due"], unit["alerts.open"]));
        Assert.Null(unit.State.NextDue(unit.Calendar));
    }

    [Theory]
    [InlineData("test.order", "missing-field", "data.due", "")]
    [InlineData("test.order", "bad-time", "data.due", ",\"due\":\"2020-02-30\"")]
    [InlineData("test.order", "bad-time", "data.due", ",\"due\":\"2020-02-05T18:00:00\"")]
    [InlineData("test.order", "bad-time", "data.due", ",\"due\":\"3000-01-01\"")]
    [InlineData("test.order", "bad-field", "data.due", ",\"due\":5")]
    [InlineData("test.result", "missing-field", "data.result", "")]
    [InlineData("test.result", "bad-value", "data.result", ",\"result\":\"unclear\"")]
    public void What_is_said_wrongly_is_refused(string type, string code, string field, string more) => Assert.Equal(
        field, UnitUnderTest.Household().Refuse(code, "02-03 09:00", type, $$"""{"person":{{Person}}{{more}}}""").Field);

    private static string Order(string due) => $$"""{"person":{{Person}},"due":"{{due}}"}""";

    private static string Result(string result) => $$"""{"person":{{Person}},"result":"{{result}}"}""";
}
