namespace GridActors.Standalone.Tests.Kills;

/// <summary>
/// What one device wrote down in 30 days without a network: surveys, isolations with their checks, visits; and what
/// must be counted of it on which day.
/// </summary>
internal sealed class OfflineMonth
{
    private const int Days = 30;
    private const int IsolationDays = 14;

    private readonly List<string> _records = [];
    private readonly Dictionary<DateOnly, int> _visits = [];
    private readonly Dictionary<DateOnly, int> _checks = [];
    private readonly Dictionary<DateOnly, int> _surveys = [];

    /// <param name="now">In the deployment's zone.</param>
    /// <param name="unit">Ids of the households, up to their number.</param>
    public OfflineMonth(DateTimeOffset now, int households, string unit)
    {
        var midnight = new DateTimeOffset(now.Date, now.Offset).AddDays(-Days);
        for (var household = 1; household <= households; household++)
        {
            var seq = 1;
            void Add(DateTimeOffset at, string type, string data, Dictionary<DateOnly, int>? counted = null)
            {
                _records.Add(Sender.Record($"{unit}{household}", "tablet", seq++, at, type, data));
                if (counted is not null)
                {
                    var day = DateOnly.FromDateTime(at.DateTime);
                    counted[day] = counted.GetValueOrDefault(day) + 1;
                }
            }

            var person = $$"""{"name":"村民{{household}}","phone":"1380000000{{household}}"}""";
            Add(midnight.AddHours(8), "household.survey", """{"round":1,"persons":3}""", _surveys);
            Add(midnight.AddHours(9), "isolation.start", $$"""{"person":{{person}},"kind":"home"}""");
            for (var day = 1; day < Days; day++)
            {
                var morning = midnight.AddDays(day);
                if (day <= IsolationDays)
                {
                    Add(morning.AddHours(9), "health.check", $$"""{"person":{{person}},"temperature":36.6,"session":"am"}""", _checks);
                    Add(morning.AddHours(23.99), "health.check", $$"""{"person":{{person}},"temperature":36.5,"session":"pm"}""", _checks);
                }

                if (day == IsolationDays + 1)
                {
                    Add(morning.AddHours(10), "isolation.end", $$"""{"person":{{person}},"reason":"released"}""");
                }

                Add(morning, "visit", """{"purpose":"outreach"}""", _visits); // at midnight: the first instant of its day
            }
        }
    }

    public IReadOnlyList<string> Records => _records;

    public IReadOnlyDictionary<DateOnly, int> Visits => _visits;

    public IReadOnlyDictionary<DateOnly, int> Checks => _checks;

    public IReadOnlyDictionary<DateOnly, int> Surveys => _surveys;
}
