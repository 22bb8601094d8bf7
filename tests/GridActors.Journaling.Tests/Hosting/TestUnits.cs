using System.Runtime.CompilerServices;
using System.Text;
using GridActors.Core.Areas;
using GridActors.Core.Records;
using GridActors.Core.Totals;
using GridActors.Core.Units;
using GridActors.Journaling.Import;
using GridActors.Journaling.Loop;
using GridActors.Journaling.Memory;
using GridActors.Journaling.Ports;
using GridActors.Journaling.Recounts;
using GridActors.Journaling.RollUps;

namespace GridActors.Journaling.Tests.Hosting;

/// <summary>
/// A whole deployment on the test's thread and on virtual time: the production loop on an in-memory journal that can
/// be troubled, with a network between units that can lose and repeat reports. <see cref="Kill"/> is kill -9.
/// </summary>
internal sealed class TestUnits : IUnits, IUnitLog
{
    public static readonly DateTimeOffset Morning = new(2020, 2, 1, 8, 0, 0, TimeSpan.FromHours(8));

    private readonly Dictionary<UnitId, JournaledUnit> _units = [];
    private readonly OneThread _thread = new();
    private readonly HashSet<int> _dead = [];
    private readonly Catalogue _catalogue;
    private int _generation;

    /// <param name="more">Beside what the product records.</param>
    public TestUnits(params Feature[] more)
    {
        _catalogue = new Catalogue([.. Catalogue.Standard.Features, .. more]);
        Store = new TroubledStore(new MemoryJournal());
        Ports = MakePorts();
    }

    public TroubledStore Store { get; }

    public UnitPorts Ports { get; private set; }

    public VirtualTime Time { get; } = new(Morning);

