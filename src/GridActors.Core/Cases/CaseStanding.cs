using GridActors.Core.Households;
using GridActors.Core.Totals;

namespace GridActors.Core.Cases;

/// <summary>How a person stands towards the disease, of whom something was reported.</summary>
public sealed record CaseStanding(string Status, bool IsTransferred)
{
    /// <summary>Once transferred, a person stays so until reported recovered.</summary>
    public static CaseStanding After(CaseStanding? before, PersonFact report) => new(
        report.Case!,
        report.IsTransferred || (before is { IsTransferred: true } && report.Case != CaseIndicators.Recovered));

    public void Count(DateOnly day, int sign, Contributions totals)
    {
        totals.Add(day, CaseIndicators.ByStatus.Of(Status), sign);
        if (IsTransferred)
        {
            totals.Add(day, CaseIndicators.Transferred, sign);
        }
    }
}
