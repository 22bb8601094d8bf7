using System.Text.Json;
using GridActors.Core.Records;
using GridActors.Core.Units;
using GridActors.CommandLine.Demo;

namespace GridActors.Standalone.Tests.Scenarios;

public sealed class LanCountyRecordsTests
{
    private static readonly LanCounty County = new();
    private static readonly List<TimedRecord> Records = [.. County.Records()];

    [Fact]
    public void The_same_seed_gives_the_same_units_and_the_same_bytes()
    {
        var again = new LanCounty();

        Assert.Equal(County.Units, again.Units);
        Assert.Equal(Records.Count, again.Records().Count());
        Assert.All(Records.Zip(again.Records()), pair =>
        {
            Assert.Equal(pair.First.At, pair.Second.At);
            Assert.True(pair.First.Utf8.Span.SequenceEqual(pair.Second.Utf8.Span));
        });
    }

    [Fact]
    public void Another_seed_gives_other_records() =>
        Assert.False(Records[^1].Utf8.Span.SequenceEqual(new LanCounty(seed: 7).Records().Last().Utf8.Span));

    [Fact]
    public void There_are_enough_records_for_a_lively_county_and_few_enough_to_play_in_seconds() =>
        Assert.InRange(Records.Count, 30_000, 60_000);

    [Fact]
    public void Records_come_in_the_order_of_time_and_none_before_it_happened()
    {
        var reader = new RecordReader(Catalogue.Standard, new Calendar(TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai")));

        Assert.True(Records.Zip(Records.Skip(1)).All(pair => pair.First.At <= pair.Second.At));
        Assert.All(Records, record => Assert.InRange(reader.Read(record.Utf8).Record!.At, LanCounty.Begin, record.At));
        Assert.True(Records[^1].At < LanCounty.End);
    }

    [Fact]
    public void Every_device_counts_its_records_from_1_without_a_gap()
    {
        var devices = Parsed().GroupBy(record => record.GetProperty("source").GetString());

        Assert.All(devices, device => Assert.Equal(
            Enumerable.Range(1, device.Count()), device.Select(record => record.GetProperty("seq").GetInt32()).Order()));
    }

    [Fact]
    public void Persons_are_many_their_ids_are_valid_and_nobodys()
    {
        var persons = Parsed().Select(record => record.GetProperty("data"))
            .Where(data => data.TryGetProperty("person", out _)).Select(data => data.GetProperty("person")).ToList();
        var ids = persons.Select(person => person.GetProperty("id").GetString()!).Distinct().ToList();

        Assert.All(ids, id => Assert.True(PersonName.IsNationalId(id) && id.StartsWith("141199", StringComparison.Ordinal)));
        Assert.All(persons, person => Assert.Matches("^120[0-9]{8}$", person.GetProperty("phone").GetString()));
        Assert.True(ids.Count > 2500);
        Assert.True(persons.Select(person => person.GetProperty("name").GetString()).Distinct().Count() > 2000);
    }

    [Fact]
    public void Units_are_distinct_and_stand_under_a_parent_that_comes_before()
    {
        var seen = new HashSet<string>();
        Assert.All(County.Units, unit =>
        {
            Assert.True(UnitId.TryParse(unit.Code, out _) && seen.Add(unit.Code), unit.Code);
            Assert.True(unit.Parent is null || seen.Contains(unit.Parent), unit.Code);
        });
    }

    [Fact]
    public void After_the_scenario_the_days_go_on()
    {
        var days = County.RecordsByDay().Take(LanCounty.Days + 15).ToList();
        var last = days[^1].Select(record => JsonDocument.Parse(record.Utf8).RootElement.GetProperty("type").GetString()!).ToHashSet();

        Assert.True(days[^1].Count > 1000);
        Assert.Superset(new HashSet<string> { "passage", "health.check", "returnee.register", "isolation.start", "isolation.end" }, last);
    }

    private static IEnumerable<JsonElement> Parsed() => Records.Select(record => JsonDocument.Parse(record.Utf8).RootElement);
}
