using System.Globalization;
using System.Text;
using GridActors.Core.Areas;
using GridActors.Core.Records;
using GridActors.Core.Supplies;
using GridActors.Core.Tallies;
using GridActors.Core.Totals;
using GridActors.Core.Traces;
using GridActors.Core.Units;
using Calendar = GridActors.Core.Records.Calendar;
using Record = GridActors.Core.Records.Record;

namespace GridActors.Core.Tests;

/// <summary>The answer that a client would read.</summary>
public readonly record struct Answer(string Status, Refusal? Refusal, Warning? Warning = null)
{
    public bool IsRefused => Refusal is not null;

    public override string ToString() => Refusal is null ? Status : $"{Status}: {Refusal}";
}

/// <summary>
/// One unit and its journal, driven through the same pieces in the same order as a host does it: read, compare with
/// what was seen, decide, apply, settle.
/// </summary>
public sealed class UnitUnderTest
{
    public const string DefaultSource = "office";

    public static readonly Calendar Shanghai = CalendarOf("Asia/Shanghai");

    /// <summary>The product's own, with two tallies as a deployment may declare them.</summary>
    public static readonly Catalogue Catalogue = Catalogue.StandardWith(TallyCatalogue.Parse(
        """
        [{"code":"masksSewn","kind":"flow","zh":"缝制口罩","en":"Masks sewn","unit":"mask"},
         {"code":"bedsReady","kind":"level","zh":"备用床位","en":"Beds ready","unit":"bed"}]
        """u8.ToArray()));

    private readonly RecordReader _reader;
    private readonly List<StoredEntry> _journal = [];
    private UnitImage _image = new();
    private long _seq;

    public UnitUnderTest(string id = "u-1", Calendar? calendar = null)
    {
        Id = UnitId.Parse(id);
        Calendar = calendar ?? Shanghai;
        _reader = new RecordReader(Catalogue, Calendar);
    }

    public UnitId Id { get; }

    public Calendar Calendar { get; }

    /// <summary>The server's clock.</summary>
    public DateTimeOffset Now { get; set; } = Instant("03-05 00:00");

    public TimeSpan AcceptBack { get; init; } = TimeSpan.FromDays(45);

    /// <summary>The other units, as the host would find them.</summary>
    public Dictionary<string, ParentFact> Others { get; } = new()
    {
        ["village"] = new ParentFact(UnitKind.Village, IsClosed: false),
        ["village-2"] = new ParentFact(UnitKind.Village, IsClosed: false),
        ["township"] = new ParentFact(UnitKind.Township, IsClosed: false),
        ["county"] = new ParentFact(UnitKind.County, IsClosed: false),
        ["closed-village"] = new ParentFact(UnitKind.Village, IsClosed: true),
    };

    public bool HasOpenChildren { get; set; }

    /// <summary>The areas above that have something to say.</summary>
    public List<UnitUnderTest> Above { get; } = [];

    /// <summary>Where everybody who is asked for was ordered to stay.</summary>
    public IReadOnlyList<StayFact> Stays { get; init; } = [];

    /// <summary>What reports from below brought, beside the unit's own.</summary>
    public DailyTotals? Below { get; set; }

    /// <summary>Messages to other units are not delivered.</summary>
    public bool IsCutOff { get; set; }

    public IReadOnlyList<UnitId> ChildrenEver { get; set; } = [];

    public UnitState State => _image.State;

    public DailyTotals Totals => _image.Totals;

    public long Version => _image.Version;

    public IReadOnlyList<StoredEntry> Journal => _journal;

    public decimal this[string code] => Totals.Running[Code(code)].Units;

    public static Calendar CalendarOf(string zone) => new(TimeZoneInfo.FindSystemTimeZoneById(zone));

    public static UnitUnderTest Registered(string kind, string parent = "village", string more = "", Calendar? calendar = null)
    {
        var unit = new UnitUnderTest(calendar: calendar);
        var under = parent.Length > 0 ? $$""","parent":"{{parent}}" """ : "";
        unit.Accept("01-21 00:00", "unit.register", $$"""{"kind":"{{kind}}","name":"甲"{{under}}{{more}}}""");
        return unit;
    }

    public static UnitUnderTest Household(Calendar? calendar = null) => Registered("household", calendar: calendar);

    public static UnitUnderTest Village() => Registered("village", "township");

    public static UnitUnderTest Township() => Registered("township", "county");

