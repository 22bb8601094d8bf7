using GridActors.Core.Records;

namespace GridActors.Core.Households;

/// <summary>
/// Households, and the persons of households and institutions: surveys, returnees, isolation, checks.
/// </summary>
public static class HouseholdFeature
{
    public static readonly Feature Feature = new()
    {
        Topics =
        [
            new("surveys", "摸排", "Surveys"), new("returnees", "返乡人员", "Returnees"), new("isolation", "隔离", "Isolation"),
        ],
        Records =
        [
            new HouseholdSurveyType(), new ReturneeRegisterType(), new ReturneeLeaveType(), new IsolationStartType(),
            new IsolationTransferType(), new IsolationEndType(), new HealthCheckType(),
        ],
        Indicators =
        [
            HouseholdSurveyType.Count, HouseholdSurveyType.PersonsChecked, Surveys.Surveyed, Surveys.PersonsSurveyed,
            Surveys.Vulnerable, ReturneeRegisterType.Count, ReturneeRegisterType.Present, IsolationIndicators.Started,
            IsolationIndicators.Ended, HealthCheckType.Count, HealthCheckType.Fever, HealthCheckType.Missed,
        ],
        Families =
        [
            Surveys.SurveyedInRound, Surveys.ByResidence, Surveys.ByCategory, ReturneeRegisterType.ByClass,
            ReturneeRegisterType.ByCode, IsolationIndicators.ByKind, .. IsolationIndicators.ByClass.Values,
            IsolationIndicators.BySite,
        ],
        Compared =
        [
            Surveys.Surveyed, ReturneeRegisterType.Count, ReturneeRegisterType.Present,
            .. IsolationIndicators.ByKind.Members, HealthCheckType.Count, HealthCheckType.Missed,
        ],
        Aspects = [AspectType.Of<Household>("household"), AspectType.Of<Surveys>("surveys")],
    };
}
