using System.Buffers.Binary;
using System.Text;

namespace GridActors.Cluster.Tests.Faults;

/// <summary>
/// Follows one connection's messages as PostgreSQL frames them (a letter, four bytes of length, the rest) and tells when
/// the server has answered a statement of a journal's writer to its end. The server says <c>ReadyForQuery</c> only after
/// the commit, so that what it then holds is durable.
/// </summary>
internal sealed class CommitReplies
{
    private const byte CommandComplete = (byte)'C';
    private const byte ReadyForQuery = (byte)'Z';
    private const int HeaderBytes = 5;

    private readonly List<byte> _unread = [];
    private bool _isFirstRequest = true;
    private bool _isOfWriter;
    private bool _hasCompleted;

    /// <summary>The first message names the program; only those of the journal's writers matter.</summary>
    public void SeeRequest(ReadOnlySpan<byte> bytes)
    {
        if (_isFirstRequest)
        {
            _isFirstRequest = false;
            _isOfWriter = Encoding.UTF8.GetString(bytes).Contains("GridActors appends", StringComparison.Ordinal);
        }
    }

    public bool EndsCommit(ReadOnlySpan<byte> bytes)
    {
        if (!_isOfWriter)
        {
            return false;
        }

        _unread.AddRange(bytes);
        var ends = false;
        var at = 0;
        var all = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_unread);
        while (all.Length - at >= HeaderBytes)
        {
            var length = 1 + BinaryPrimitives.ReadInt32BigEndian(all[(at + 1)..]);
            if (all.Length - at < length)
            {
                break;
            }

            ends |= all[at] == ReadyForQuery && _hasCompleted;
            _hasCompleted = all[at] switch
            {
                CommandComplete => true,
                ReadyForQuery => false,
                _ => _hasCompleted,
            };
            at += length;
        }

        _unread.RemoveRange(0, at);
        return ends;
    }
}
