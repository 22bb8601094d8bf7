using System.Runtime.CompilerServices;
using System.Text;

namespace GridActors.Simulation.Scheduling;

/// <summary>
/// What happened, as one number that two runs of a seed must share, and as lines to read when somebody asked for them.
/// </summary>
internal sealed class Trace(TextWriter? lines)
{
    private const ulong Prime = 0x100000001B3;

    private Scheduler? _scheduler;

    public ulong Hash { get; private set; } = 0xCBF29CE484222325;

    public bool IsRead => lines is not null;

    public void Follow(Scheduler scheduler) => _scheduler = scheduler;

    public void Mix(long value)
    {
        var mixed = (Hash ^ (ulong)value) * Prime;
        Hash = mixed ^ (mixed >> 29);
    }

    public void Say([InterpolatedStringHandlerArgument("")] ref Line line)
    {
        if (lines is not null)
        {
            lines.WriteLine($"{_scheduler?.Now.ToOffset(TimeSpan.FromHours(8)):MM-dd HH:mm:ss.fff} {line.Text}");
        }
    }

    /// <summary>Put together only when somebody reads it.</summary>
    [InterpolatedStringHandler]
    internal readonly struct Line
    {
        private readonly StringBuilder? _text;

        public Line(int literalLength, int formattedCount, Trace trace, out bool isRead)
        {
            isRead = trace.IsRead;
            _text = isRead ? new StringBuilder(literalLength + (formattedCount * 16)) : null;
        }

        public string Text => _text?.ToString() ?? "";

        public void AppendLiteral(string text) => _text!.Append(text);

        public void AppendFormatted<T>(T value) => _text!.Append(value);

        public void AppendFormatted<T>(T value, string? format)
            where T : IFormattable => _text!.Append(value.ToString(format, null));
    }
}
