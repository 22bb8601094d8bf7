using GridActors.Core.Records;
using GridActors.Core.Totals;
using GridActors.Core.Units;

namespace GridActors.Core.Disinfection;

/// <param name="Litres">Disinfectant spread; it leaves the stock only by a <c>supply.use</c>.</param>
public sealed record PlaceDisinfected(string Place, decimal? Litres);

/// <summary><c>disinfection</c> 消杀.</summary>
internal sealed class DisinfectionType() : RecordType("disinfection", UnitKinds.WithStaff)
{
    private const decimal LitresMin = 0.001m;
    private const decimal LitresMax = 1_000_000;

    public static readonly Indicator Count =
        Indicator.Flow("disinfections", "disinfection", "消杀次数", "Disinfections", "record");

    public override bool StandsAlone => true;

    public override object Read(Fields data) =>
        new PlaceDisinfected(data.Text("place", 100), data.Number("litres", LitresMin, LitresMax));

    public override Decision Decide(UnitState state, Record record, Facts facts) => Decision.Accept;

    public override UnitState Evolve(UnitState state, Entry entry, Contributions totals, Calendar calendar)
    {
        totals.Add(entry.Record.Day, Count);
        return state;
    }
}
