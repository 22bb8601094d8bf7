namespace GridActors.Journaling.Ports;

/// <summary>What every store refuses as a mistake of its caller, before anything is written.</summary>
public static class AppendChecks
{
    /// <exception cref="ArgumentException">
    /// No entries, versions that do not follow on, or a guard on a parent that the append does not name.
    /// </exception>
    public static void ThrowIfMalformed(Append append)
    {
        if (append.Entries.Count == 0)
        {
            throw new ArgumentException($"An append to {append.Unit} without entries.", nameof(append));
        }

        for (var at = 0; at < append.Entries.Count; at++)
        {
            if (append.Entries[at].Version != append.ExpectedVersion + 1 + at)
            {
                throw new ArgumentException(
                    $"Entry {append.Entries[at].Version} of {append.Unit} does not follow version "
                    + $"{append.ExpectedVersion + at}.",
                    nameof(append));
            }
        }

        if (append is { Guard: AppendGuard.OpenParent, Head: null } or { MovedFrom: not null, Head: null })
        {
            throw new ArgumentException($"{append.Unit} has no head that says where it stands.", nameof(append));
        }
    }
}
