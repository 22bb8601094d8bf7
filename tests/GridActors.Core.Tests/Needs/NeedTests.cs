namespace GridActors.Core.Tests.Needs;

public sealed class NeedTests
{
    [Theory]
    [InlineData("relief")]
    [InlineData("consumption")]
    [InlineData("training")]
    [InlineData("job")]
    [InlineData("loan")]
    [InlineData("medical")]
    [InlineData("food")]
    [InlineData("other")]
    public void A_need_is_open_from_being_raised_to_being_resolved(string kind)
    {
        var unit = UnitUnderTest.Household().Accept("02-03 09:00", "need.raise", Raise("n-1", kind));
        Assert.Equal((1, 1, 0), (unit["needs.open"], unit[$"needs.open.{kind}"], unit["needs.resolved"]));
        unit.Accept("02-05 09:00", "need.resolve", Resolve("n-1"));
        Assert.Equal((0, 0, 1), (unit["needs.open"], unit[$"needs.open.{kind}"], unit["needs.resolved"]));
        Assert.Equal((1, -1), (unit.On("02-03", "needs.open"), unit.On("02-05", $"needs.open.{kind}")));
    }

    [Fact]
    public void What_was_not_raised_by_then_is_no_such_item()
    {
        var unit = UnitUnderTest.Household();
        Assert.Equal("data.need", unit.Refuse("no-such-item", "02-05 09:00", "need.resolve", Resolve("n-1")).Field);
        unit.Accept("02-06 09:00", "need.raise", Raise("n-1", "food"));
        unit.Refuse("no-such-item", "02-05 09:00", "need.resolve", Resolve("n-1"));
        unit.Refuse("no-such-item", "02-07 09:00", "need.resolve", Resolve("n-2"));
        unit.Accept("02-07 09:00", "need.resolve", Resolve("n-1"));
    }

    [Fact]
    public void An_open_need_is_not_raised_again_and_a_resolved_one_not_resolved_again()
    {
        var unit = UnitUnderTest.Household().Accept("02-03 09:00", "need.raise", Raise("n-1", "food"));
        Assert.Equal("data.need", unit.Refuse("already-raised", "02-04 09:00", "need.raise", Raise("n-1", "medical")).Field);
        unit.Accept("02-05 09:00", "need.resolve", Resolve("n-1"));
        unit.Refuse("already-resolved", "02-06 09:00", "need.resolve", Resolve("n-1"));
        unit.Accept("02-07 09:00", "need.raise", Raise("n-1", "medical"));
        Assert.Equal((1, 0, 1), (unit["needs.open"], unit["needs.open.food"], unit["needs.open.medical"]));
    }

    [Fact]
    public void Raised_twice_because_the_earlier_one_came_in_later_it_is_one_need_as_it_was_raised_first()
    {
        var unit = UnitUnderTest.Household().Accept("02-04 09:00", "need.raise", Raise("n-1", "medical"))
            .Accept("02-03 09:00", "need.raise", Raise("n-1", "food"));
        Assert.Equal((1, 1, 0), (unit["needs.open"], unit["needs.open.food"], unit["needs.open.medical"]));
        unit.Accept("02-05 09:00", "need.resolve", Resolve("n-1"));
        Assert.Equal((0, 0), (unit["needs.open"], unit.LevelAt("02-05", "needs.open.food")));
    }

    [Fact]
    public void A_need_that_was_resolved_is_not_taken_back_before_its_resolution()
    {
        var unit = UnitUnderTest.Household().Accept("02-03 09:00", "need.raise", Raise("n-1", "food"));
        var raise = unit.LastSeq;
        unit.Accept("02-05 09:00", "need.resolve", Resolve("n-1"));
        Assert.Contains($"/{unit.LastSeq}", unit.Void(raise).Refusal!.Message);
        Assert.Equal("accepted", unit.Void(raise + 1).Status);
        Assert.Equal((1, 0), (unit["needs.open"], unit["needs.resolved"]));
        Assert.Equal("accepted", unit.Void(raise).Status);
        Assert.Equal(0, unit["needs.open"]);
    }

    [Fact]
    public void A_household_with_an_open_need_does_not_close()
    {
        var unit = UnitUnderTest.Household().Accept("02-03 09:00", "need.raise", Raise("n-1", "food"));
        unit.Refuse("has-open-items", "02-04 09:00", "unit.close");
        unit.Accept("02-04 09:00", "need.resolve", Resolve("n-1")).Accept("02-04 10:00", "unit.close");
    }

    [Theory]
    [InlineData("need.raise", "missing-field", "data.need", """{"kind":"food","what":"米"}""")]
    [InlineData("need.raise", "missing-field", "data.what", """{"need":"n","kind":"food"}""")]
    [InlineData("need.raise", "bad-value", "data.kind", """{"need":"n","kind":"gold","what":"米"}""")]
    [InlineData("need.resolve", "missing-field", "data.how", """{"need":"n"}""")]
    public void What_is_said_wrongly_is_refused(string type, string code, string field, string data) =>
        Assert.Equal(field, UnitUnderTest.Household().Refuse(code, "02-03 09:00", type, data).Field);

    [Fact]
    public void Only_households_have_needs() =>
        UnitUnderTest.Registered("institution").Refuse("wrong-kind", "02-03 09:00", "need.raise", Raise("n-1", "food"));

    private static string Raise(string need, string kind) => $$"""{"need":"{{need}}","kind":"{{kind}}","what":"米一袋"}""";

    private static string Resolve(string need) => $$"""{"need":"{{need}}","how":"送到"}""";
}
