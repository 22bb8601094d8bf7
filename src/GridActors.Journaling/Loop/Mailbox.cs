using System.Diagnostics.CodeAnalysis;

namespace GridActors.Journaling.Loop;

/// <summary>
/// Letters in the order in which they came, each once. They hang together by themselves: nearly all units wait for
/// their next letter, and an empty mailbox takes nothing but its place in the unit.
/// </summary>
internal struct Mailbox
{
    private Letter? _first;
    private Letter? _last;

    public readonly bool IsEmpty => _first is null;

    public void Enqueue(Letter letter)
    {
        if (_last is null)
        {
            _first = letter;
        }
        else
        {
            _last.Next = letter;
        }

        _last = letter;
    }

    public readonly bool TryPeek([NotNullWhen(true)] out Letter? letter) => (letter = _first) is not null;

    public bool TryDequeue([NotNullWhen(true)] out Letter? letter)
    {
        letter = _first;
        if (letter is null)
        {
            return false;
        }

        _first = letter.Next;
        _last = _first is null ? null : _last;
        letter.Next = null;
        return true;
    }
}