    public Calendar Calendar { get; } = new(TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));

    public UnitOptions Options { get; } = new() { SnapshotEveryEntries = 20, ReadPageEntries = 7 };

    /// <summary>What happens to a report or a message between two units: how often it arrives.</summary>
    public Func<int> Deliveries { get; set; } = () => 1;

    /// <summary>Messages arrive and what is said of them does not.</summary>
    public bool LosesAnswers { get; set; }

    /// <summary>Units that are not told the time, nor to read again what lies below them.</summary>
    public HashSet<string> Unreachable { get; } = [];

    /// <summary>Units that answer neither reports nor questions.</summary>
    public HashSet<string> Silent { get; } = [];

    public IEnumerable<UnitId> Active => _units.Keys;

    public List<string> Troubles { get; } = [];

    public bool IsOverloaded => false;

    public bool HasLostHost { get; set; }

    /// <summary>All memory is gone at once; the store stays.</summary>
    public void Kill()
    {
        _units.Clear();
        Time.ForgetTimers(); // what was to be stored in a moment is not stored any more
        _dead.Add(_generation++);
        Ports = MakePorts();
    }

    /// <summary>One unit is gone from memory, without a last word.</summary>
    public void Lose(string unit) => _units.Remove(UnitId.Parse(unit));

    public JournaledUnit Actor(string unit) => Find(UnitId.Parse(unit));

    /// <summary>Time goes on, and with it all that waits for it.</summary>
    public void Pass(TimeSpan span)
    {
        for (var step = TimeSpan.FromMilliseconds(50); span > TimeSpan.Zero; span -= step)
        {
            step = step < span ? step : span;
            _thread.Start(() =>
            {
                Time.Advance(step);
                return true;
            });
        }
    }

    /// <summary>Lets reports travel to the top.</summary>
    public void Converge() => Pass(TimeSpan.FromSeconds(3));

    public T Run<T>(Func<Task<T>> work) => _thread.Run(work);

    public T Start<T>(Func<T> work) => _thread.Start(work);

    public Record Read(string json)
    {
        var result = Ports.Reader.Read(Encoding.UTF8.GetBytes(json));
        return result.Record ?? throw new InvalidOperationException(result.Refusal?.ToString());
    }

    public Record Make(string unit, string type, string data, string source = "test", long seq = 1, DateTimeOffset? at = null) =>
        Read($$"""
            {"source":"{{source}}","seq":{{seq}},"unit":"{{unit}}","type":"{{type}}","data":{{data}},
            "at":"{{at ?? Time.GetUtcNow().ToOffset(TimeSpan.FromHours(8)):O}}"}
            """);

    public Answer Post(Record record) => Run(() => PostAsync(record.Unit, [record]))[0];

    public void Accept(string unit, string type, string data, string source = "test", long seq = 1) =>
        Assert.Equal(AnswerStatus.Accepted, Post(Make(unit, type, data, source, seq)).Status);

    public UnitImportResult Import(params string[] rows) => Run(() => ImportAsync(rows));

    public Task<UnitImportResult> ImportAsync(IEnumerable<string> rows) => new UnitImport(Ports).ImportAsync(
        [.. rows.Select((row, line) => Row(row.Split(','), line + 2))], null, CancellationToken.None);

    public SubtreeTotals Totals(string unit) => Run(() => TotalsAsync(UnitId.Parse(unit)))!;

    public decimal Value(string unit, string indicator) =>
        Totals(unit).Totals.Running[IndicatorCodes.Find(indicator)!].Units;

    public int Heal() => Run(() => new RollUpHealer(Store, this, this).HealAsync()).Refreshed;

    public RecountResult Recount() => Run(() => new Recount(Ports).RunAsync(null, CancellationToken.None));

    public Task<IReadOnlyList<Answer>> PostAsync(UnitId unit, IReadOnlyList<Record> records) =>
        Find(unit).PostAsync(records);

    public Task<IReadOnlyList<string?>> DeliverAsync(UnitId unit, IReadOnlyList<byte[]> messages) =>
        DeliverAsync(unit, messages, _generation);

    public Task TickAsync(UnitId unit, DateTimeOffset now) => Unreachable.Contains(unit.Value)
        ? throw new TimeoutException("nobody answers")
        : Find(unit).TickAsync(now);

    public Task ReportAsync(UnitId parent, ChildTotals child) => SendAsync(parent, child, _generation);

    public Task RefreshAsync(UnitId area) => Unreachable.Contains(area.Value)
        ? throw new TimeoutException("nobody answers")
        : Find(area).RefreshAsync();

    public Task<SubtreeTotals?> TotalsAsync(UnitId unit, CancellationToken cancellation = default) =>
        Silent.Contains(unit.Value) ? new TaskCompletionSource<SubtreeTotals?>().Task : Find(unit).TotalsAsync();

    public Task<AreaView?> ChildrenAsync(UnitId unit, CancellationToken cancellation = default) =>
        Find(unit).ChildrenAsync();

    public async IAsyncEnumerable<SubtreeTotals> WatchAsync(
        UnitId unit, [EnumeratorCancellation] CancellationToken cancellation)
    {
        for (var seen = -1L; await Find(unit).ChangedAsync(seen, cancellation) is { } subtree; seen = subtree.Version)
        {
            yield return subtree;
        }
    }

    public void BatchFailed(UnitId unit, int records, Exception reason) => Troubles.Add($"{unit}: {reason}");

    public void ReportFailed(UnitId unit, UnitId parent, Exception reason) => Troubles.Add($"{unit}: {reason}");

    public void SaveFailed(UnitId area, Exception reason) => Troubles.Add($"{area}: {reason}");

    public void TickFailed(UnitId unit, Exception reason) => Troubles.Add($"{unit}: {reason}");

    public void RefreshFailed(UnitId area, Exception reason) => Troubles.Add($"{area}: {reason}");

    public void TracesNotFilled(Exception reason) => Troubles.Add($"{reason}");

    private static UnitRow Row(string[] cells, int line) => new(
        line, cells[0], cells[1], cells[2], cells.ElementAtOrDefault(3), cells.ElementAtOrDefault(4), null);

    private UnitPorts MakePorts() => new(_catalogue, Calendar, Store, new Generation(this, _generation), Time, this, Options);

    private JournaledUnit Find(UnitId unit)
    {
        if (!_units.TryGetValue(unit, out var actor))
        {
            _units.Add(unit, actor = new JournaledUnit(unit, Ports));
        }

        return actor;
    }

    private async Task<IReadOnlyList<string?>> DeliverAsync(UnitId unit, IReadOnlyList<byte[]> messages, int generation)
    {
        await AliveAsync(generation);
        IReadOnlyList<string?>? answers = null;
        for (var delivery = Deliveries(); delivery > 0; delivery--)
        {
            answers = await Find(unit).DeliverAsync(messages);
        }

        await AliveAsync(generation);
        return LosesAnswers || answers is null ? throw new TimeoutException("the message or its answer was lost") : answers;
    }

    /// <summary>What was killed neither sends nor hears anything any more.</summary>
    private async Task AliveAsync(int generation)
    {
        if (_dead.Contains(generation))
        {
            await new TaskCompletionSource().Task;
        }
    }

    private async Task SendAsync(UnitId parent, ChildTotals child, int generation)
    {
        await AliveAsync(generation);
        if (Silent.Contains(parent.Value))
        {
            await new TaskCompletionSource().Task;
        }

        var deliveries = Deliveries();
        for (var delivery = 0; delivery < deliveries; delivery++)
        {
            await Find(parent).ReportAsync(child);
        }

        if (deliveries == 0)
        {
            throw new TimeoutException("the report was lost");
        }
    }

    /// <summary>What units made before a kill see: nothing they send arrives any more.</summary>
    private sealed class Generation(TestUnits all, int number) : IUnits
    {
        public bool IsOverloaded => all.IsOverloaded;

        public bool HasLostHost => all.HasLostHost;

        public Task ReportAsync(UnitId parent, ChildTotals child) => all.SendAsync(parent, child, number);

        public Task<IReadOnlyList<Answer>> PostAsync(UnitId unit, IReadOnlyList<Record> records) =>
            all.PostAsync(unit, records);

        public Task<IReadOnlyList<string?>> DeliverAsync(UnitId unit, IReadOnlyList<byte[]> messages) =>
            all.DeliverAsync(unit, messages, number);

        public Task TickAsync(UnitId unit, DateTimeOffset now) => all.TickAsync(unit, now);

        public Task RefreshAsync(UnitId area) => all.RefreshAsync(area);

        public Task<SubtreeTotals?> TotalsAsync(UnitId unit, CancellationToken cancellation) => all.TotalsAsync(unit, cancellation);

        public Task<AreaView?> ChildrenAsync(UnitId unit, CancellationToken cancellation) =>
            all.ChildrenAsync(unit, cancellation);

        public IAsyncEnumerable<SubtreeTotals> WatchAsync(UnitId unit, CancellationToken cancellation) =>
            all.WatchAsync(unit, cancellation);
    }
}
