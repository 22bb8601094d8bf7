using System.Text.Json;

namespace GridActors.Core.Totals;

/// <summary>
/// One public code whose signed contributions are summed. A flow counts what happened; a level says how things stand.
/// Indicators are interned by code for the life of the process, so that totals hold small integers instead of strings.
/// </summary>
public sealed class Indicator
{
    private static readonly Lock Gate = new();
    private static readonly Dictionary<string, Indicator> ByCode = new(StringComparer.Ordinal);
    private static volatile Indicator[] s_byId = [];

    private Indicator(
        int id, string code, bool isLevel, string topic, string zh, string en, string unit, Term? key)
    {
        (Id, Code, IsLevel, Topic, Zh, En, Unit, Key) = (id, code, isLevel, topic, zh, en, unit, key);
        EncodedCode = JsonEncodedText.Encode(code);
    }

    public string Code { get; }

    public bool IsLevel { get; }

    /// <summary>Key of the heading under which bulletins and dashboards show it.</summary>
    public string Topic { get; }

    public string Zh { get; }

    public string En { get; }

    /// <summary>What one counts: person, household, record, litre …</summary>
    public string Unit { get; }

    /// <summary>What tells it from the others of its family; null where it is in none.</summary>
    public Term? Key { get; }

    /// <summary>Position in this process only; never persisted, never sent.</summary>
    internal int Id { get; }

    internal JsonEncodedText EncodedCode { get; }

    public static Indicator Flow(string code, string topic, string zh, string en, string unit) =>
        Define(code, isLevel: false, topic, zh, en, unit);

    public static Indicator Level(string code, string topic, string zh, string en, string unit) =>
        Define(code, isLevel: true, topic, zh, en, unit);

    internal static Indicator ById(int id) => s_byId[id];

    internal static Indicator Define(
        string code, bool isLevel, string topic, string zh, string en, string unit, Term? key = null)
    {
        lock (Gate)
        {
            if (ByCode.TryGetValue(code, out var known))
            {
                return known.IsLevel == isLevel
                    ? known
                    : throw new InvalidOperationException($"Indicator {code} is declared as a flow and as a level.");
            }

            var byId = s_byId;
            var indicator = new Indicator(ByCode.Count, code, isLevel, topic, zh, en, unit, key);
            if (indicator.Id == byId.Length)
            {
                // Doubled, because division codes may bring hundreds of thousands.
                Array.Resize(ref byId, Math.Max(64, byId.Length * 2));
            }

            // An id is known only by the indicator, which nobody has before this; so no reader looks into the rest.
            byId[indicator.Id] = indicator;
            s_byId = byId;
            ByCode.Add(code, indicator);
            return indicator;
        }
    }

    public override string ToString() => Code;
}
