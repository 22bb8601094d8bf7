using GridActors.Core.Tests.Records;

namespace GridActors.Core.Tests.Households;

/// <summary>Who is who: by id; without one by name and telephone; a record with both joins them, whenever it comes in.</summary>
public sealed class PersonIdentityTests
{
    private static readonly string Id = $"\"id\":\"{NationalIds.Of(1)}\"";
    private static readonly string OtherId = $"\"id\":\"{NationalIds.Of(2)}\"";
    private const string Name = "\"name\":\"张三\",\"phone\":\"13800000001\"";
    private const string NewPhone = "\"name\":\"张三\",\"phone\":\"13900000009\"";

    [Fact]
    public void The_same_id_is_the_same_person_whatever_name_and_telephone_say()
    {
        var unit = Isolated("02-01 09:00", $$"""{{{Id}},{{Name}}}""");
        Assert.Equal(
            "data.person",
            unit.Refuse("already-isolated", "02-02 09:00", "isolation.start", Start($$"""{{{Id}},"name":"张山","phone":"1"}""")).Field);
        unit.Accept("02-03 09:00", "isolation.end", End($$"""{{{Id}}}"""));
        Assert.Equal(0, unit["isolated.home"]);
    }

    [Fact]
    public void Different_ids_are_different_persons_even_of_one_name_and_telephone()
    {
        var unit = Isolated("02-01 09:00", $$"""{{{Id}},{{Name}}}""")
            .Accept("02-01 10:00", "isolation.start", Start($$"""{{{OtherId}},{{Name}}}"""));
        Assert.Equal(2, unit["isolated.home"]);
        Assert.Equal("accepted", Isolated("02-01 09:00", """{"id":"E1","idType":"passport"}""")
            .Tell("02-01 09:00", "isolation.start", Start("""{"id":"E1","idType":"other"}""")).Status);
    }

    [Fact]
    public void Without_an_id_name_and_telephone_together_are_the_person()
    {
        var unit = Isolated("02-01 09:00", $$"""{{{Name}}}""");
        unit.Refuse("already-isolated", "02-02 09:00", "isolation.start", Start($$"""{{{Name}}}"""));
        unit.Accept("02-02 09:00", "isolation.start", Start($$"""{{{NewPhone}}}"""));
        Assert.Equal(2, unit["isolated.home"]);
    }

    [Fact]
    public void A_record_with_both_joins_what_was_told_under_either()
    {
        var unit = Isolated("02-01 09:00", $$"""{{{Name}}}""");
        unit.Refuse("not-isolated", "02-03 09:00", "isolation.end", End($$"""{{{Id}}}"""));
        unit.Accept("02-02 09:00", "health.check", $$"""{"person":{{{Id}},{{Name}}},"temperature":36.5}""");
        unit.Accept("02-03 09:00", "isolation.end", End($$"""{{{Id}}}"""));
        Assert.Equal(0, unit["isolated.home"]);
    }

    [Fact]
    public void Two_found_to_be_one_are_isolated_once_from_the_earlier_start_on()
    {
        var unit = Isolated("02-02 09:00", $$"""{{{Name}}}""").Accept("02-01 09:00", "isolation.start", Start($$"""{{{Id}}}"""));
        Assert.Equal(2, unit["isolated.home"]);
        unit.Accept("02-05 09:00", "health.check", $$"""{"person":{{{Id}},{{Name}}},"temperature":36.5}""");
        Assert.Equal((1, 2), (unit["isolated.home"], unit["isolations"]));
        Assert.Equal((1, 0), (unit.On("02-01", "isolated.home"), unit.On("02-02", "isolated.home")));
    }

    [Fact]
    public void A_person_keeps_every_name_and_telephone_that_came_with_the_id()
    {
        var unit = Isolated("02-01 09:00", $$"""{{{Id}},{{Name}}}""")
            .Accept("02-02 09:00", "health.check", $$"""{"person":{{{Id}},{{NewPhone}}},"temperature":36.5}""");
        unit.Refuse("already-isolated", "02-03 09:00", "isolation.start", Start($$"""{{{Name}}}"""));
        unit.Refuse("already-isolated", "02-03 09:00", "isolation.start", Start($$"""{{{NewPhone}}}"""));
        unit.Accept("02-04 09:00", "isolation.end", End($$"""{{{Name}}}"""));
        Assert.Equal(0, unit["isolated.home"]);
    }

    [Fact]
    public void A_name_and_telephone_of_two_ids_mean_the_one_with_whom_they_were_first_seen_by_time()
    {
        foreach (var reversed in new[] { false, true })
        {
            var unit = UnitUnderTest.Household();
            (string At, string Person)[] starts =
                [("02-01 09:00", $$"""{{{Id}},{{Name}}}"""),
                ("02-02 09:00", $$"""{{{OtherId}},{{Name}}}""")];
            foreach (var (at, person) in reversed ? starts.Reverse() : starts)
            {
                unit.Accept(at, "isolation.start", Start(person));
            }

            unit.Accept("02-03 09:00", "isolation.end", End($$"""{{{Name}}}"""));
            unit.Refuse("not-isolated", "02-04 09:00", "isolation.end", End($$"""{{{Id}}}"""));
            unit.Accept("02-04 09:00", "isolation.end", End($$"""{{{OtherId}}}"""));
        }
    }

    [Theory]
    [InlineData(0, 1, 2)]
    [InlineData(0, 2, 1)]
    [InlineData(1, 0, 2)]
    [InlineData(1, 2, 0)]
    [InlineData(2, 0, 1)]
    [InlineData(2, 1, 0)]
    public void In_whatever_order_the_joining_record_comes_the_levels_of_every_day_are_the_same(params int[] order)
    {
        (string At, string Type, string Data)[] records =
        [
            ("02-01 09:00", "isolation.start", Start($$"""{{{Name}}}""")),
            ("02-03 09:00", "health.check", $$"""{"person":{{{OtherId}},{{Name}}},"temperature":36.5}"""),
            ("02-02 09:00", "health.check", $$"""{"person":{{{Id}},{{Name}}},"temperature":36.5}"""),
        ];
        var unit = UnitUnderTest.Household();
        foreach (var (at, type, data) in order.Select(place => records[place]))
        {
            unit.Accept(at, type, data);
        }

        Assert.Equal((1, 1), (unit["isolated.home"], unit.On("02-01", "isolated.home")));
        unit.Refuse("not-isolated", "02-05 09:00", "isolation.end", End($$"""{{{OtherId}}}"""));
        unit.Accept("02-05 09:00", "isolation.end", End($$"""{{{Id}}}""")); // whose the name and telephone were first
    }

    [Fact]
    public void Persons_are_listed_once_each_also_those_known_by_two_names()
    {
        var unit = Isolated("02-01 09:00", $$"""{{{Name}}}""")
            .Accept("02-02 09:00", "health.check", $$"""{"person":{{{Id}},{{Name}}},"temperature":36.5}""")
            .Accept("02-02 09:00", "health.check", """{"person":{"name":"李四","phone":"1"},"temperature":36.5}""");
        var persons = unit.State.Get<GridActors.Core.Households.Household>().Persons.ToList();
        Assert.Equal(2, persons.Count);
        Assert.Single(persons.Single(person => person.Name.HasId).Facts);
    }

    private static UnitUnderTest Isolated(string at, string person) =>
        UnitUnderTest.Household().Accept(at, "isolation.start", Start(person));

    private static string Start(string person) => $$"""{"person":{{person}},"kind":"home"}""";

    private static string End(string person) => $$"""{"person":{{person}},"reason":"released"}""";
}
