using GridActors.Core.Records;

namespace GridActors.Core.Testing;

/// <summary>Tests 核酸检测 of the persons of households and institutions.</summary>
public static class TestingFeature
{
    public static readonly Feature Feature = new()
    {
        Topics = [new("tests", "核酸检测", "Tests")],
        Records = [new TestOrderType(), new TestResultType()],
        Indicators = [OrderedTest.Count, TestResultType.Done, TestResultType.FoundPositive],
    };
}
