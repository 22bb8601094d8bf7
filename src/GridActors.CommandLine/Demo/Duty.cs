namespace GridActors.CommandLine.Demo;

/// <summary>
/// Checkpoints and village offices are manned round the clock. Whoever relieves somebody comes a little earlier; now
/// and then somebody does not, and the gate stands alone.
/// </summary>
internal sealed class Duty(IReadOnlyList<Gate> gates, IReadOnlyList<VillageOffice> offices, Seeds seeds)
{
    private static readonly TimeSpan ShiftLasts = ScenarioTime.Clock(8, 0);
    private static readonly string[] Shifts = ["夜班", "白班", "晚班"];

    /// <summary>When whoever comes late is there.</summary>
    private static readonly TimeSpan LateBy = TimeSpan.FromMinutes(40);

    public IEnumerable<Draft> Of(int day) => [.. AtGates(day), .. AtOffices(day)];

    private IEnumerable<Draft> AtGates(int day)
    {
        var random = seeds.For(Seeds.Part.Duty, day);
        var deserted = random.Next(gates.Count);
        foreach (var (at, gate) in gates.Index())
        {
            if (day == 1)
            {
                yield return Plan(gate, day, 1, ScenarioTime.At(day, ScenarioTime.Clock(6, 5)));
                yield return Plan(gate, day, 2, ScenarioTime.At(day, ScenarioTime.Clock(6, 5)));
                yield return Sign(gate, gate.Workers[0], isIn: true, day, gate.Opens - TimeSpan.FromMinutes(5));
            }

            for (var shift = 0; shift < Shifts.Length; shift++)
            {
                yield return Plan(gate, day + 1, shift, ScenarioTime.At(day, ScenarioTime.Clock(17, 0)));
                var isLate = at == deserted && shift == 1 && day % 3 == 2;
                var ends = ShiftLasts * (shift + 1);
                var comes = isLate
                    ? ends + LateBy
                    : random.Between(ends - TimeSpan.FromMinutes(15), ends - TimeSpan.FromMinutes(8));
                var goes = random.Between(ends - TimeSpan.FromMinutes(7), ends);
                yield return Sign(gate, gate.Workers[(shift + 1) % Shifts.Length], isIn: true, day, comes);
                yield return Sign(gate, gate.Workers[shift], isIn: false, day, goes);
            }
        }
    }

    private IEnumerable<Draft> AtOffices(int day)
    {
        foreach (var office in offices)
        {
            if (day == 1)
            {
                yield return Sign(office.Village, office.NightCadre, isIn: true, day, ScenarioTime.Clock(6, 10));
            }

            yield return Sign(office.Village, office.DayCadre, isIn: true, day, ScenarioTime.Clock(7, 45));
            yield return Sign(office.Village, office.NightCadre, isIn: false, day, ScenarioTime.Clock(8, 0));
            yield return Sign(office.Village, office.NightCadre, isIn: true, day, ScenarioTime.Clock(19, 45));
            yield return Sign(office.Village, office.DayCadre, isIn: false, day, ScenarioTime.Clock(20, 0));
        }
    }

    private static Draft Plan(Gate gate, int day, int shift, DateTimeOffset at)
    {
        var from = ScenarioTime.At(day, ShiftLasts * shift);
        return Deeds.AtGate(
            gate, at, gate.Workers[0], "shift.plan",
            ("shift", Shifts[shift]),
            ("from", from),
            ("to", from + ShiftLasts),
            ("workers", new[] { gate.Workers[shift] }));
    }

    private static Draft Sign(Gate gate, string worker, bool isIn, int day, TimeSpan time) => Deeds.AtGate(
        gate, ScenarioTime.At(day, time), worker, isIn ? "shift.signIn" : "shift.signOut", ("worker", worker));

    private static Draft Sign(string village, string cadre, bool isIn, int day, TimeSpan time) => Deeds.InOffice(
        village, ScenarioTime.At(day, time), isIn ? "shift.signIn" : "shift.signOut", ("worker", cadre));
}
