namespace GridActors.CommandLine.Commands;

/// <summary>What the program tells the shell.</summary>
internal static class ExitCodes
{
    public const int Done = 0;

    /// <summary>Rows failed, or a recount found a difference.</summary>
    public const int Failed = 1;

    /// <summary>It could not start as asked.</summary>
    public const int Usage = 2;

    /// <summary>Stopped by the user, as the shell counts it.</summary>
    public const int Interrupted = 130;
}
