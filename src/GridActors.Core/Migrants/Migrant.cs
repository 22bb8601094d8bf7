using GridActors.Core.Households;
using GridActors.Core.Totals;

namespace GridActors.Core.Migrants;

/// <summary>
/// A person as one who works elsewhere. What was said on contact counts from the registration on, so that nobody is
/// reached who is not on the list.
/// </summary>
public sealed record Migrant(
    bool IsRegistered, bool IsAtRisk, bool WasPhoned, bool WasVisited, bool StaysPut)
{
    public static readonly Migrant Nobody = new(false, false, false, false, false);

    public static readonly Vocabulary MeansOfContact = Vocabulary.Of(
        ("phone", "电话", "by telephone"), ("visit", "上门", "by visit"), ("staysPut", "就地过年", "stays where they are"));

    public static readonly Indicator Registered =
        Indicator.Level("migrants", "migrants", "外出务工人员", "Migrant workers", "person");

    public static readonly Indicator AtRisk =
        Indicator.Level("migrants.atRisk", "migrants", "在风险地区务工人员", "Migrant workers at places of risk", "person");

    public static readonly Indicator Contacted =
        Indicator.Flow("migrants.contacted", "migrants", "联系务工人员人次", "Contacts with migrant workers", "record");

    public static readonly Indicator Phoned =
        Indicator.Level("migrants.phoned", "migrants", "已电话联系务工人员", "Migrant workers phoned", "person");

    public static readonly Indicator Visited =
        Indicator.Level("migrants.visited", "migrants", "已上门走访务工人员", "Migrant workers visited", "person");

    public static readonly Indicator StayingPut =
        Indicator.Level("migrants.stayingPut", "migrants", "就地过年务工人员", "Migrant workers staying put", "person");

    public Migrant After(PersonFact fact) => fact.Kind switch
    {
        PersonFactKind.MigrantRegistered => this with { IsRegistered = true, IsAtRisk = fact.AtRisk ?? IsAtRisk },
        PersonFactKind.MigrantContacted => fact.Means switch
        {
            "phone" => this with { WasPhoned = true },
            "visit" => this with { WasVisited = true },
            _ => this with { StaysPut = true },
        },
        PersonFactKind.Arrived => this with { StaysPut = false },
        _ => this,
    };

    public void Count(DateOnly day, int sign, Contributions totals)
    {
        if (!IsRegistered)
        {
            return;
        }

        totals.Add(day, Registered, sign);
        AddIf(IsAtRisk, AtRisk);
        AddIf(WasPhoned, Phoned);
        AddIf(WasVisited, Visited);
        AddIf(StaysPut, StayingPut);

        void AddIf(bool holds, Indicator indicator)
        {
            if (holds)
            {
                totals.Add(day, indicator, sign);
            }
        }
    }
}
