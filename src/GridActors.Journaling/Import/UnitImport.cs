using System.Globalization;
using System.Text.Json;
using GridActors.Core.Records;
using GridActors.Core.Units;
using GridActors.Journaling.Loop;
using GridActors.Journaling.Ports;
using GridActors.Journaling.RollUps;

namespace GridActors.Journaling.Import;

/// <summary>
/// Registers units in bulk without waking an actor for each: the same record, decision and fold as by a single
/// <c>unit.register</c>, appended straight to the journal, which lets only one writer be first. Repeating an import
/// changes nothing.
/// </summary>
public sealed class UnitImport(UnitPorts ports) : IUnitImport
{
    /// <summary>The identity under which an import registers a unit; the same each time.</summary>
    public const string Source = "unit-import";

    /// <summary>Refusal of a row for a unit that an earlier row of the list names.</summary>
    public const string DuplicateRow = "duplicate-row";

    private const int AppendsInFlightMax = 4096;

    public async Task<UnitImportResult> ImportAsync(
        IReadOnlyList<UnitRow> rows, IProgress<int>? progress, CancellationToken cancellation)
    {
        var run = new Run(ports, rows.Count, progress);
        Healed healed;
        try
        {
            // A parent's kind always comes before its children's, so one pass by kind meets every parent first.
            foreach (var level in run.Read(rows).GroupBy(row => row.Register.Kind).OrderBy(level => level.Key))
            {
                foreach (var chunk in level.Chunk(AppendsInFlightMax))
                {
                    cancellation.ThrowIfCancellationRequested();
                    await Task.WhenAll(chunk.Select(run.RegisterAsync));
                }
            }
        }
        finally
        {
            // Whoever gave up or failed: what is registered by now counts.
            healed = await RefreshAsync(run);
        }

        return healed.PassedOver == 0
            ? run.Result
            : throw new JournalUnavailableException(
                $"{healed.PassedOver} areas do not count their new units yet; the units themselves are registered.");
    }

    /// <summary>
    /// Areas with new units, and of those above units that were there already which lag: they may have come by an
    /// import that broke off before its areas counted them.
    /// </summary>
    private async Task<Healed> RefreshAsync(Run run)
    {
        var lagging = run.KnownAreas.Count > 0 ? await ports.Store.FindStaleAsync() : [];
        var known = lagging.Count > 0 ? await WithAllAboveAsync(run.KnownAreas) : [];
        return await new RollUpHealer(ports.Store, ports.Units, ports.Log)
            .RefreshAsync(run.ChangedAreas.Concat(lagging.Where(known.Contains)));
    }

    private async Task<HashSet<UnitId>> WithAllAboveAsync(IEnumerable<UnitId> areas)
    {
        var all = new HashSet<UnitId>();
        foreach (var area in areas)
        {
            for (UnitId? next = area; next is { } one && all.Add(one);)
            {
                next = (await ports.Store.FindAsync(one))?.Parent;
            }
        }

        return all;
    }

    private readonly record struct Row(UnitRow Written, Record Record, UnitRegister Register)
    {
        public int Line => Written.Line;
    }

    /// <summary>One import under way.</summary>
    private sealed class Run(UnitPorts ports, int total, IProgress<int>? progress)
    {
        private readonly DateTimeOffset _now =
            TimeZoneInfo.ConvertTime(ports.Time.GetUtcNow(), ports.Calendar.Zone);
        private readonly Lock _gate = new();
        private readonly Dictionary<UnitId, Task<ParentFact?>> _parents = [];
        private readonly List<UnitImportFailure> _failures = [];
        private int _registered;
        private int _unchanged;
        private int _done;

        /// <summary>New areas, and those that new leaves stand under; what is above them follows.</summary>
        public HashSet<UnitId> ChangedAreas { get; } = [];

        /// <summary>Areas that were there already, and those that such leaves stand under.</summary>
        public HashSet<UnitId> KnownAreas { get; } = [];

        public UnitImportResult Result =>
            new(_registered, _unchanged, [.. _failures.OrderBy(failure => failure.Line)]);

        /// <summary>Rows that can be read; of two rows for one unit the first counts.</summary>
        public List<Row> Read(IReadOnlyList<UnitRow> rows)
        {
            var read = new Dictionary<UnitId, Row>(rows.Count);
            foreach (var row in rows)
            {
                var result = ports.Reader.Read(ToRecord(row, 1));
                if (result.Record is not { } record)
                {
                    Fail(row.Line, row.Code, result.Refusal!);
                }
                else if (!read.TryAdd(record.Unit, new Row(row, record, (UnitRegister)record.Data)))
                {
                    Fail(row.Line, row.Code, new Refusal(
                        DuplicateRow, "code", $"{row.Code} stands in line {read[record.Unit].Line} already"));
                }
            }

            return [.. read.Values];
        }

