using System.Collections.Immutable;
using System.Text.Json.Serialization;
using GridActors.Core.Records;
using GridActors.Core.Totals;

namespace GridActors.Core.Units;

/// <summary>
/// What a unit tells another one. It is committed with the entry that it comes from, so it exists exactly when that
/// entry does, and it is sent until the receiver has said what became of it.
/// </summary>
/// <param name="To">The receiver.</param>
/// <param name="Number">
/// Counts up from 1 for each sender and receiver; with the sender it is the message's identity, for ever.
/// </param>
/// <param name="At">When what it tells of happened; the receiver's record bears that time.</param>
/// <param name="Type">A <see cref="MessageType"/> by name.</param>
/// <param name="Data">JSON.</param>
public sealed record Message(string To, long Number, DateTimeOffset At, string Type, string Data);

/// <summary>What a record says that sends something.</summary>
public interface IAddressed
{
    /// <summary>The unit that gets it.</summary>
    UnitId? To { get; }
}

/// <summary>What a receiver said of a message.</summary>
/// <param name="Returned">The refusal code under which it came back; null when it was taken.</param>
public sealed record Settlement(string To, long Number, string? Returned);

/// <summary>How many messages a receiver was sent.</summary>
public sealed record SentTo(string To, long Number);

/// <summary>The messages of a unit that no receiver has answered for yet.</summary>
public sealed record Outbox : IAspect
{
    /// <summary>In the order in which they were committed.</summary>
    public ImmutableArray<Message> Open { get; init; } = [];

    /// <summary>
    /// The newest number for each receiver. An entry that sent something is never voided, so none is given twice.
    /// </summary>
    public ImmutableArray<SentTo> Sent { get; init; } = [];

    public long OpenItems => Open.Length;

    public Message? Find(string to, long number) =>
        Open.FirstOrDefault(message => message.To == to && message.Number == number);

    /// <summary>The outbox with one more message, and the number it got.</summary>
    internal (Outbox Outbox, long Number) With(UnitId to, DateTimeOffset at, string type, string data)
    {
        var last = Sent.FirstOrDefault(sent => sent.To == to.Value) ?? new SentTo(to.Value, 0);
        var next = last with { Number = last.Number + 1 };
        var message = new Message(next.To, next.Number, at, type, data);
        return (this with { Open = Open.Add(message), Sent = Sent.Remove(last).Add(next) }, next.Number);
    }

    internal Outbox Without(Message message) => this with { Open = Open.Remove(message) };
}

/// <summary>
/// A record that another unit sent. It is always an entry of the receiver, also when the receiver cannot take it: so
/// however often it is delivered, and whatever changes meanwhile, what was said the first time is said again.
/// </summary>
public abstract class MessageType(string name, UnitKinds kinds) : RecordType(name, kinds)
{
    public sealed override bool IsSystem => true;

    public sealed override Decision Decide(UnitState state, Record record, Facts facts) =>
        WhyReturned(state) is { } code ? Decision.AcceptWith(new Outcome { Returned = code }) : Decision.Accept;

    public sealed override UnitState Evolve(
        UnitState state, Entry entry, Contributions totals, Calendar calendar) =>
        entry.Outcome is { Returned: not null } ? state : Take(state, entry.Record, totals, calendar);

    /// <summary>Null when such a unit, as it stands now, can take it.</summary>
    internal string? WhyReturned(UnitState state) => state.Registration switch
    {
        { Exists: false } => RefusalCodes.UnknownUnit,
        { ClosedAt: not null } => RefusalCodes.UnitClosed,
        { Kind: var kind } when !UnitKindRules.Includes(Kinds, kind) => RefusalCodes.WrongKind,
        _ => null,
    };

    protected abstract UnitState Take(UnitState state, Record record, Contributions totals, Calendar calendar);
}

/// <summary><c>message.settled</c>: the sender notes what the receiver said. The message is sent no more.</summary>
internal sealed class MessageSettledType() : RecordType(TypeName, UnitKinds.All)
{
    public const string TypeName = "message.settled";

    public override bool IsSystem => true;

    public override object Read(Fields data) => new Settlement(
        data.Unit("to").ToString(),
        data.Ordinal("number", RecordReader.SeqMax),
        data.OptionalText("returned", 60));

    public override Decision Decide(UnitState state, Record record, Facts facts) => Decision.Accept;

    public override UnitState Evolve(UnitState state, Entry entry, Contributions totals, Calendar calendar)
    {
        var settlement = (Settlement)entry.Record.Data;
        var outbox = state.Get<Outbox>();
        if (outbox.Find(settlement.To, settlement.Number) is not { } message)
        {
            return state; // a fold that asks who depends on a voided entry has left the sending out
        }

        var at = Moment.Of(entry.Record);
        state = state.With(outbox.Without(message));
        foreach (var aspect in state.Aspects)
        {
            state = state.With(aspect.OnSettled(message, settlement.Returned, at, totals, calendar));
        }

        return state;
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Settlement))]
internal sealed partial class SettlementJson : JsonSerializerContext;
