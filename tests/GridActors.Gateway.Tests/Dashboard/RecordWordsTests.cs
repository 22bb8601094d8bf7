using GridActors.Core.Records;
using GridActors.Core.Units;

namespace GridActors.Gateway.Tests.Dashboard;

/// <summary>The page spells the codes of the contract; one that it does not know stands in a Chinese text as it is.</summary>
public sealed class RecordWordsTests
{
    [Fact]
    public void Every_code_of_a_vocabulary_that_records_use_has_a_chinese_word()
    {
        using var file = new StreamReader(typeof(GatewayLimits).Assembly.GetManifestResourceStream("Dashboard/record-words.js")!);
        var script = file.ReadToEnd();
        var from = script.IndexOf("const values = {", StringComparison.Ordinal);
        var values = script[from..script.IndexOf("};", from, StringComparison.Ordinal)];
        var codes = Catalogue.Standard.Families
            .Where(family => !family.IsOpen && !family.Prefix.StartsWith("alerts.", StringComparison.Ordinal))
            .SelectMany(family => family.Members).Select(member => member.Key?.Code ?? "")
            .Where(code => code.Any(char.IsAsciiLetter))
            .Concat(UnitKindRules.Names.Terms.Select(kind => kind.Code)).Distinct();
        Assert.All(codes, code => Assert.True(values.Contains($" {code}: '") || values.Contains($" '{code}': '"), code));
    }
}
