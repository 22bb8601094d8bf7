using System.Xml.Linq;
using GridActors.LoadDriver.Measurements;
using GridActors.LoadDriver.Reports;

namespace GridActors.LoadDriver.Tests.Measurements;

public sealed class LatenciesTests
{
    [Fact]
    public void A_percentile_is_the_least_that_so_many_do_not_exceed()
    {
        var ms = Percentiles.Of(Enumerable.Range(1, 1000).Select(i => (float)i).Reverse());
        Assert.Equal(new Percentiles(1000, 500, 990, 999, 1000), ms);
        Assert.Equal(new Percentiles(1, 7, 7, 7, 7), Percentiles.Of([7f]));
        Assert.Equal(new Percentiles(0, 0, 0, 0, 0), Percentiles.Of([]));
    }

    [Fact]
    public void A_timing_counts_in_the_second_in_which_it_was_due()
    {
        var latencies = new Latencies();
        latencies.NewPart().AddRange([new(0.2f, 5), new(3.9f, 4000)]);
        latencies.NewPart().Add(new(0.9f, 7));
        Assert.Equal(
            [new Moment(0, new Percentiles(2, 5, 7, 7, 7)), new Moment(3, new Percentiles(1, 4000, 4000, 4000, 4000))],
            latencies.BySecond());
        Assert.Equal(3, latencies.All().Count);
    }

    [Fact]
    public void A_picture_has_a_line_for_each_percentile_and_a_bar_for_each_second()
    {
        var latencies = new Latencies();
        latencies.NewPart().AddRange(Enumerable.Range(0, 30).Select(i => new Timing(i, 1 + i)));
        var svg = XDocument.Parse(Picture.Draw("steady & <http>", latencies.BySecond()));
        var ns = svg.Root!.Name.Namespace;
        Assert.Equal(3, svg.Descendants(ns + "polyline").Count());
        Assert.Equal(1 + 30, svg.Descendants(ns + "rect").Count());
        Assert.Contains("steady & <http>", svg.Descendants(ns + "text").Select(text => text.Value));
    }
}
