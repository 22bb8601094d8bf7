using GridActors.Core.Households;
using GridActors.Core.Records;

namespace GridActors.Core.Jobs;

/// <summary>Work 就业 for the persons of households and institutions.</summary>
public static class JobFeature
{
    public static readonly Feature Feature = new()
    {
        Topics = [new("jobs", "就业", "Work")],
        Records =
        [
            new JobType("job.seek", PersonFactKind.SoughtWork),
            new JobType("job.depart", PersonFactKind.DepartedForWork),
        ],
        Indicators = [JobSearch.Seeking, JobSearch.Skilled, JobSearch.Departed],
    };
}
