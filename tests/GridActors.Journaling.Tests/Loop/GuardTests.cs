using GridActors.Core.Records;
using GridActors.Core.Units;
using GridActors.Journaling.Loop;
using GridActors.Journaling.Ports;
using GridActors.Journaling.Tests.Hosting;

namespace GridActors.Journaling.Tests.Loop;

/// <summary>What a decision was told of others is asked again by the store, in the moment in which it is written.</summary>
public sealed class GuardTests
{
    private const string Township = "100-1";
    private const string Village = "100-1-1";

    private readonly TestUnits _units = new();

    public GuardTests()
    {
        Assert.Empty(_units.Import("100,岚县,county,").Failures);
        _units.Accept(Township, "unit.register", """{"kind":"township","name":"镇","parent":"100"}""", "office");
    }

    [Fact]
    public void A_registration_is_not_voided_over_a_unit_that_came_and_closed_meanwhile()
    {
        var record = _units.Make(Township, "record.void", """{"source":"office","seq":1,"reason":"登记错"}""");
        _units.Store.HoldsAppends = true;
        var voiding = _units.Start(() => _units.PostAsync(record.Unit, [record]));
        _units.Store.HoldsAppends = false;
        _units.Accept(Village, "unit.register", """{"kind":"village","name":"村","parent":"100-1"}""");
        _units.Accept(Village, "unit.close", "{}", seq: 2);
        _units.Start(() =>
        {
            _units.Store.Release();
            return true;
        });

        Assert.Equal(AnswerStatus.Unavailable, voiding.Result[0].Status);
        Assert.Equal("has-dependents", _units.Post(record).Refusal?.Code);
        _units.Converge();
        Assert.NotNull(_units.Run(() => _units.TotalsAsync(UnitId.Parse(Township))));
        Assert.Empty(_units.Recount().Differences);
    }

    [Fact]
    public void A_host_to_whose_unit_another_one_has_written_does_not_refuse_what_that_one_accepted()
    {
        var stale = _units.Actor(Township);
        _units.Run(stale.TotalsAsync);
        var report = _units.Make(
            Township, "gathering.report", """{"gathering":"g-1","kind":"wedding","date":"2020-02-09","planned":30}""");
        var decide = _units.Make(Township, "gathering.decide", """{"gathering":"g-1","decision":"cancelled"}""", seq: 2);
        var newer = new JournaledUnit(UnitId.Parse(Township), _units.Ports);
        Assert.Equal(AnswerStatus.Accepted, _units.Run(() => newer.PostAsync([report]))[0].Status);
        Assert.Equal(AnswerStatus.Accepted, _units.Run(() => newer.PostAsync([decide]))[0].Status);

        Assert.Equal(AnswerStatus.Unavailable, _units.Run(() => stale.PostAsync([decide]))[0].Status);
        Assert.Equal(AnswerStatus.Duplicate, _units.Run(() => stale.PostAsync([decide]))[0].Status);
    }
}