    public static UnitUnderTest Checkpoint(string tier = "village") => Registered("checkpoint", more: $$""","tier":"{{tier}}" """);

    /// <summary><c>02-01 08:00</c> is that minute of 2020 in Shanghai; anything with a T is read as it stands.</summary>
    public static string At(string at) =>
        at.Contains('T') ? at : $"2020-{at.Replace(' ', 'T')}:00+08:00";

    public static DateTimeOffset Instant(string at) => DateTimeOffset.Parse(At(at), CultureInfo.InvariantCulture);

    public static DateOnly Day(string day) => DateOnly.Parse("2020-" + day, CultureInfo.InvariantCulture);

    public static Indicator Code(string code) =>
        IndicatorCodes.Find(code) ?? throw new ArgumentException($"No indicator {code} is declared.");

    public decimal On(string day, string code) => Totals.Of(Day(day))[Code(code)].Units;

    public decimal LevelAt(string day, string code) => Totals.LevelsAt(Day(day))[Code(code)].Units;

    /// <summary>Running and daily totals as sorted lines: what two runs are compared by, and what a failure shows.</summary>
    public string Shown() => Show(Totals);

    public static string Show(DailyTotals totals)
    {
        var lines = totals.Days
            .SelectMany(day => day.Counts.Amounts.Select(pair => $"{day.Day:yyyy-MM-dd} {pair.Key} {pair.Value}"))
            .Concat(totals.Running.Amounts.Select(pair => $"in all {pair.Key} {pair.Value}"));
        return string.Join('\n', lines.Order(StringComparer.Ordinal));
    }

    public UnitUnderTest Accept(string at, string type, string data = "{}")
    {
        var answer = Tell(at, type, data);
        Assert.True(answer.Status == "accepted", $"{type} at {at} {data}: {answer}");
        return this;
    }

    public Refusal Refuse(string code, string at, string type, string data = "{}")
    {
        var version = Version;
        var before = Shown();
        var answer = Tell(at, type, data);
        Assert.True(answer.Refusal?.Code == code, $"{type} at {at} {data}: expected {code}, got {answer}");
        Assert.Equal(version, Version);
        Assert.Equal(before, Shown());
        return answer.Refusal!;
    }

    public Answer Tell(string at, string type, string data = "{}", string source = DefaultSource, long? seq = null) =>
        Send(Json(at, type, data, source, seq ?? ++_seq));

    public string Json(string at, string type, string data, string source, long seq) =>
        $$"""{"source":"{{source}}","seq":{{seq}},"unit":"{{Id}}","at":"{{At(at)}}","by":"worker-31","type":"{{type}}","data":{{data}}}""";

    public Answer Send(string json) => Send(Encoding.UTF8.GetBytes(json));

    public Answer Send(byte[] utf8)
    {
        var result = _reader.Read(utf8);
        if (result.Record is not { } record)
        {
            return new Answer("refused", result.Refusal);
        }

        if (_image.HasSeen(record.Id))
        {
            var first = _journal.Single(entry => entry.Id == record.Id);
            return RecordReader.SameContent(first.Utf8, utf8)
                ? new Answer("duplicate", null)
                : new Answer("refused", new Refusal(RefusalCodes.IdReused, "seq", "used for something else"));
        }

        var facts = FactsFor(record);
        var decision = UnitDecider.Decide(_image.State, record, facts);
        if (decision.Refusal is not null)
        {
            return new Answer("refused", decision.Refusal);
        }

        Apply(record, decision.Outcome, facts.Voided);
        if (!IsCutOff)
        {
            Settle();
        }

        return new Answer("accepted", null, decision.Warning);
    }

    /// <summary>What the host's courier does: every open message is answered for by its receiver.</summary>
    public UnitUnderTest Settle()
    {
        foreach (var message in State.Get<Outbox>().Open)
        {
            var returned = Others[message.To].IsClosed ? "unit-closed" : null;
            Apply(
                _reader.ReadSettled(Id, Version + 1, Now, new Settlement(message.To, message.Number, returned)), null, null);
        }

        return this;
    }

    /// <summary>Another unit's message, as its courier hands it over; the code under which it goes back.</summary>
    public string? Deliver(string sender, Message message)
    {
        var record = _reader.ReadMessage(Id, RecordReader.WriteMessage(UnitId.Parse(sender), message));
        if (!_image.HasSeen(record.Id))
        {
            Apply(record, UnitDecider.Decide(_image.State, record, FactsFor(record)).Outcome, null);
        }

        return _reader.ReadStored(_journal.Single(entry => entry.Id == record.Id)).Outcome?.Returned;
    }

