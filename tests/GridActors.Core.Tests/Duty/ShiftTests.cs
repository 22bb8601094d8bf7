using GridActors.Core.Alerts;
using GridActors.Core.Duty;

namespace GridActors.Core.Tests.Duty;

public sealed class ShiftTests
{
    private const string In = "shift.signIn";
    private const string Out = "shift.signOut";

    [Fact]
    public void Minutes_count_once_the_worker_has_signed_out_split_at_midnight()
    {
        var unit = Post().Accept("02-01 22:30", In, Of("甲"));
        Assert.Equal((1, 0), (unit["duty.onNow"], unit["duty.minutes"]));

        unit.Accept("02-02 06:15", Out, Of("甲"));

        Assert.Equal((0, 90, 375), (unit["duty.onNow"], unit.On("02-01", "duty.minutes"), unit.On("02-02", "duty.minutes")));
        Assert.Equal((1, 0), (unit.LevelAt("02-01", "duty.onNow"), unit.LevelAt("02-02", "duty.onNow")));
    }

    [Fact]
    public void Times_are_cut_to_the_minute_so_that_spells_in_a_row_lose_nothing()
    {
        var unit = Post().Accept("2020-02-01T08:00:40+08:00", In, Of("甲")).Accept("2020-02-01T09:00:20+08:00", Out, Of("甲"))
            .Accept("2020-02-01T09:00:50+08:00", In, Of("甲")).Accept("2020-02-01T10:00:10+08:00", Out, Of("甲"));
        Assert.Equal(120, unit["duty.minutes"]);
    }

    [Fact]
    public void Midnight_is_that_of_the_deployment_and_a_day_that_changes_its_clock_has_its_own_length()
    {
        var unit = UnitUnderTest.Registered("grid", calendar: UnitUnderTest.CalendarOf("Europe/Berlin"));
        unit.Now = UnitUnderTest.Instant("2020-04-05T00:00:00Z");
        unit.Accept("2020-03-28T12:00:00+01:00", In, Of("甲")).Accept("2020-03-30T12:00:00+02:00", Out, Of("甲"));
        Assert.Equal(
            (720, 23 * 60, 720),
            (unit.On("03-28", "duty.minutes"), unit.On("03-29", "duty.minutes"), unit.On("03-30", "duty.minutes")));
    }

    [Fact]
    public void In_twice_is_in_once_and_out_needs_somebody_who_is_in()
    {
        var unit = Post().Accept("02-01 08:00", In, Of("甲")).Accept("02-01 09:00", In, Of("甲"));
        Assert.Equal("data.worker", unit.Refuse("not-signed-in", "02-01 10:00", Out, Of("乙")).Field);
        unit.Refuse("not-signed-in", "02-01 07:00", Out, Of("甲"));
        unit.Accept("02-01 10:00", Out, Of("甲")).Refuse("not-signed-in", "02-01 11:00", Out, Of("甲"));
        Assert.Equal((0, 120), (unit["duty.onNow"], unit["duty.minutes"]));
    }

    [Fact]
    public void Closing_the_unit_signs_everybody_out()
    {
        var unit = UnitUnderTest.Checkpoint().Accept("02-01 08:00", In, Of("甲")).Accept("02-01 09:00", "unit.close");
        Assert.Equal((0, 60), (unit["duty.onNow"], unit["duty.minutes"]));
        unit.Accept("02-01 08:30", In, Of("乙"));
        Assert.Equal((0, 90), (unit["duty.onNow"], unit["duty.minutes"]));
    }

    [Fact]
    public void A_worker_is_planned_for_one_shift_at_a_time_at_this_unit()
    {
        var unit = Post().Accept("02-01 08:00", "shift.plan", Plan("02-01 20:00", "02-02 08:00", "甲", "乙"));
        var refusal = unit.Refuse("worker-busy", "02-01 08:01", "shift.plan", Plan("02-02 07:59", "02-02 16:00", "乙"));
        Assert.Equal("data.workers", refusal.Field);
        unit.Accept("02-01 08:02", "shift.plan", Plan("02-02 07:59", "02-02 16:00", "丙"))
            .Accept("02-01 08:03", "shift.plan", Plan("02-02 08:00", "02-02 16:00", "乙"));
        Assert.Equal(3, unit["shifts.planned"]);

        Assert.Equal("accepted", unit.Void(2).Status);
        unit.Accept("02-01 08:04", "shift.plan", Plan("02-01 21:00", "02-02 07:00", "甲"));
        Assert.Equal(3, unit["shifts.planned"]);
    }

    [Theory]
    [InlineData("bad-time", "data.to", "02-01T20:00", ""","workers":["甲"]""")]
    [InlineData("bad-time", "data.to", "04-01T20:00", ""","workers":["甲"]""")]
    [InlineData("missing-field", "data.workers", "02-02T08:00", "")]
    [InlineData("missing-field", "data.workers", "02-02T08:00", ""","workers":[]""")]
    [InlineData("bad-text", "data.workers", "02-02T08:00", ""","workers":[" "]""")]
    public void A_plan_that_says_it_wrongly_is_refused(string code, string field, string to, string more) =>
        Assert.Equal(field, Post().Refuse(
            code, "02-01 08:00", "shift.plan",
            $$"""{"shift":"夜","from":"2020-02-01T20:00:00+08:00","to":"2020-{{to}}:00+08:00"{{more}}}""").Field);

