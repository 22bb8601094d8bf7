namespace GridActors.Client;

/// <summary>By what silos and clients know that they belong together.</summary>
public static class ClusterIds
{
    /// <summary>Orleans' <c>ServiceId</c>, the same for every deployment.</summary>
    public const string Service = "gridactors";

    /// <summary>Orleans' <c>ClusterId</c> where none is set.</summary>
    public const string Default = "gridactors";
}