    /// <summary>What the host's sweeper does: tells the time to a unit that waits for it, as the system.</summary>
    public UnitUnderTest Tick(DateTimeOffset now) =>
        State.NextDue(Calendar) <= now ? System(_reader.ReadTimePassed(Id, Version + 1, now)) : this;

    public UnitUnderTest System(DateTimeOffset now, string type) =>
        System(_reader.ReadSystem(Id, Version + 1, now, type, "{}"));

    public UnitUnderTest Tick(string now) => Tick(Instant(now));

    public Answer Void(long seq, string source = DefaultSource, string at = "03-01 12:00") =>
        Tell(at, "record.void", $$"""{"source":"{{source}}","seq":{{seq}},"reason":"更正"}""");

    /// <summary>The number of the record told last.</summary>
    public long LastSeq => _seq;

    public byte[] Snapshot() => new UnitSnapshot(Catalogue).Write(_image);

    /// <summary>Loads the unit as a host does: from the snapshot if it can be read, then the journal after it.</summary>
    public UnitUnderTest Reload(byte[]? snapshot = null)
    {
        var image = snapshot is null ? new UnitImage() : new UnitSnapshot(Catalogue).TryRead(snapshot);
        Assert.NotNull(image);
        foreach (var stored in _journal.Skip((int)image.Version))
        {
            if (!image.TryReplay(_reader.ReadStored(stored), Calendar))
            {
                _image = Fold(VoidedVersions(), judge: false).Image;
                return this;
            }
        }

        image.Settle();
        _image = image;
        return this;
    }

    private UnitUnderTest System(Record record)
    {
        Assert.Null(UnitDecider.Decide(_image.State, record, FactsFor(record)).Refusal);
        Apply(record, null, null);
        return this;
    }

    private void Apply(Record record, Outcome? outcome, VoidedFact? voided)
    {
        var stored = new StoredEntry(Version + 1, record.Id, Now, record.Utf8, outcome?.ToUtf8() ?? default);
        _journal.Add(stored);
        _image.Apply(_reader.ReadStored(stored), voided, Calendar);
        _image.Settle();
    }

    private Facts FactsFor(Record record)
    {
        var voided = record.Data is RecordVoid data ? Find(data.Target) : null;
        return new(Now, Calendar, AcceptBack)
        {
            Parent = ParentOf(record, voided) is { } parent ? Others.GetValueOrDefault(parent) : null,
            IsReceiverKnown = record.Type.Needs == FactsNeeded.Receiver
                && Others.ContainsKey(((Supply)record.Data).To!.Value.Value),
            HasOpenChildren = HasOpenChildren,
            ChildrenEver = ChildrenEver,
            Subtree = new SubtreeTotals(Id, Version, Below ?? Totals),
            Stays = record.Type.PersonAskedFor(record) is null ? [] : Stays,
            Above = [.. Above.Select(area => area.State)],
            Voided = voided,
        };
    }

    private static string? ParentOf(Record record, VoidedFact? voided) => record.Data switch
    {
        UnitRegister register => register.Parent?.Value,
        UnitMove move => move.Parent.Value,
        RecordVoid => voided?.Without?.State.Registration.Parent,
        _ => null,
    };

    private VoidedFact? Find(RecordId target)
    {
        var at = _journal.FindIndex(entry => entry.Id == target);
        if (at < 0)
        {
            return null;
        }

        var entry = _reader.ReadStored(_journal[at]);
        if (RecordType.IsAlone(entry, Calendar))
        {
            return new VoidedFact(entry, Totals, null, []);
        }

        HashSet<long> without = [.. VoidedVersions(), entry.Version];
        var judged = Fold(without, judge: true);
        var folded = judged.IsInOrder ? judged : Fold(without, judge: false);
        return new VoidedFact(entry, Totals, folded.Image, judged.Dependents);
    }

    private Refold Fold(HashSet<long> without, bool judge)
    {
        var refold = new Refold(without, judge, Calendar);
        foreach (var stored in _journal)
        {
            refold.Add(_reader.ReadStored(stored));
        }

        refold.Complete();
        return refold;
    }

    private HashSet<long> VoidedVersions() =>
        [.. _journal.Select(stored => _reader.ReadStored(stored).Outcome?.Voids).OfType<long>()];
}
