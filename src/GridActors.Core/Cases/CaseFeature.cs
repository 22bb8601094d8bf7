using GridActors.Core.Records;

namespace GridActors.Core.Cases;

/// <summary>Cases 病例 among the persons of households and institutions.</summary>
public static class CaseFeature
{
    public static readonly Feature Feature = new()
    {
        Topics = [new("cases", "病例", "Cases")],
        Records = [new CaseReportType()],
        Indicators = [CaseIndicators.Transferred],
        Families =
        [
            CaseIndicators.ByStatus, CaseIndicators.Reported, .. CaseIndicators.ReportedByOrigin.Values,
        ],
    };
}
