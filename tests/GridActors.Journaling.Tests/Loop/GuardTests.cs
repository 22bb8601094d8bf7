using GridActors.Core.Records;
using GridActors.Core.Units;
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
}
