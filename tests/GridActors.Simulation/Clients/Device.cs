using System.Text;
using GridActors.Core.Records;
using GridActors.Core.Units;
using GridActors.Journaling.Ports;
using GridActors.Simulation.Counties;
using GridActors.Simulation.Faults;
using GridActors.Simulation.Hosts;
using GridActors.Simulation.Scheduling;

namespace GridActors.Simulation.Clients;

/// <summary>
/// A tablet in the field: makes records up, sends them when it has a network, again and again with the same identity until
/// it reads an answer; shuffles, repeats, and now and then errs.
/// </summary>
internal sealed class Device(World world, County county, Ledger ledger, string source, Chance chance)
{
    private const int RefusedTriesMax = 4;

    private readonly List<Sent> _mine = [];
    private readonly bool _countsPerUnit = chance.OneIn(2);
    private readonly Dictionary<UnitId, long> _seqs = [];
    private DateTimeOffset _lastAt;

    public IReadOnlyList<Sent> Mine => _mine;

    /// <summary>A working day: some rounds of making records up and sending what is not known to be kept.</summary>
    public async Task WorkAsync(int rounds)
    {
        var pause = chance.Of(200, 2_000, 20_000);
        world.AtWork++;
        for (; rounds > 0; rounds--)
        {
            await PauseAsync(chance.Milliseconds(0, pause));
            if (world.Weather.Strikes(FaultKind.OfflineForHours))
            {
                Make(chance.Next(5, 20));
                await RestAsync(chance.Seconds(1_800, 20_000));
            }

            if (world.LastsDays && chance.OneIn(4))
            {
                await RestAsync(chance.Seconds(20_000, 100_000));
            }

            Make(chance.Next(0, 6));
            await SendAsync(Choose());
        }

        world.AtWork--;
    }

    /// <summary>Calm weather: sends what is not settled until sending it again changes nothing.</summary>
    public async Task SettleAsync()
    {
        for (int kept = -1, unknown = -1; ;)
        {
            var open = _mine.FindAll(sent => sent.Fate != Fate.Kept);
            if (open.Count == 0 || (open.Count == kept && open.Count(sent => sent.Fate == Fate.Unknown) == unknown))
            {
                return;
            }

            (kept, unknown) = (open.Count, open.Count(sent => sent.Fate == Fate.Unknown));
            foreach (var some in open.Chunk(chance.Next(1, 30)))
            {
                await SendAsync(some);
            }
        }
    }

    /// <summary>A month of offline work comes back: all of it, shuffled.</summary>
    public async Task ReplayAsync()
    {
        var all = _mine.ToList();
        chance.Shuffle(all);
        foreach (var some in all.Chunk(50))
        {
            await SendAsync(some);
        }
    }

    public Sent MakeOne(Place place, Maker maker) => Make(place, maker.Type, maker);

    public async Task SendAsync(IReadOnlyList<Sent> batch)
    {
        if (batch.Count == 0)
        {
            return;
        }

        var wereKept = batch.Select(sent => sent.Fate == Fate.Kept).ToArray();
        try
        {
            var answers = await Requests.PostAsync(world, [.. batch.Select(sent => (ReadOnlyMemory<byte>)sent.Utf8)]);
            for (var i = 0; i < batch.Count; i++)
            {
                batch[i].Tries++;
                ledger.Heard(batch[i], answers[i], wereKept[i]);
            }
        }
        catch (Exception reason) when (reason is TimeoutException or IOException)
        {
            world.Trace.Say($"device {source} heard nothing: {reason.Message}");
        }
    }

    private Task PauseAsync(TimeSpan pause)
    {
        var passed = new TaskCompletionSource();
        world.Scheduler.After(pause, passed.SetResult);
        return passed.Task;
    }

    private async Task RestAsync(TimeSpan rest)
    {
        world.AtWork--;
        await PauseAsync(rest);
        world.AtWork++;
    }