    [Fact]
    public void A_shift_is_a_task_from_its_beginning_until_somebody_takes_it_or_it_is_over()
    {
        var unit = Post().Accept("02-01 08:00", "shift.plan", Plan("02-01 20:00", "02-02 08:00", "甲", "乙"));
        Assert.Equal(UnitUnderTest.Instant("02-01 20:00"), unit.State.NextTask(unit.Calendar));
        Assert.Equal((0, 1, 0), (Tasks("02-01 19:59"), Tasks("02-01 20:30"), Tasks("02-02 08:00")));

        unit.Tick("02-01 20:15").Accept("02-01 20:40", In, Of("乙"));

        Assert.Equal(0, Tasks("02-01 20:45"));
        Assert.Null(unit.State.NextTask(unit.Calendar));
        Assert.Equal(1, unit["alerts.open.shiftEmpty"]);

        int Tasks(string at) => unit.State.Get<Shifts>().Tasks(UnitUnderTest.Instant(at), unit.Calendar).Count();
    }

    [Fact]
    public void A_shift_that_nobody_takes_within_15_minutes_raises_an_alert()
    {
        var unit = Post().Accept("02-01 08:00", "shift.plan", Plan("02-01 20:00", "02-02 08:00", "甲", "乙"));
        unit.Tick("02-01 20:14");
        Assert.Equal(0, unit["alerts.open.shiftEmpty"]);

        unit.Tick("02-01 20:15");

        var alerts = unit.State.Get<AlertBook>().All();
        var alert = Assert.Single(alerts, alert => alert.Alert.Kind == AlertKinds.ShiftEmpty).Alert;
        Assert.Equal(("夜班", "甲, 乙", UnitUnderTest.Instant("02-01 20:15")), (alert.Subject, alert.Text, alert.Opened));
        Assert.Equal(1, unit.On("02-01", "alerts.open.shiftEmpty"));
        unit.Accept("02-01 20:15", In, Of("乙"));
        Assert.Equal(0, unit["alerts.open.shiftEmpty"]);
    }

    [Theory]
    [InlineData("02-01 19:00", null, 0)]
    [InlineData("02-01 19:00", "02-01 20:01", 0)]
    [InlineData("02-01 19:00", "02-01 20:00", 1)]
    [InlineData("02-01 20:15", null, 0)]
    [InlineData("02-01 20:16", null, 1)]
    public void A_shift_is_taken_by_whoever_of_it_was_there_within_the_grace(string @in, string? @out, int alerts)
    {
        var unit = Post().Accept("02-01 08:00", "shift.plan", Plan("02-01 20:00", "02-02 08:00", "甲")).Accept(@in, In, Of("甲"));
        if (@out is not null)
        {
            unit.Accept(@out, Out, Of("甲"));
        }

        Assert.Equal(alerts, unit.Tick("02-02 00:00")["alerts.open.shiftEmpty"]);
    }

    [Fact]
    public void An_open_checkpoint_with_nobody_signed_in_for_15_minutes_raises_an_alert_for_each_time()
    {
        var unit = UnitUnderTest.Checkpoint().Accept("02-01 06:00", "checkpoint.open");
        Assert.Equal(UnitUnderTest.Instant("02-01 06:15"), unit.State.NextDue(unit.Calendar));
        unit.Tick("02-01 06:15");
        Assert.Equal(1, unit["alerts.open.unmanned"]);

        unit.Accept("02-01 06:20", In, Of("甲")).Accept("02-01 14:00", Out, Of("甲")).Accept("02-01 14:15", In, Of("乙"))
            .Accept("02-01 22:00", Out, Of("乙")).Tick("02-02 00:00");
        Assert.Equal(2, unit["alerts.open.unmanned"]);
        Assert.Null(unit.State.NextDue(unit.Calendar));

        // The tablet of who relieved the second comes back with what it was told in time.
        unit.Accept("02-01 22:05", In, Of("丙"));
        Assert.Equal(1, unit["alerts.open.unmanned"]);
        unit.Accept("02-02 06:00", "checkpoint.close").Accept("02-02 06:01", Out, Of("丙")).Tick("02-03 00:00");
        Assert.Equal(1, unit["alerts.open.unmanned"]);
    }

    [Fact]
    public void A_closed_checkpoint_needs_nobody()
    {
        var unit = UnitUnderTest.Checkpoint().Accept("02-01 06:00", "checkpoint.open").Accept("02-01 06:10", "unit.close");
        Assert.Equal(0, unit.Tick("02-02 00:00")["alerts.open"]);
        Assert.Null(unit.State.NextDue(unit.Calendar));
    }

    private static UnitUnderTest Post() => UnitUnderTest.Registered("grid");

    private static string Of(string worker) => $$"""{"worker":"{{worker}}"}""";

    private static string Plan(string from, string to, params string[] workers) =>
        $$"""
        {"shift":"夜班","from":"{{UnitUnderTest.At(from)}}","to":"{{UnitUnderTest.At(to)}}","workers":["{{string.Join("\",\"", workers)}}"]}
        """;
}
