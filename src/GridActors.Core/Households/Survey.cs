using System.Collections.Immutable;
using GridActors.Core.Records;
using GridActors.Core.Totals;
using GridActors.Core.Units;

namespace GridActors.Core.Households;

/// <summary>One visit of the sweep, as far as it still matters; a null says "unchanged".</summary>
public sealed record Survey(
    Moment At, int Round, int Persons, ImmutableArray<string>? Categories, string? Residence) : ITimed;

/// <summary>
/// A household's surveys 摸排, by when they were made; of what they say, the latest stands. Beside them the visits, which
/// count for the categories that stood just before them: a survey that comes in late tells of visits what they were.
/// </summary>
public sealed record Surveys : IAspect
{
    /// <summary>Sweeps; each has an indicator of its own.</summary>
    public const int RoundMax = 1000;

    public static readonly Vocabulary Categories = Vocabulary.Of(
        ("lowIncome", "低保户", "low income"),
        ("fiveGuarantee", "五保户", "five guarantees"),
        ("disabled", "残疾人户", "disabled"),
        ("seriousIllness", "大病户", "serious illness"),
        ("unstable", "脱贫不稳定户", "unstably out of poverty"),
        ("marginal", "边缘易致贫户", "at risk of poverty"),
        ("registeredPoor", "建档立卡户", "registered poor"));

    public static readonly Vocabulary Residences = Vocabulary.Of(
        ("registered", "户籍人口", "registered residents"), ("outsider", "外来人口", "outsiders"));

    public static readonly Indicator Surveyed =
        Indicator.Level("households.surveyed", "surveys", "已摸排户数", "Households surveyed", "household");

    public static readonly IndicatorFamily SurveyedInRound = IndicatorFamily.Level(
        "households.surveyed.r", "surveys", "第{0}轮已摸排户数", "Households surveyed, round {0}", "household");

    public static readonly Indicator PersonsSurveyed =
        Indicator.Level("persons.surveyed", "surveys", "摸排人数", "Persons surveyed", "person");

    public static readonly IndicatorFamily ByResidence = IndicatorFamily.Level(
        "persons.", "surveys", "{0}", "Persons: {0}", "person", Residences);

    public static readonly IndicatorFamily ByCategory = IndicatorFamily.Level(
        "households.", "surveys", "{0}", "Households: {0}", "household", Categories);

    public static readonly Indicator Vulnerable =
        Indicator.Level("households.vulnerable", "surveys", "困难户", "Vulnerable households", "household");

    public static readonly Indicator Visited =
        Indicator.Level("households.visited", "visits", "已走访户数", "Households visited", "household");

    public static readonly IndicatorFamily VisitsByCategory = IndicatorFamily.Flow(
        "visits.", "visits", "走访{0}", "Visits to households: {0}", "record", Categories);

    /// <summary>Ascending by time.</summary>
    public ImmutableArray<Survey> Made { get; init; } = [];

    /// <summary>Ascending.</summary>
    public ImmutableArray<Moment> Visits { get; init; } = [];

    internal Surveys With(Survey survey, Contributions totals, Calendar calendar)
    {
        var changed = this with { Made = Made.InsertByTime(survey) };
        totals.AddDifference(Project(calendar), changed.Project(calendar));
        return changed;
    }

    internal Surveys WithVisit(Moment at, Contributions totals, Calendar calendar)
    {
        var changed = this with { Visits = Visits.InsertByTime(at) };
        totals.AddDifference(Project(calendar), changed.Project(calendar));
        return changed;
    }

    private Contributions Project(Calendar calendar)
    {
        var totals = new Contributions();
        var rounds = new HashSet<int>();
        Standing before = new(0, [], null);
        var visits = 0;
        foreach (var survey in Made)
        {
            visits = ProjectVisits(visits, survey.At, before, totals, calendar);
            var day = calendar.DayOf(survey.At.At);
            if (rounds.Count == 0)
            {
                totals.Add(day, Surveyed);
            }

            if (rounds.Add(survey.Round))
            {
                totals.Add(day,
                    SurveyedInRound.Of(survey.Round.ToString(System.Globalization.CultureInfo.InvariantCulture)));
            }

            var after = new Standing(
                survey.Persons, survey.Categories ?? before.Categories, survey.Residence ?? before.Residence);
            before.Count(day, -1, totals);
            after.Count(day, 1, totals);
            before = after;
        }

        ProjectVisits(visits, until: null, before, totals, calendar);
        return totals;
    }

    /// <summary>The visits from a place on that were made before a moment; returns the place of the next.</summary>
    private int ProjectVisits(int from, Moment? until, Standing standing, Contributions totals, Calendar calendar)
    {
        var place = from;
        for (; place < Visits.Length && !(Visits[place] >= until); place++)
        {
            var day = calendar.DayOf(Visits[place].At);
            if (place == 0)
            {
                totals.Add(day, Visited);
            }

            foreach (var category in standing.Categories)
            {
                totals.Add(day, VisitsByCategory.Of(category));
            }
        }

        return place;
    }

    /// <summary>What holds between one survey and the next.</summary>
    private sealed record Standing(int Persons, ImmutableArray<string> Categories, string? Residence)
    {
        public void Count(DateOnly day, int sign, Contributions totals)
        {
            totals.Add(day, PersonsSurveyed, sign * Persons);
            if (Residence is not null)
            {
                totals.Add(day, ByResidence.Of(Residence), sign * Persons);
            }

            foreach (var category in Categories)
            {
                totals.Add(day, ByCategory.Of(category), sign);
            }

            if (Categories.Length > 0)
            {
                totals.Add(day, Vulnerable, sign);
            }
        }
    }
}
