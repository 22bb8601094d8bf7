namespace GridActors.Core.Tests.Jobs;

public sealed class JobTests
{
    private const string Person = """{"name":"张三","phone":"13800000001"}""";

    [Fact]
    public void Departing_ends_seeking_and_the_skill_stays()
    {
        var unit = UnitUnderTest.Household().Accept("02-03 09:00", "job.seek", Job(",\"skill\":\"电焊\""));
        Assert.Equal((1, 1, 0), (unit["jobs.seeking"], unit["jobs.skilled"], unit["jobs.departed"]));
        unit.Accept("02-09 09:00", "job.depart", Job());
        Assert.Equal((0, 1, 1), (unit["jobs.seeking"], unit["jobs.skilled"], unit["jobs.departed"]));
        Assert.Equal(-1, unit.On("02-09", "jobs.seeking"));
    }

    [Fact]
    public void Seeking_twice_is_one_who_seeks_and_seeking_again_after_departing_counts_again()
    {
        var unit = UnitUnderTest.Registered("institution").Accept("02-03 09:00", "job.seek", Job())
            .Accept("02-04 09:00", "job.seek", Job(",\"skill\":\"驾驶\""));
        Assert.Equal((1, 1), (unit["jobs.seeking"], unit.On("02-04", "jobs.skilled")));
        unit.Accept("02-06 09:00", "job.seek", Job()).Accept("02-05 09:00", "job.depart", Job());
        Assert.Equal((1, -1, 1), (unit["jobs.seeking"], unit.On("02-05", "jobs.seeking"), unit.On("02-06", "jobs.seeking")));
    }

    [Fact]
    public void Who_never_sought_may_depart()
    {
        var unit = UnitUnderTest.Household().Accept("02-09 09:00", "job.depart", Job(",\"skill\":\"电焊\""));
        Assert.Equal((0, 1, 1), (unit["jobs.seeking"], unit["jobs.skilled"], unit["jobs.departed"]));
    }

    private static string Job(string more = "") => $$"""{"person":{{Person}}{{more}}}""";
}
