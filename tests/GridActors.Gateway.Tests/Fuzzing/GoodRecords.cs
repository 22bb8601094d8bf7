using System.Text.Json;
using GridActors.Gateway.Tests.Contract;
using GridActors.Gateway.Tests.Hosts;

namespace GridActors.Gateway.Tests.Fuzzing;

/// <summary>Records that are accepted in any order and number, each time with an identity of its own.</summary>
internal sealed class GoodRecords(Random chance)
{
    /// <summary>Numbers lie so far apart that a spoilt one is not a later record's.</summary>
    private const long Step = 7_919_017;

    private long _seq;

    public string Next()
    {
        var seq = ++_seq;
        var person = new { name = $"村民{seq}", phone = $"138{seq:00000000}" };
        (string Unit, string Type, object Data)[] all =
        [
            (GatewayContract.Checkpoint, "passage",
                new { direction = "in", people = chance.Next(1, 9), temperature = 36.5, code = "green", outcome = "pass" }),
            (GatewayContract.Checkpoint, "passage",
                new { direction = "out", vehicle = "晋J12345", person, from = "武汉", trip = "K1", outcome = "turnedBack" }),
            (GatewayContract.OtherCheckpoint, "incident", new { severity = "high", text = "强行闯卡" }),
            (GatewayContract.OtherCheckpoint, "disinfection", new { place = "卡点", litres = 1.5 }),
            (GatewayContract.Household, "household.survey",
                new { round = 1, persons = 4, categories = new[] { "lowIncome" }, residence = "registered" }),
            (GatewayContract.Household, "returnee.register",
                new { person, from = new { place = "武汉", @class = "wuhan" }, arrived = Sent.Day(), occupation = "student" }),
            (GatewayContract.Household, "isolation.start",
                new { person, kind = "home", days = 14, checksPerDay = 2, team = new { villageCadre = "甲" } }),
            (GatewayContract.Household, "visit", new { purpose = "outreach" }),
            (GatewayContract.Household, "need.raise", new { need = $"n{seq}", kind = "food", what = "米" }),
            (GatewayContract.Village, "supply.receive", new { item = "mask", quantity = 100, how = "donated" }),
            (GatewayContract.Village, "staff.enrol", new { worker = $"w{seq}", role = "volunteer" }),
            (GatewayContract.Township, "gathering.report",
                new { gathering = $"g{seq}", kind = "wedding", date = Sent.Day(), planned = 30 }),
        ];
        var (unit, type, data) = all[chance.Next(all.Length)];
        return JsonSerializer.Serialize(
            new { source = "fuzz", seq = seq * Step, unit, at = Sent.Noon(Sent.LastDay), by = "w", type, data });
    }
}
