using GridActors.Core.Records;
using GridActors.Core.Totals;
using GridActors.Core.Units;

namespace GridActors.Core.Inspections;

/// <param name="Venue">Its name.</param>
public sealed record Inspection(string VenueKind, string Venue, IReadOnlyList<HazardFound> Hazards);

/// <param name="Hazard">Its key.</param>
/// <param name="Due">Until when it is to be put right.</param>
public sealed record HazardFound(string Hazard, string What, DueTime Due)
{
    public static HazardFound Read(Fields hazard) => new(
        hazard.Text("hazard", Keyed.KeyLengthMax), hazard.Text("what", 500), DueTime.Read(hazard, "due"));
}

public sealed record HazardFix(string Hazard);

/// <summary><c>inspection</c> 检查.</summary>
internal sealed class InspectionType() : RecordType<Inspection, Hazards>("inspection", UnitKinds.Areas)
{
    private const int HazardsMax = 100;

    private static readonly Vocabulary VenueKinds = Vocabulary.Of(
        ("supermarket", "超市", "supermarkets"),
        ("restaurant", "餐饮店", "restaurants"),
        ("delicatessen", "熟食店", "delicatessens"),
        ("coldChain", "冷链企业", "cold chain"),
        ("market", "市场", "markets"),
        ("school", "学校", "schools"),
        ("clinic", "诊所", "clinics"),
        ("pharmacy", "药店", "pharmacies"),
        ("checkpoint", "卡点", "checkpoints"),
        ("other", "其他场所", "other"));

    public static readonly Indicator Count =
        Indicator.Flow("inspections", "inspections", "场所检查", "Inspections", "record");

    public static readonly IndicatorFamily ByVenueKind = IndicatorFamily.Flow(
        "inspections.", "inspections", "检查{0}", "Inspections: {0}", "record", VenueKinds);

    protected override Inspection ReadData(Fields data) => new(
        data.Choice("venueKind", VenueKinds),
        data.Text("venue", 100),
        data.OptionalList("hazards", HazardsMax, HazardFound.Read, fromText: null) ?? []);

    protected override Decision Decide(Hazards aspect, Record record, Inspection data, Facts facts) =>
        Decision.Accept;

    protected override Hazards Evolve(
        Hazards aspect, Record record, Inspection data, Contributions totals, Calendar calendar)
    {
        totals.Add(record.Day, Count);
        totals.Add(record.Day, ByVenueKind.Of(data.VenueKind));
        foreach (var found in data.Hazards)
        {
            var fact = new HazardFact(Moment.Of(record), found.Due, found.What);
            aspect = aspect.With(found.Hazard, fact, totals, calendar);
        }

        return aspect;
    }
}

/// <summary><c>hazard.fix</c>: a hazard that was open is put right.</summary>
internal sealed class HazardFixType() : RecordType<HazardFix, Hazards>("hazard.fix", UnitKinds.Areas)
{
    protected override HazardFix ReadData(Fields data) => new(data.Text("hazard", Keyed.KeyLengthMax));

    protected override Decision Decide(Hazards aspect, Record record, HazardFix data, Facts facts) =>
        aspect.Found.Find(data.Hazard)?.IsOpenBefore(Moment.Of(record)) == true
            ? Decision.Accept
            : Decision.Refuse(
                RefusalCodes.NoSuchItem, "data.hazard",
                $"no hazard {data.Hazard} was open at {record.Unit} at {record.At:O}");

    protected override Hazards Evolve(
        Hazards aspect, Record record, HazardFix data, Contributions totals, Calendar calendar) =>
        aspect.With(data.Hazard, new HazardFact(Moment.Of(record), Due: null, What: null), totals, calendar);
}
