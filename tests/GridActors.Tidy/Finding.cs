namespace GridActors.Tidy;

/// <summary>One place that breaks a rule. Line 0 means the file as a whole.</summary>
public readonly record struct Finding(string File, int Line, string Message)
{
    private const int ShownMax = 60;

    public override string ToString() => Line == 0 ? $"{File}: {Message}" : $"{File}:{Line}: {Message}";

    /// <summary>Fails with every finding's file and line, and also when the rule had nothing to look at.</summary>
    public static void AssertNone<T>(IReadOnlyCollection<T> looked, Func<T, IEnumerable<Finding>> rule)
    {
        Assert.True(looked.Count > 0, "The rule found nothing to check: is the repository where it looks?");
        List<Finding> found = [.. looked.SelectMany(rule)];
        var more = found.Count > ShownMax ? $"\n... and {found.Count - ShownMax} more" : "";
        Assert.True(found.Count == 0, $"{found.Count} found:\n{string.Join('\n', found.Take(ShownMax))}{more}");
    }
}
