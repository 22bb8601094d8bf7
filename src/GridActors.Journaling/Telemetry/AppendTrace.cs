using System.Diagnostics;
using GridActors.Journaling.Loop;

namespace GridActors.Journaling.Telemetry;

/// <summary>
/// A span an append, below the call that brought its first record; further calls that share the append are linked to
/// it. None when no call of the batch is being recorded.
/// </summary>
internal static class AppendTrace
{
    /// <summary>
    /// Links a span carries at most; a checkpoint commits hundreds of calls at a time, and a few say as much.
    /// </summary>
    private const int LinksMax = 16;

    /// <summary>The call that is under way here; the default when it is not recorded.</summary>
    public static ActivityContext Caller() =>
        UnitTelemetry.Source.HasListeners() && Activity.Current is { Recorded: true } caller ? caller.Context : default;

    /// <summary>Null when there is nothing to record.</summary>
    public static Activity? Start(IReadOnlyList<Letter> letters, int entries)
    {
        if (!UnitTelemetry.Source.HasListeners())
        {
            return null;
        }

        var callers = letters.Select(letter => letter.Caller).Where(caller => caller != default).Take(LinksMax + 1);
        return callers.ToList() is [var parent, .. var others]
            ? UnitTelemetry.Source.StartActivity(
                "append",
                ActivityKind.Internal,
                parent,
                [new("gridactors.append.entries", entries)],
                others.Select(other => new ActivityLink(other)))
            : null;
    }
}
