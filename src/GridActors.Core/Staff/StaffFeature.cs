using GridActors.Core.Records;

namespace GridActors.Core.Staff;

/// <summary>Who works where 防控力量.</summary>
public static class StaffFeature
{
    public static readonly Feature Feature = new()
    {
        Topics = [new("staff", "防控力量", "Staff")],
        Records = [new StaffType("staff.enrol", joins: true), new StaffType("staff.leave", joins: false)],
        Indicators = [Workforce.InAll],
        Families = [Workforce.ByRole],
        Compared = [Workforce.InAll],
        Aspects = [AspectType.Of<Workforce>("staff")],
    };
}
