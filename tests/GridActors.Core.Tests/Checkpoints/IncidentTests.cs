using GridActors.Core.Alerts;

namespace GridActors.Core.Tests.Checkpoints;

public sealed class IncidentTests
{
    private const string Forced = """{"severity":"high","text":"强行闯卡"}""";

    [Fact]
    public void An_incident_counts_and_raises_an_alert_at_an_open_or_a_closed_gate()
    {
        var unit = UnitUnderTest.Checkpoint().Accept("02-01 08:00", "incident", Forced);
        Assert.Equal((1, 1), (unit.On("02-01", "incidents"), unit["alerts.open.incident"]));
        var alert = Assert.Single(unit.State.Get<AlertBook>().All()).Alert;
        Assert.Equal(("high", "强行闯卡"), (alert.Subject, alert.Text));

        Assert.Equal("accepted", unit.Void(2).Status);
        Assert.Equal((0, 0), (unit["incidents"], unit["alerts.open"]));
    }

    [Theory]
    [InlineData("bad-value", "data.severity", """{"severity":"mild","text":"甲"}""")]
    [InlineData("missing-field", "data.severity", """{"text":"甲"}""")]
    [InlineData("missing-field", "data.text", """{"severity":"low"}""")]
    public void What_is_said_wrongly_is_refused(string code, string field, string data) =>
        Assert.Equal(field, UnitUnderTest.Checkpoint().Refuse(code, "02-01 08:00", "incident", data).Field);

    [Fact]
    public void Incidents_belong_to_checkpoints() =>
        UnitUnderTest.Registered("village", "township").Refuse("wrong-kind", "02-01 08:00", "incident", Forced);
}
