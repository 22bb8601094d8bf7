using GridActors.Core.Households;
using GridActors.Core.Tests.Records;
using GridActors.Core.Tests.Units;
using GridActors.Core.Traces;

namespace GridActors.Core.Tests.Households;

/// <summary>When who was under isolation orders, as others may ask for it.</summary>
public sealed class HouseholdStaysTests
{
    private static readonly string Id = NationalIds.Of(1);

    [Fact]
    public void An_isolation_is_a_stay_that_lasts_until_its_end()
    {
        var unit = UnitUnderTest.Household().Accept("02-01 09:00", "isolation.start", Start("""{"name":"甲","phone":"1"}"""));
        Assert.Equal(["c甲\n1 02-01 09:00 -"], Shown(unit));
        unit.Accept("02-03 09:00", "isolation.transfer", """{"person":{"name":"甲","phone":"1"},"kind":"central"}""");
        Assert.Equal(["c甲\n1 02-01 09:00 -"], Shown(unit));
        unit.Accept("02-15 10:00", "isolation.end", """{"person":{"name":"甲","phone":"1"},"reason":"released"}""");
        unit.Accept("02-20 10:00", "isolation.start", Start("""{"name":"甲","phone":"1"}"""));
        Assert.Equal(["c甲\n1 02-01 09:00 02-15 10:00", "c甲\n1 02-20 10:00 -"], Shown(unit));
    }

    [Fact]
    public void Name_and_telephone_told_with_the_document_lead_to_the_same_stay()
    {
        var unit = UnitUnderTest.Household().Accept("02-01 09:00", "isolation.start", Start($$"""{"id":"{{Id}}"}"""));
        Assert.Equal([$"dnationalId\n{Id} 02-01 09:00 -"], Shown(unit));
        unit.Accept("02-02 09:00", "health.check", $$"""{"person":{"id":"{{Id}}","name":"甲","phone":"1"},"temperature":36.5}""");
        Assert.Equal(["c甲\n1 02-01 09:00 -", $"dnationalId\n{Id} 02-01 09:00 -"], Shown(unit));
    }

    [Fact]
    public void An_isolation_that_is_taken_back_leaves_no_stay()
    {
        var unit = UnitUnderTest.Household().Accept("02-01 09:00", "isolation.start", Start("""{"name":"甲","phone":"1"}"""));
        var before = unit.State.Get<Household>();
        Assert.False(unit.Void(unit.LastSeq).IsRefused);
        Assert.Empty(Shown(unit));
        Assert.Empty(Assert.Single(HouseholdStays.Since(unit.State.Get<Household>(), before)).Stays);
    }

    [Fact]
    public void Who_is_spelled_in_two_ways_is_under_the_orders_of_both_and_each_step_says_what_the_whole_says()
    {
        const string dashed = """{"name":"甲","phone":"1-2"}""";
        const string plain = """{"name":"甲","phone":"12"}""";
        var unit = UnitUnderTest.Household();
        var index = new Dictionary<TraceName, IReadOnlyList<Stay>>();
        Do("02-01 09:00", "isolation.start", Start(dashed));
        Do("02-02 09:00", "isolation.start", Start(plain));
        Do("02-03 09:00", "isolation.end", $$"""{"person":{{dashed}},"reason":"other"}""");
        Assert.Equal(["c甲\n12 02-01 09:00 02-03 09:00", "c甲\n12 02-02 09:00 -"], Shown(unit));
        Do("02-04 09:00", "isolation.end", $$"""{"person":{{plain}},"reason":"other"}""");
        Assert.Equal(["c甲\n12 02-01 09:00 02-03 09:00", "c甲\n12 02-02 09:00 02-04 09:00"], Shown(unit));

        void Do(string at, string type, string data)
        {
            var before = unit.State.Get<Household>();
            unit.Accept(at, type, data);
            var household = unit.State.Get<Household>();
            foreach (var change in HouseholdStays.Since(household, before))
            {
                index[change.Person] = change.Stays;
            }

            var whole = Assert.Single(HouseholdStays.Of(household));
            Assert.Equal(whole.Stays, index[whole.Person]);
        }
    }

