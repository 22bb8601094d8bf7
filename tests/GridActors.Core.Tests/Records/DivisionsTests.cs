using GridActors.Core.Records;

namespace GridActors.Core.Tests.Records;

public sealed class DivisionsTests
{
    [Theory]
    [InlineData("42", "湖北", "Hubei")]
    [InlineData("420000", "湖北", "Hubei")]
    [InlineData("4201", "湖北4201", "Hubei 4201")]
    [InlineData("141127102201", "山西141127102201", "Shanxi 141127102201")]
    [InlineData("61", "陕西", "Shaanxi")]
    [InlineData("9901", "9901", "9901")]
    [InlineData("4", "4", "4")]
    public void A_division_code_is_called_by_its_province(string code, string zh, string en) =>
        Assert.Equal((zh, en), (Divisions.NameOf(code).Zh, Divisions.NameOf(code).En));

    [Fact]
    public void There_are_34_provinces_and_each_has_a_code_of_its_own() =>
        Assert.Equal(34, Divisions.Provinces.Terms.DistinctBy(term => term.Code).DistinctBy(term => term.En).Count());
}
