namespace GridActors.Simulation.Faults;

/// <summary>What goes wrong in a run; figures count each.</summary>
internal enum FaultKind
{
    RequestLost,
    ReplyLost,
    RequestRepeated,
    MessageDelayed,
    AppendLost,
    CommitReplyLost,
    CommitLate,
    AppendConflict,
    ReadFailed,
    StoreAway,
    StoreCutOff,
    UnitCrashed,
    HostCrashed,
    ProcessCrashed,
    HostStoodStill,
    HostVotedOut,
    ActivationDoubled,
    UnitPutAway,
    ClockOff,
    BatchShuffled,
    BatchRepeated,
    IdentityReused,
    OfflineForHours,
    UnitMoved,
    UnitClosed,
    RecordVoided,
}
