namespace GridActors.CommandLine.Demo;

/// <summary>
/// What is received, sent on and handed out. A place uses what it was sent on the day after: by then a poor network has
/// brought the message too.
/// </summary>
internal sealed class SupplyWork(UnitPlan plan)
{
    /// <summary>What Dongcun handed out at its gates, and on how many mornings it sent that to them.</summary>
    private static readonly (string Item, int All, int Days)[] Dongcun =
        [("mask", 7_000, 4), ("thermometer", 250, 1), ("coat", 460, 1), ("disinfectantBox", 30, 2)];

    /// <summary>Masks that a gate of Dongcun gets on each day after the scenario.</summary>
    private const int MasksADay = 10;

    private const int PumingDonated = 150;
    private const int CountyMasks = 20_000;
    private const int TuyuMasks = 2_000;
    private const int TuyuMasksAGate = 20;
    private const int TuyuMinimum = 1_600; // what is left after the gates have theirs is below it, until more comes

    private readonly Gate[] _dongcun = [.. plan.Gates.Where(gate => gate.Township == Townships.Dongcun)];
    private readonly Gate[] _tuyu = [.. plan.Gates.Where(gate => gate.Township == Townships.Tuyu)];
    private readonly string[] _puming = [.. plan.VillagesOf(Townships.Puming).Select(village => village.Code)];

    public IEnumerable<Draft> Of(int day) =>
        [.. OfDongcun(day), .. OfDongcunLater(day), .. OfPuming(day), .. OfTuyu(day), .. OfLancheng(day)];

    private IEnumerable<Draft> OfDongcun(int day)
    {
        foreach (var (item, all, days) in Dongcun)
        {
            if (day == 1)
            {
                yield return Receive(Townships.Dongcun, day, item, all, "allocated");
            }

            for (var at = 0; at < _dongcun.Length; at++)
            {
                if (day <= days && PartOf(at, all, days, day) is > 0 and var sent)
                {
                    yield return Send(Townships.Dongcun, day, at, item, sent, _dongcun[at].Unit);
                }

                if (day > 1 && day - 1 <= days && PartOf(at, all, days, day - 1) is > 0 and var used)
                {
                    yield return Use(_dongcun[at], day, at, item, used);
                }
            }
        }
    }

    private IEnumerable<Draft> OfDongcunLater(int day)
    {
        if (day <= LanCounty.Days)
        {
            yield break;
        }

        yield return Receive(Townships.Dongcun, day, "mask", MasksADay * _dongcun.Length, "purchased");
        foreach (var (at, gate) in _dongcun.Index())
        {
            yield return Send(Townships.Dongcun, day, at, "mask", MasksADay, gate.Unit);
            if (day > LanCounty.Days + 1)
            {
                yield return Use(gate, day, at, "mask", MasksADay);
            }
        }
    }

    /// <summary>A cadre gave them from his own; each village gets some.</summary>
    private IEnumerable<Draft> OfPuming(int day)
    {
        if (day == 1)
        {
            yield return Receive(Townships.Puming, day, "mask", PumingDonated, "donated");
        }

        foreach (var (at, village) in _puming.Index())
        {
            var share = Deeds.ShareOf(PumingDonated, at, _puming.Length);
            if (day == 2)
            {
                yield return Send(Townships.Puming, day, at, "mask", share, village);
            }
            else if (day == 3)
            {
                yield return Deeds.InOffice(
                    village, At(day, 9, at), "supply.use", ("item", "mask"), ("quantity", share - 1));
            }
        }
    }

    private IEnumerable<Draft> OfTuyu(int day)
    {
        if (day == 1)
        {
            yield return Receive(LanCounty.County, day, "mask", CountyMasks, "purchased");
            yield return Send(LanCounty.County, day, 0, "mask", TuyuMasks, Townships.Tuyu);
            yield return Deeds.InOffice(
                Townships.Tuyu, At(day, 17, 0), "supply.minimum", ("item", "mask"), ("quantity", TuyuMinimum));
        }

        foreach (var (at, gate) in _tuyu.Index())
        {
            if (day == 2)
            {
                yield return Send(Townships.Tuyu, day, at, "mask", TuyuMasksAGate, gate.Unit);
            }
            else if (day is > 2 and < 6)
            {
                yield return Use(gate, day, at, "mask", 5);
            }
        }
    }

    /// <summary>By the litre, and counted on the shelf when the week is over.</summary>
    private static IEnumerable<Draft> OfLancheng(int day) => day switch
    {
        1 => [Receive(Townships.Lancheng, day, "disinfectant", 40, "purchased")],
        < LanCounty.Days =>
        [
            Deeds.InOffice(
                Townships.Lancheng, At(day, 9, 0), "supply.use", ("item", "disinfectant"), ("quantity", 5.5m)),
        ],
        LanCounty.Days =>
        [
            Deeds.InOffice(
                Townships.Lancheng, At(day, 18, 0), "supply.count", ("item", "disinfectant"), ("quantity", 23m)),
        ],
        _ => [],
    };

    /// <summary>A gate's part of all, and of that the day's part.</summary>
    private int PartOf(int gate, int all, int days, int day) =>
        Deeds.ShareOf(Deeds.ShareOf(all, gate, _dongcun.Length), day - 1, days);

    private static DateTimeOffset At(int day, int hour, int minute) =>
        ScenarioTime.At(day, ScenarioTime.Clock(hour, 0) + TimeSpan.FromMinutes(minute));

    private static Draft Receive(string area, int day, string item, int quantity, string how) => Deeds.InOffice(
        area, At(day, 7, 0), "supply.receive", ("item", item), ("quantity", quantity), ("how", how));

    private static Draft Send(string area, int day, int at, string item, int quantity, string to) => Deeds.InOffice(
        area, At(day, 8, at), "supply.transfer", ("item", item), ("quantity", quantity), ("to", to));

    private static Draft Use(Gate gate, int day, int at, string item, int quantity) => Deeds.AtGate(
        gate, At(day, 8, at), gate.Workers[1], "supply.use", ("item", item), ("quantity", quantity));
}
