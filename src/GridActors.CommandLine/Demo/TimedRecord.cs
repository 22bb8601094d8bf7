namespace GridActors.CommandLine.Demo;

/// <summary>A record of the scenario, as a device sends it.</summary>
/// <param name="At">
/// When it reaches the server: when it happened, or later where its device had no network meanwhile.
/// </param>
/// <param name="Utf8">The record's JSON.</param>
public readonly record struct TimedRecord(DateTimeOffset At, ReadOnlyMemory<byte> Utf8);
