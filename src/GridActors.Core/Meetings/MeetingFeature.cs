using GridActors.Core.Records;

namespace GridActors.Core.Meetings;

/// <summary>How an area organises the work and holds people to it 组织督导.</summary>
public static class MeetingFeature
{
    public static readonly Feature Feature = new()
    {
        Topics = [new("organisation", "组织督导", "Organisation and supervision")],
        Records =
        [
            new MeetingType(), new AgreementType(), new DonationType(), new SupervisionType(), new CommendationType(),
            new TalkType(),
        ],
        Indicators =
        [
            MeetingType.Meetings, DonationType.Yuan, SupervisionType.Supervisions, CommendationType.Commendations,
        ],
        Families = [AgreementType.ByKind, TalkType.ByTarget],
    };
}
