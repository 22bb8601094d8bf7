using GridActors.Core.Traces;
using GridActors.Core.Units;
using GridActors.Journaling.Ports;

namespace GridActors.Journaling.Traces;

/// <summary>What an entry gives an index.</summary>
internal static class Marks
{
    /// <summary>The list is made when there is something for it: most passages name nobody.</summary>
    /// <param name="names">To work with; what is in it goes.</param>
    public static void AddOf(Entry entry, List<TraceName> names, ref List<TraceMark>? marks)
    {
        if (entry.Record.Data is not ITraced traced)
        {
            return;
        }

        names.Clear();
        traced.NameIn(names);
        for (var i = 0; i < names.Count; i++)
        {
            if (names.IndexOf(names[i], 0, i) < 0)
            {
                (marks ??= []).Add(new TraceMark(names[i], entry.Record.At, entry.Version));
            }
        }
    }
}
