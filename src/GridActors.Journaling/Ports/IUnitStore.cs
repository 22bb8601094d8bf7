namespace GridActors.Journaling.Ports;

/// <summary>What one store of a deployment offers; every store passes the same contract tests.</summary>
public interface IUnitStore
    : IJournal, IUnitDirectory, IAreaStore, IDeadlines, IAlerts, ITasks, ITraces, ITraceIndex, ILateEntries,
        IAsyncDisposable;
