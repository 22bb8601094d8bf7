using GridActors.Core.Tasks;

namespace GridActors.Core.Tests.Households;

/// <summary>What is to be done about a person who is isolated.</summary>
public sealed class PersonTasksTests
{
    private const string Person = "\"person\":{\"name\":\"张三\",\"phone\":\"13800000001\"}";

    [Theory]
    [InlineData("02-01 11:00", "")] // it began in this session
    [InlineData("02-01 11:59", "")]
    [InlineData("02-01 12:00", "check 2020-02-01 pm")]
    [InlineData("02-01 23:59", "check 2020-02-01 pm")]
    [InlineData("02-02 00:00", "check 2020-02-02 am")] // the one before is missed, not to be done any more
    [InlineData("02-03 00:00", "release home")]
    [InlineData("02-09 00:00", "release home")]
    public void The_sessions_check_is_to_be_done_and_past_the_days_the_release(string at, string tasks) =>
        Assert.Equal(tasks, Shown(Isolated(), at));

    [Fact]
    public void A_task_is_to_be_done_within_its_session()
    {
        var task = Assert.Single(Tasks(Isolated(), "02-01 13:00"));
        Assert.Equal(("张三", UnitUnderTest.Instant("02-01 12:00")), (task.Subject, task.From));
        Assert.Equal(UnitUnderTest.Instant("02-02 00:00"), task.Due);
    }

    [Fact]
    public void What_is_done_is_no_task_and_the_next_one_comes()
    {
        var unit = Isolated().Accept("02-01 13:00", "health.check", $$"""{{{Person}},"temperature":36.5}""");
        Assert.Equal("", Shown(unit, "02-01 14:00"));
        Assert.Equal("check 2020-02-02 am", Shown(unit, "02-02 08:00"));
        unit.Accept("02-02 10:00", "isolation.end", $$"""{{{Person}},"reason":"released"}""");
        Assert.Equal("", Shown(unit, "02-02 11:00"));
        Assert.Null(unit.State.NextTask(unit.Calendar));
    }

    [Fact]
    public void A_unit_says_when_there_is_something_to_do_next_never_too_late()
    {
        var unit = Isolated();
        Assert.Equal(UnitUnderTest.Instant("02-01 12:00"), unit.State.NextTask(unit.Calendar));
        unit.Accept("02-01 13:00", "health.check", $$"""{{{Person}},"temperature":36.5}""");
        Assert.Equal(UnitUnderTest.Instant("02-02 00:00"), unit.State.NextTask(unit.Calendar));
        unit.Tick("02-03 00:00");
        Assert.Equal(UnitUnderTest.Instant("02-03 00:00"), unit.State.NextTask(unit.Calendar));
        Assert.Null(UnitUnderTest.Household().State.NextTask(unit.Calendar));
    }

    [Fact]
    public void Whenever_there_is_a_task_the_unit_has_said_so() => Units.OrderOfArrivalTests.Hold("household", month =>
    {
        var unit = month.InOrder();
        for (var at = Units.Month.End; at < Units.Month.End.AddDays(9); at = at.AddHours(5))
        {
            if (unit.State.Tasks(at, unit.Calendar).Any())
            {
                Assert.True(unit.State.NextTask(unit.Calendar) <= at, $"{at}: {unit.State.NextTask(unit.Calendar)}");
            }
        }
    });

    private static UnitUnderTest Isolated() => UnitUnderTest.Household()
        .Accept("02-01 09:00", "isolation.start", $$"""{{{Person}},"kind":"home","days":2}""");

    private static IEnumerable<UnitTask> Tasks(UnitUnderTest unit, string at) =>
        unit.State.Tasks(UnitUnderTest.Instant(at), unit.Calendar);

    private static string Shown(UnitUnderTest unit, string at) =>
        string.Join(", ", Tasks(unit, at).Select(task => $"{task.Kind} {task.Text}"));
}
