using GridActors.Core.Records;
using GridActors.Core.Units;
using GridActors.Journaling.Ports;
using GridActors.Journaling.RollUps;

namespace GridActors.Journaling.Loop;

/// <summary>Decides letters on a unit's image and gathers what was accepted in the round's batch.</summary>
internal readonly struct RoundDecider(UnitId unit, UnitPorts ports, Reporter reporter)
{
    /// <summary>Any letter; what asks for facts of others is decided on what is committed.</summary>
    /// <param name="commitAsync">Has what was decided so far appended, so that the next has its own guard.</param>
    public async Task DecideAsync(Letter letter, Round round, UnitImage image, Func<Task> commitAsync)
    {
        if (letter.Tick is { } now)
        {
            Tick(image, round.Batch, now);
        }

        foreach (var settlement in letter.Settled)
        {
            Settle(image, round.Batch, settlement);
        }

        if (letter.Stays is { } stays)
        {
            await stays;
        }

        var known = FactsNow();
        for (var i = 0; i < letter.Records.Count; i++)
        {
            var record = letter.Records[i];
            var needs = record.Type.NeedsOf(record) != FactsNeeded.None && !image.HasSeen(record.Id);
            if (needs)
            {
                await commitAsync();
                known = FactsNow();
            }

            var facts = letter.With(record, known);
            if (needs)
            {
                facts = await new FactsLookUp(unit, ports, reporter).CompleteAsync(facts, image, record);
            }

            Decide(letter, i, round, image, facts);
        }
    }

    /// <summary>A letter that needs no facts of others and is ready.</summary>
    public void Decide(Letter letter, Round round, UnitImage image)
    {
        var facts = FactsNow();
        for (var i = 0; i < letter.Records.Count; i++)
        {
            Decide(letter, i, round, image, letter.With(letter.Records[i], facts));
        }
    }

    private void Decide(Letter letter, int index, Round round, UnitImage image, Facts facts)
    {
        var record = letter.Records[index];
        if (image.HasSeen(record.Id))
        {
            round.AddDuplicate(letter, index);
        }
        else
        {
            letter.Answers[index] = Decide(image, round.Batch, record, facts);
            round.HasRefusals |= letter.Answers[index].Status == AnswerStatus.Refused;
        }
    }

    private Answer Decide(UnitImage image, Batch batch, Record record, Facts facts)
    {
        var decision = UnitDecider.Decide(image.State, record, facts);
        if (decision.Refusal is not null)
        {
            return new Answer(AnswerStatus.Refused, decision.Refusal);
        }

        Apply(image, batch, new Entry(image.Version + 1, facts.Now, record, decision.Outcome), facts.Voided);
        return new Answer(AnswerStatus.Accepted, decision.Outcome?.WhyReturned, decision.Warning);
    }

    /// <summary>Deduplicated by the deadlines themselves: what is no longer open has nothing to say.</summary>
    private void Tick(UnitImage image, Batch batch, DateTimeOffset now)
    {
        if (image.State.NextDue(ports.Calendar) <= now)
        {
            var record = ports.Reader.ReadTimePassed(unit, image.Version + 1, now);
            Apply(image, batch, new Entry(image.Version + 1, now, record, null), null);
        }
    }

    /// <summary>Deduplicated by the outbox: what is no longer open was settled before.</summary>
    private void Settle(UnitImage image, Batch batch, Settlement settlement)
    {
        if (image.State.Get<Outbox>().Find(settlement.To, settlement.Number) is not null)
        {
            var now = ports.Time.GetUtcNow();
            var record = ports.Reader.ReadSettled(unit, image.Version + 1, now, settlement);
            Apply(image, batch, new Entry(image.Version + 1, now, record, null), null);
        }
    }

    private void Apply(UnitImage image, Batch batch, Entry entry, VoidedFact? voided)
    {
        image.Apply(entry, voided, ports.Calendar);
        batch.Add(entry, voided);
    }

    /// <summary>The records of a letter came together and are judged at one time.</summary>
    private Facts FactsNow() => new(ports.Time.GetUtcNow(), ports.Calendar, ports.Options.AcceptBack);
}
