namespace GridActors.Postgres;

/// <summary>A silo as the cluster's membership table names it: one start of one process.</summary>
public sealed record WritingSilo(string Cluster, string Address, int Port, int Generation);
