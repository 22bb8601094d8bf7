using GridActors.Core.Records;
using GridActors.Core.Units;
using GridActors.Journaling.Import;
using GridActors.Journaling.Ports;
using GridActors.Simulation.Properties;
using GridActors.Simulation.Scheduling;

namespace GridActors.Simulation.Clients;

/// <summary>The clients' own book, outside of the system: what they sent and what they heard. It judges the journal.</summary>
internal sealed class Ledger(Truth truth, Checks checks, Trace trace)
{
    private readonly Dictionary<(UnitId Unit, RecordId Id), List<Sent>> _byIdentity = [];
    private readonly Dictionary<UnitId, List<Sent>> _byUnit = [];
    private readonly List<Sent> _all = [];

    public IReadOnlyList<Sent> All => _all;

    public IReadOnlyList<Sent> Of(UnitId unit) => _byUnit.TryGetValue(unit, out var sent) ? sent : [];

    public void Add(Sent sent)
    {
        _all.Add(sent);
        Entry(_byUnit, sent.Unit).Add(sent);
        Entry(_byIdentity, (sent.Unit, sent.Id)).Add(sent);
    }

    /// <param name="wasKept">It was known to be kept before it was sent this time.</param>
    public void Heard(Sent sent, Answer answer, bool wasKept)
    {
        trace.Mix(((long)answer.Status << 32) + sent.Id.Seq);
        trace.Say($"heard  {sent}: {answer.Status} {answer.Refusal?.Code}");
        if (answer.Status == AnswerStatus.Unavailable)
        {
            return;
        }

        var kept = truth.Of(sent.Unit).Find(sent.Id);
        var isMine = kept is not null && kept.Record.Utf8.Span.SequenceEqual(sent.Utf8);
        if (answer.Status == AnswerStatus.Refused)
        {
            checks.That(!wasKept, Property.AcknowledgedIsKept, () => $"{sent} was acknowledged, now {answer.Refusal!.Code}");
            checks.That(
                answer.Refusal!.Code != RefusalCodes.IdReused || (kept is not null && !isMine),
                Property.RefusalConsumesNothing, () => $"{sent} is said to be {answer.Refusal.Code}, but nothing else has its identity");
            (sent.Fate, sent.Refusal) = (sent.Fate == Fate.Kept ? Fate.Kept : Fate.Refused, answer.Refusal.Code);
            return;
        }

        checks.That(isMine, Property.AcknowledgedIsKept, () => $"{sent} is {answer.Status}, but not in the journal");
        sent.Accepted += answer.Status == AnswerStatus.Accepted ? 1 : 0;
        checks.That(
            sent.Accepted <= 1 && !(wasKept && answer.Status == AnswerStatus.Accepted),
            Property.CountedOnce, () => $"{sent} was accepted again");
        sent.Fate = Fate.Kept;
    }

    /// <summary>At the end: every acknowledged record is there, everything there was sent, and flows are what was sent.</summary>
    public void Judge()
    {
        foreach (var sent in _all)
        {
            checks.That(sent.Fate != Fate.Unknown, Property.EverythingIsAnswered, () => $"{sent} was never answered");
            var kept = truth.Of(sent.Unit).Find(sent.Id);
            var isMine = kept is not null && kept.Record.Utf8.Span.SequenceEqual(sent.Utf8);
            checks.That(isMine || sent.Fate != Fate.Kept, Property.AcknowledgedIsKept, () => $"{sent} is lost");
            checks.That(!isMine || sent.Fate == Fate.Kept, Property.SentOrNot, () => $"{sent} is there, its sender was told {sent.Refusal}");
        }

        foreach (var (unit, journal) in truth.Units)
        {
            JudgeUnit(unit, journal);
        }
    }

    private void JudgeUnit(UnitId unit, UnitTruth journal)
    {
        var flows = new Dictionary<(string Code, DateOnly Day), long>();
        var codes = new HashSet<string>();
        var standing = 0;
        foreach (var entry in journal.Entries.Where(entry => !entry.Record.Type.IsSystem))
        {
            var isVoided = journal.IsVoided(entry);
            standing += isVoided ? 0 : entry.Record.Type.Name switch { "unit.register" => 1, "unit.close" => -1, _ => 0 };
            if (entry.Record.Id.Source == UnitImport.Source)
            {
                continue;
            }

            var sent = Entry(_byIdentity, (unit, entry.Record.Id)).Find(it => entry.Record.Utf8.Span.SequenceEqual(it.Utf8));
            checks.That(sent is not null, Property.SentOrNot, () => $"nobody sent {unit} {entry.Record.Id}");
            foreach (var (code, units) in sent?.Counts ?? [])
            {
                codes.Add(code);
                flows[(code, sent!.Day)] = flows.GetValueOrDefault((code, sent.Day)) + (isVoided ? 0 : units);
            }
        }

        var totals = journal.Image.Totals;
        foreach (var (day, counts) in totals.Days)
        {
            foreach (var (indicator, amount) in counts.Amounts.Where(pair => codes.Contains(pair.Key.Code)))
            {
                var recounted = flows.GetValueOrDefault((indicator.Code, day));
                flows.Remove((indicator.Code, day));
                checks.That(
                    amount.Units == recounted,
                    Property.LedgersAgree, () => $"{unit} has {amount} {indicator} on {day:yyyy-MM-dd}, its clients sent {recounted}");
            }
        }

        foreach (var ((code, day), units) in flows)
        {
            checks.That(units == 0, Property.LedgersAgree, () => $"{unit} has no {code} on {day:yyyy-MM-dd}, its clients sent {units}");
        }

        var registered = totals.Running.Amounts.Where(pair => pair.Key.Code.StartsWith("units.", StringComparison.Ordinal))
            .Sum(pair => pair.Value.Units);
        checks.That(registered == standing, Property.LedgersAgree, () => $"{unit} counts {registered} units, its clients {standing}");
    }

    private static List<Sent> Entry<TKey>(Dictionary<TKey, List<Sent>> lists, TKey key)
        where TKey : notnull
    {
        if (!lists.TryGetValue(key, out var list))
        {
            lists.Add(key, list = []);
        }

        return list;
    }
}
