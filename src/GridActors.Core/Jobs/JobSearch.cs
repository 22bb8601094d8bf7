using GridActors.Core.Households;
using GridActors.Core.Totals;

namespace GridActors.Core.Jobs;

/// <summary>A person as one who looks for work.</summary>
public sealed record JobSearch(bool IsSeeking, bool IsSkilled)
{
    public static readonly JobSearch None = new(false, false);

    public static readonly Indicator Seeking =
        Indicator.Level("jobs.seeking", "jobs", "求职人员", "Seeking work", "person");

    public static readonly Indicator Skilled =
        Indicator.Level("jobs.skilled", "jobs", "有技能人员", "With a skill", "person");

    public static readonly Indicator Departed =
        Indicator.Flow("jobs.departed", "jobs", "外出就业人次", "Left for work", "record");

    /// <summary>Departing ends seeking; a skill, once named, stays.</summary>
    public JobSearch After(PersonFact fact) =>
        new(fact.Kind == PersonFactKind.SoughtWork, IsSkilled || fact.HasSkill);

    public void Count(DateOnly day, int sign, Contributions totals)
    {
        if (IsSeeking)
        {
            totals.Add(day, Seeking, sign);
        }

        if (IsSkilled)
        {
            totals.Add(day, Skilled, sign);
        }
    }
}
