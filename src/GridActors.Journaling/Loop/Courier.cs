using GridActors.Core.Records;
using GridActors.Core.Units;
using GridActors.Journaling.Ports;

namespace GridActors.Journaling.Loop;

/// <summary>
/// Takes a unit's committed messages to their receivers and brings back what became of them. It goes once after each
/// commit and at each tick; what it could not deliver stays open and due. It keeps nothing: the outbox in the journal
/// says what to send, and the receiver's journal what was said to it, so it may go twice, or be killed on the way.
/// </summary>
/// <param name="settle">Has the unit note the answers; done when that is durable, or has failed.</param>
internal sealed class Courier(UnitId sender, UnitPorts ports, Func<IReadOnlyList<Settlement>, Task> settle)
{
    /// <summary>Messages that one call takes to a receiver.</summary>
    private const int CallMessagesMax = 500;

    private Outbox _outbox = new();
    private Task _round = Task.CompletedTask;
    private Exception? _failure;

    public bool IsIdle => _round.IsCompleted;

    /// <summary>These messages are durable; only such are ever sent.</summary>
    public void Committed(Outbox outbox)
    {
        _outbox = outbox;
        if (!outbox.Open.IsEmpty && IsIdle)
        {
            _round = GoAsync();
        }
    }

    /// <exception cref="JournalUnavailableException">Some messages could not be delivered; they stay due.</exception>
    public async Task DeliverAsync()
    {
        if (_outbox.Open.IsEmpty)
        {
            return;
        }

        if (IsIdle)
        {
            _round = GoAsync();
        }

        await _round;
        if (_outbox.Open is [var first, ..])
        {
            throw new JournalUnavailableException(
                $"A message of {sender} to {first.To} is not delivered yet.", _failure);
        }
    }

    /// <summary>Every open message once, and those that come while it is on its way.</summary>
    private async Task GoAsync()
    {
        var tried = new HashSet<(string To, long Number)>();
        while (_outbox.Open.Any(message => !tried.Contains((message.To, message.Number))))
        {
            var calls = _outbox.Open
                .Where(message => !tried.Contains((message.To, message.Number)))
                .GroupBy(message => message.To)
                .Select(messages => messages.OrderBy(message => message.Number).Take(CallMessagesMax).ToList())
                .ToList();
            tried.UnionWith(calls.SelectMany(call => call).Select(message => (message.To, message.Number)));
            await Task.WhenAll(calls.Select(DeliverAsync));
        }
    }

    private async Task DeliverAsync(List<Message> messages)
    {
        try
        {
            var answers = await ports.Units.DeliverAsync(
                UnitId.Parse(messages[0].To),
                messages.ConvertAll(message => RecordReader.WriteMessage(sender, message)));
            await settle([.. messages.Zip(answers, (message, returned) =>
                new Settlement(message.To, message.Number, returned))]);
        }
        catch (Exception failure)
        {
            _failure = failure; // told by the next tick, if the message is still open then
        }
    }
}
