using System.Text;
using GridActors.Core.Traces;
using GridActors.Core.Units;

namespace GridActors.Core.Tests.Units;

/// <summary>A record as a device holds it; <paramref name="At"/> in minutes since the month began.</summary>
public sealed record Note(string Source, long Seq, int At, string Type, string Data)
{
    public string Json(UnitUnderTest unit) =>
        unit.Json(Month.Instant(At).ToString("yyyy-MM-ddTHH:mm:ss+08:00"), Type, Data, Source, Seq);

    public override string ToString() => $"{Month.Instant(At):MM-dd HH:mm} {Source}/{Seq} {Type} {Data}";
}

/// <summary>
/// A unit's month: records that nobody refuses when they come in the order of time, and the chance by which they are
/// then delivered otherwise.
/// </summary>
public sealed record Month(Note[] Notes, int Seed)
{
    public static readonly DateTimeOffset Begin = UnitUnderTest.Instant("02-01 00:00");
    public static readonly DateTimeOffset End = Begin.AddDays(30);

    public static DateTimeOffset Instant(int minutes) => Begin.AddMinutes(minutes);

    /// <summary>Months with records left out that the others do not need.</summary>
    public IEnumerable<Month> Smaller() =>
        Properties.Shorter(Notes).Select(notes => this with { Notes = notes }).Where(month => month.Refused() is null);

    public static UnitUnderTest NewUnit() => new()
    {
        Now = End,
        Stays = [new StayFact(UnitId.Parse("h-1"), new Stay(Begin.AddDays(4), Begin.AddDays(14)))],
    };

    /// <summary>The unit after this month, told in the order of time.</summary>
    public UnitUnderTest InOrder()
    {
        var unit = NewUnit();
        Assert.Null(RefusedBy(unit));
        return unit.Tick(End);
    }

    public string? Refused() => RefusedBy(NewUnit());

    /// <summary>The first record that is not accepted in the order of time; null as a month should be.</summary>
    private string? RefusedBy(UnitUnderTest unit)
    {
        foreach (var note in Notes)
        {
            if (unit.Send(note.Json(unit)) is { Status: not "accepted" } answer)
            {
                return $"{note}: {answer}";
            }
        }

        return null;
    }

    public override string ToString()
    {
        var text = new StringBuilder($"seed {Seed}, {Notes.Length} records\n");
        return text.AppendJoin('\n', Notes.Select(note => note.ToString())).ToString();
    }
}

/// <summary>Numbers records per device, as devices do, and collects them.</summary>
internal sealed class Diary(Random chance)
{
    private static readonly string[] Devices = ["tablet-1", "tablet-2", "phone"];

    private readonly Dictionary<string, long> _seqs = [];

    public List<Note> Notes { get; } = [];

    /// <summary>The author's clock, minutes since the month began.</summary>
    public int At { get; set; }

    public Note Add(string type, string data)
    {
        var source = chance.Of(Devices);
        _seqs[source] = _seqs.GetValueOrDefault(source) + chance.Of(1, 1, 1, 2, 90);
        if (Notes.Exists(note => note.At == At && note.Source != source))
        {
            At++; // what several devices say of one instant is the only thing that is left to the order of arrival
        }

        var note = new Note(source, _seqs[source], At, type, data);
        Notes.Add(note);
        return note;
    }
}
