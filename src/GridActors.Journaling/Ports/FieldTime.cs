namespace GridActors.Journaling.Ports;

/// <summary>
/// What time it is in the field: what units, deadlines and answers go by. A type of its own, so that a scenario's fast
/// clock does not also reach the host's own machinery, which would take it for stalls.
/// </summary>
public sealed record FieldTime(TimeProvider Provider)
{
    public DateTimeOffset Now => Provider.GetUtcNow();
}
