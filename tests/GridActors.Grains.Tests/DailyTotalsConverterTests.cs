using System.Text;
using GridActors.Core.Totals;
using GridActors.Grains.Wire;

namespace GridActors.Grains.Tests;

public sealed class DailyTotalsConverterTests
{
    [Fact]
    public void WhatOnlyANewerSiloCountsGoesThroughAnOlderOneAsItIs()
    {
        const string Sent = """{"2020-02-01":{"newer.doses":2.125},"2020-02-02":{"newer.doses":-1}}""";
        var converter = new DailyTotalsConverter();

        var totals = converter.ConvertFromSurrogate(new DailyTotalsBytes { Utf8 = Encoding.UTF8.GetBytes(Sent) });

        Assert.Equal(Sent, Encoding.UTF8.GetString(converter.ConvertToSurrogate(totals).Utf8));
        var (indicator, amount) = Assert.Single(totals.Running.Amounts);
        Assert.Equal(("newer.doses", 1.125m), (indicator.Code, amount.Units));
    }
}
