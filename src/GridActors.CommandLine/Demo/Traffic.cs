namespace GridActors.CommandLine.Demo;

/// <summary>Checkpoints open on the first morning and write down everybody who passes, day after day.</summary>
internal sealed class Traffic(IReadOnlyList<Gate> gates, Seeds seeds)
{
    /// <summary>A day's passages by the hour: to the fields and to work in the morning, home in the evening.</summary>
    private static readonly int[] ByHour =
        [2, 1, 1, 1, 3, 12, 32, 85, 108, 80, 62, 58, 42, 40, 50, 62, 75, 102, 88, 48, 26, 12, 7, 3];

    private static readonly int ByHourSum = ByHour.Sum();

    private static readonly string[] Strangers =
        ["太原市", "静乐县", "兴县", "方山县", "岢岚县", "娄烦县", "忻州市", "离石区", "榆林市", "石家庄市"];

    public IEnumerable<Draft> Of(int day)
    {
        var random = seeds.For(Seeds.Part.Traffic, day);
        var strangers = new Population(seeds.For(Seeds.Part.People, day));
        var withFever = random.Next(gates.Count); // one fever a day is found at the gates
        foreach (var (at, gate) in gates.Index())
        {
            if (day == 1)
            {
                var opens = ScenarioTime.At(1, gate.Opens);
                yield return new Draft(
                    opens, gate.Device, gate.Unit, gate.Workers[opens.Hour / 8], "checkpoint.open", _ => { });
            }

            var hasFever = at == withFever;
            for (var left = gate.PassagesADay * random.Next(80, 121) / 100; left > 0; left--)
            {
                var time = TimeOfPassage(random);
                if (day > 1 || time > gate.Opens)
                {
                    yield return Passage(gate, ScenarioTime.At(day, time), hasFever, random, strangers);
                    hasFever = false;
                }
            }
        }
    }

    private static TimeSpan TimeOfPassage(Random random)
    {
        var hour = 0;
        for (var share = random.Next(ByHourSum); share >= ByHour[hour]; hour++)
        {
            share -= ByHour[hour];
        }

        return random.Between(ScenarioTime.Clock(hour, 0), ScenarioTime.Clock(hour, 0) + TimeSpan.FromHours(1));
    }

    private static Draft Passage(Gate gate, DateTimeOffset at, bool hasFever, Random random, Population strangers)
    {
        var isStranger = random.Percent(gate.Tier is "county" or "township" ? 6 : 1);
        var traveller = isStranger
            ? new Traveller(strangers.Next(), random.Percent(85) ? strangers.NextPlate(isStranger: true) : null)
            : random.Of(gate.Regulars);
        var isInbound = random.Percent(at.Hour < 12 ? 35 : 64);
        var people = traveller.Plate is null ? 1 : 1 + (random.Percent(40) ? 1 : 0) + (random.Percent(12) ? 1 : 0);
        var temperature = hasFever ? random.Feverish() : random.Healthy();
        var outcome = hasFever ? "held" : isStranger ? OutcomeForStranger(random) : "pass";
        var place = isStranger ? random.Of(Strangers) : null;
        return new Draft(at, gate.Device, gate.Unit, gate.Workers[at.Hour / 8], "passage", json =>
        {
            json.WriteString("direction", isInbound || isStranger ? "in" : "out");
            json.WriteNumber("people", people);
            if (traveller.Plate is not null)
            {
                json.WriteString("vehicle", traveller.Plate);
            }

            json.WritePerson(traveller.Person);
            if (place is not null)
            {
                json.WriteBoolean("outsider", true);
                json.WriteString("from", place);
            }

            json.WriteTemperature(temperature);
            json.WriteString("outcome", outcome);
        });
    }

    private static string OutcomeForStranger(Random random) => random.Next(10) switch
    {
        < 6 => "turnedBack",
        < 9 => "pass",
        _ => "held",
    };
}
