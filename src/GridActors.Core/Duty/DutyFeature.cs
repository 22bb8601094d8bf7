using GridActors.Core.Records;

namespace GridActors.Core.Duty;

/// <summary>Duty 值班: who is to be there, and who is.</summary>
public static class DutyFeature
{
    public static readonly Feature Feature = new()
    {
        Topics = [new("duty", "值班值守", "Duty")],
        Records =
        [
            new ShiftPlanType(), new ShiftSignType("shift.signIn", isIn: true),
            new ShiftSignType("shift.signOut", isIn: false),
        ],
        Indicators = [ShiftPlanType.Count, Shifts.OnNow, Shifts.Minutes],
        Aspects = [AspectType.Of<Shifts>("shifts")],
    };
}
