using System.Globalization;

namespace GridActors.Standalone.Tests.Kills;

/// <summary>A test that sets a real process's clock. Without libfaketime it counts as skipped.</summary>
public sealed class FaketimeFactAttribute : FactAttribute
{
    public FaketimeFactAttribute()
    {
        if (Library is null)
        {
            Skip = "No libfaketime on this machine: run tests/run.sh, which installs it.";
        }
    }

    public static string? Library { get; } = Directory.Exists("/usr/lib")
        ? Directory.EnumerateDirectories("/usr/lib").Select(folder => Path.Combine(folder, "faketime", "libfaketimeMT.so.1"))
            .FirstOrDefault(File.Exists)
        : null;

    /// <summary>The environment of a process whose clock goes by a file, which it reads anew each time.</summary>
    public static (string Name, string Value)[] By(string clockFile) =>
    [
        ("LD_PRELOAD", Library!), ("FAKETIME_TIMESTAMP_FILE", clockFile), ("FAKETIME_NO_CACHE", "1"), ("FAKETIME_DONT_FAKE_MONOTONIC", "1"),
    ];

    public static void Set(string clockFile, TimeSpan ahead)
    {
        // Never read half written.
        File.WriteAllText(clockFile + ".new", ((long)ahead.TotalSeconds).ToString("+0;-0;+0", CultureInfo.InvariantCulture) + "s");
        File.Move(clockFile + ".new", clockFile, overwrite: true);
    }
}
