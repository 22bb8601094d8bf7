using GridActors.Core.Records;

namespace GridActors.Core.Alerts;

/// <summary>Alerts 预警: what people say of them; other features raise them.</summary>
public static class AlertFeature
{
    public static readonly Feature Feature = new()
    {
        Topics = [new("alerts", "预警", "Alerts")],
        Records =
        [
            new AlertAnswerType("alert.acknowledge", closes: false), new AlertAnswerType("alert.close", closes: true),
        ],
        Indicators = [AlertKinds.Open],
        Families = [AlertKinds.OpenByKind],
        Compared = [AlertKinds.Open],
        Aspects = [AspectType.Of<AlertBook>("alerts")],
    };
}