        public async Task RegisterAsync(Row row)
        {
            var register = row.Register;
            var parent = register.Parent is { } id ? await ParentAsync(id) : null;
            var facts = new Facts(_now, ports.Calendar, ports.Options.AcceptBack) { Parent = parent };
            var image = new UnitImage();
            var batch = new Batch(image, ports.Calendar);
            var decision = UnitDecider.Decide(image.State, row.Record, facts);
            if (decision.Refusal is { } refusal)
            {
                Fail(row.Line, row.Record.Unit.Value, refusal);
                return;
            }

            var entry = new Entry(1, _now, row.Record, decision.Outcome);
            image.Apply(entry, null, ports.Calendar);
            image.Settle();
            batch.Add(entry);
            var isNew = (await ports.Store.AppendAsync(batch.ToAppend(row.Record.Unit, 0, null))).Committed;
            Refusal? failure = null;
            if (!isNew)
            {
                (isNew, failure) = await CompareAsync(row);
            }

            lock (_gate)
            {
                if (failure is not null)
                {
                    Fail(row.Line, row.Record.Unit.Value, failure);
                    return;
                }

                _ = isNew ? _registered++ : _unchanged++;
                _parents[row.Record.Unit] =
                    Task.FromResult<ParentFact?>(new ParentFact(register.Kind, IsClosed: false));
                (isNew ? ChangedAreas : KnownAreas).Add(
                    UnitKindRules.IsArea(register.Kind) ? row.Record.Unit : register.Parent!.Value);
                Report();
            }
        }

        private byte[] ToRecord(UnitRow row, long seq)
        {
            using var bytes = new MemoryStream();
            using (var json = new Utf8JsonWriter(bytes))
            {
                json.WriteStartObject();
                json.WriteString("source", Source);
                json.WriteNumber("seq", seq);
                json.WriteString("unit", row.Code);
                json.WriteString("at", _now);
                json.WriteString("type", "unit.register");
                json.WriteStartObject("data");
                json.WriteString("kind", row.Kind);
                json.WriteString("name", row.Name);
                WriteOptional(json, "parent", row.Parent);
                WriteOptional(json, "tier", row.Tier);
                if (!string.IsNullOrWhiteSpace(row.Households))
                {
                    // What is no number at all is refused as one that is out of range: a cell has no type to be wrong.
                    json.WriteNumber("households", NumberOf(row.Households));
                }

                json.WriteEndObject();
                json.WriteEndObject();
            }

            return bytes.ToArray();
        }

        private static decimal NumberOf(string cell) =>
            decimal.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : -1;

        private static void WriteOptional(Utf8JsonWriter json, string name, string? text)
        {
            if (!string.IsNullOrWhiteSpace(text))
            {
                json.WriteString(name, text);
            }
        }

        /// <summary>Looked up once for all rows under it, which ask at the same time.</summary>
        private Task<ParentFact?> ParentAsync(UnitId parent)
        {
            lock (_gate)
            {
                return _parents.TryGetValue(parent, out var known) ? known : _parents[parent] = FindAsync(parent);
            }
        }

        private async Task<ParentFact?> FindAsync(UnitId parent) =>
            await ports.Store.FindAsync(parent) is { Exists: true } head
                ? new ParentFact(head.Kind, head.IsClosed)
                : null;

        /// <summary>
        /// It has a journal already, or its parent was closed meanwhile: whether it was registered after all, and else
        /// why the row does not count; null where it stands as the row says.
        /// </summary>
        private async Task<(bool IsNew, Refusal? Failure)> CompareAsync(Row row)
        {
            var head = await ports.Store.FindAsync(row.Record.Unit);
            var register = row.Register;
            if (head is { Exists: true })
            {
                var known = $"registered already, as {UnitKindRules.NameOf(head.Kind)} {head.Name}";
                return DifferenceOf(head, register) is { } field
                    ? (false, new Refusal("unit-exists", field, known))
                    : (false, null);
            }

            var version = (await ports.Store.LoadAsync(row.Record.Unit)).Version;
            return version > 0
                ? await RegisterAgainAsync(row, version)
                : (false, new Refusal("bad-parent", "parent", "the parent was closed meanwhile"));
        }

        /// <summary>The column in which the row says something else than what stands.</summary>
        private static string? DifferenceOf(UnitHead head, UnitRegister register) =>
            head.IsClosed ? "code"
            : head.Kind != register.Kind ? "kind"
            : head.Parent != register.Parent ? "parent"
            : head.Name != register.Name ? "name"
            : register.Tier is { } tier && tier != head.Tier ? "tier"
            : register.Households is { } households && households != head.Households ? "households"
            : null;

        /// <summary>
        /// Its registration was voided; only the unit itself can go on from there. The identity of the first was used,
        /// and so is the next after each void.
        /// </summary>
        private async Task<(bool IsNew, Refusal? Failure)> RegisterAgainAsync(Row row, long version)
        {
            var record = ports.Reader.Read(ToRecord(row.Written, version + 1)).Record!;
            var answer = (await ports.Units.PostAsync(record.Unit, [record]))[0];
            return answer.Status == AnswerStatus.Unavailable
                ? throw new JournalUnavailableException($"Unit {record.Unit} could not be registered again.")
                : (answer.Status == AnswerStatus.Accepted, answer.Refusal);
        }

        private void Fail(int line, string unit, Refusal refusal)
        {
            var field = refusal.Field is { } path && path.StartsWith("data.", StringComparison.Ordinal)
                ? path["data.".Length..]
                : refusal.Field == "unit" ? "code" : refusal.Field;
            lock (_gate)
            {
                _failures.Add(new UnitImportFailure(line, unit, refusal.Code, field, refusal.Message));
                Report();
            }
        }

        private void Report()
        {
            _done++;
            if (_done % 1000 == 0 || _done == total)
            {
                progress?.Report(_done);
            }
        }
    }
}
