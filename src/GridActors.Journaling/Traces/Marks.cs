using GridActors.Core.Traces;
using GridActors.Core.Units;
using GridActors.Journaling.Ports;

namespace GridActors.Journaling.Traces;

/// <summary>What an entry gives an index.</summary>
internal static class Marks
{
    /// <summary>The list is made when there is something for it: most passages name nobody.</summary>
    public static void AddOf(Entry entry, ref List<TraceMark>? marks)
    {
        if (entry.Record.Data is not ITraced traced)
        {
            return;
        }

        var names = new HashSet<TraceName>();
        traced.NameIn(names);
        foreach (var name in names)
        {
            (marks ??= []).Add(new TraceMark(name, entry.Record.At, entry.Version));
        }
    }
}