    [Fact]
    public void A_name_and_telephone_that_turn_out_to_be_anothers_lead_to_the_stay_no_more_until_that_is_taken_back()
    {
        var second = NationalIds.Of(2);
        var unit = UnitUnderTest.Household()
            .Accept("02-01 09:00", "isolation.start", Start($$"""{"id":"{{Id}}"}"""))
            .Accept("02-05 09:00", "health.check", Check(Id));
        Assert.Equal(["c甲\n1 02-01 09:00 -", $"dnationalId\n{Id} 02-01 09:00 -"], Shown(unit));

        var before = unit.State.Get<Household>();
        unit.Accept("02-04 09:00", "health.check", Check(second));
        Assert.Equal([$"dnationalId\n{Id} 02-01 09:00 -"], Shown(unit));
        Assert.Empty(Assert.Single(HouseholdStays.Since(unit.State.Get<Household>(), before)).Stays);

        before = unit.State.Get<Household>();
        Assert.False(unit.Void(unit.LastSeq).IsRefused);
        Assert.Equal(["c甲\n1 02-01 09:00 -"], Show(HouseholdStays.Since(unit.State.Get<Household>(), before)));

        static string Check(string id) =>
            $$"""{"person":{"id":"{{id}}","name":"甲","phone":"1"},"temperature":36.5}""";
    }

    [Fact]
    public void A_check_of_one_person_says_nothing_of_the_others()
    {
        var unit = UnitUnderTest.Registered("institution");
        for (var i = 0; i < 5; i++)
        {
            unit.Accept("02-01 09:00", "isolation.start", Start($$"""{"name":"甲","phone":"{{i}}"}"""));
        }

        var before = unit.State.Get<Household>();
        unit.Accept("02-02 09:00", "health.check", """{"person":{"name":"甲","phone":"3"},"temperature":36.5}""");
        Assert.Empty(HouseholdStays.Since(unit.State.Get<Household>(), before));
    }

    [Theory]
    [InlineData("household")]
    [InlineData("institution")]
    public void What_changed_record_by_record_adds_up_to_what_there_is_in_any_order(string kind)
    {
        var withStays = 0;
        OrderOfArrivalTests.Hold(kind, month =>
        {
            var stays = new Dictionary<TraceName, IReadOnlyList<Stay>>();
            var before = new Household();
            var unit = OrderOfArrivalTests.Deliver(month, new Random(month.Seed), Month.NewUnit(), unit =>
            {
                var now = unit.State.Get<Household>();
                foreach (var change in HouseholdStays.Since(now, before))
                {
                    stays[change.Person] = change.Stays;
                }

                before = now;
            });
            Assert.Equal(Shown(unit), Show(stays.Select(pair => new StayChange(pair.Key, pair.Value))));
            Assert.Equal(Shown(month.InOrder()), Shown(unit));
            withStays += stays.Count;
        });
        Assert.True(withStays > 20, $"{withStays} stays prove little");
    }

    private static string Start(string person) => $$"""{"person":{{person}},"kind":"home"}""";

    private static List<string> Shown(UnitUnderTest unit) => Show(HouseholdStays.Of(unit.State.Get<Household>()));

    private static List<string> Show(IEnumerable<StayChange> changes) =>
    [
        .. from change in changes
           from stay in change.Stays
           let until = stay.Until is { } end ? $"{end.ToOffset(TimeSpan.FromHours(8)):MM-dd HH:mm}" : "-"
           let line = $"{(char)change.Person.Kind}{change.Person.Text} {stay.From.ToOffset(TimeSpan.FromHours(8)):MM-dd HH:mm} {until}"
           orderby line
           select line,
    ];
}