    private void Make(int count)
    {
        for (; count > 0; count--)
        {
            if (chance.OneIn(15))
            {
                Make(county.NewPlace(), "unit.register", null);
            }
            else
            {
                var place = county.AnyPlace();
                Make(place, "", chance.From(county.Work.For(place.Kind)));
            }
        }
    }

    private Sent Make(Place place, string type, Maker? maker)
    {
        var at = NextAt();
        var making = new Making(chance, county, place, at, ledger.Of(place.Id), world.Truth.Of(place.Id));
        string data;
        if (maker is null)
        {
            county.Add(place);
            data = $$"""{"kind":"{{UnitKindRules.NameOf(place.Kind)}}","name":"新","parent":"{{place.Parent}}"}""";
        }
        else
        {
            (type, data) = (maker.Type, maker.Data(making));
        }

        var id = new RecordId(source, NextSeq(place.Id));
        var sent = Keep(place.Id, id, type, at, data, making.Counts);
        CountKind(type);
        if (world.Weather.Strikes(FaultKind.IdentityReused))
        {
            // Not both of them can count; which one, the unit says.
            Keep(place.Id, id, type, at.AddMinutes(-1), data, making.Counts);
        }

        return sent;
    }

    private Sent Keep(
        UnitId unit, RecordId id, string type, DateTimeOffset at, string data, IReadOnlyList<(string Code, long Units)> counts)
    {
        var json = $$"""
            {"source":"{{id.Source}}","seq":{{id.Seq}},"unit":"{{unit}}","at":"{{at:yyyy-MM-ddTHH:mm:ss.fffzzz}}","type":"{{type}}",
            "data":{{data}}}
            """;
        var sent = new Sent(unit, id, type, DateOnly.FromDateTime(at.DateTime), Encoding.UTF8.GetBytes(json), counts);
        _mine.Add(sent);
        ledger.Add(sent);
        return sent;
    }

    private void CountKind(string type)
    {
        switch (type)
        {
            case "unit.move":
                world.Weather.Count(FaultKind.UnitMoved);
                break;
            case "unit.close":
                world.Weather.Count(FaultKind.UnitClosed);
                break;
            case "record.void":
                world.Weather.Count(FaultKind.RecordVoided);
                break;
            default:
                break;
        }
    }

    /// <summary>Mostly just now; also the very instant of another record, noon, midnight, yesterday, too long ago.</summary>
    private DateTimeOffset NextAt()
    {
        var now = world.Scheduler.Now.ToOffset(TimeSpan.FromHours(8));
        _lastAt = chance.Next(20) switch
        {
            0 => new DateTimeOffset(now.Date, now.Offset),
            1 => new DateTimeOffset(now.Date.AddHours(-12), now.Offset),
            2 => now - chance.Seconds(0, 200_000),
            3 => now + chance.Seconds(0, 500),
            4 or 5 when _lastAt != default => _lastAt,
            6 when ledger.All.Count > 0 && chance.OneIn(10) => now.AddDays(-46),
            7 => now.AddMilliseconds(-now.Millisecond),
            _ => now - chance.Milliseconds(0, 3_000),
        };
        return _lastAt;
    }

    private long NextSeq(UnitId unit)
    {
        var counter = _countsPerUnit ? unit : County.Root;
        return _seqs[counter] = _seqs.GetValueOrDefault(counter) + chance.Of(1, 1, 1, 2, 70);
    }

    private List<Sent> Choose()
    {
        var batch = _mine.FindAll(sent => sent.Fate == Fate.Unknown || (sent.Fate == Fate.Refused && sent.Tries < RefusedTriesMax));
        if (world.Weather.Strikes(FaultKind.BatchRepeated) && _mine.Count > 0)
        {
            for (var again = chance.Next(1, 10); again > 0; again--)
            {
                batch.Add(chance.From(_mine));
            }
        }

        if (world.Weather.Strikes(FaultKind.BatchShuffled))
        {
            chance.Shuffle(batch);
        }

        return batch.Count > 40 ? batch.GetRange(0, 40) : batch;
    }
}
