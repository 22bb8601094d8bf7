using GridActors.Core.Totals;
using GridActors.Core.Units;
using GridActors.Journaling.Deadlines;
using GridActors.Journaling.Ports;
using GridActors.Journaling.Tests.Hosting;

namespace GridActors.Journaling.Tests.Loop;

/// <summary>
/// Many units send each other supplies while appends are lost, answers are lost, messages are lost and repeated, all
/// is killed, units close, move and come back. Afterwards everything is somewhere, once.
/// </summary>
public sealed class SupplyTroubleTests
{
    private const int Seeds = 60;
    private const int Steps = 120;

    private static readonly string[] Posts = ["100", "100-1", "100-2", "100-1-1", "100-1-2", "100-2-1", "k1", "k2"];

    [Fact]
    public void Whatever_happens_all_that_was_received_is_used_or_in_stock_once()
    {
        var returned = 0;
        for (var seed = 1; seed <= Seeds; seed++)
        {
            returned += new Run(seed).Play();
        }

        Assert.True(returned > Seeds / 4, $"only {returned} came back: the closings prove nothing");
    }

    private sealed class Run(int seed)
    {
        private readonly TestUnits _units = new();
        private readonly Random _chance = new(seed);
        private readonly List<Core.Records.Record> _unanswered = [];
        private decimal _received;
        private decimal _used;
        private int _seq;

        public int Play()
        {
            Assert.Empty(_units.Import(
                "100,县,county,", "100-1,镇,township,100", "100-2,镇,township,100", "100-1-1,村,village,100-1",
                "100-1-2,村,village,100-1", "100-2-1,村,village,100-2", "k1,卡,checkpoint,100-1", "k2,卡,checkpoint,100-2",
                "h,户,household,100-1-1").Failures);
            _units.Deliveries = () => _chance.Next(5) == 0 ? 0 : _chance.Next(1, 3);
            _units.Store.Otherwise = _ => _chance.Next(20) switch
            {
                0 => Trouble.LostBeforeCommit,
                1 => Trouble.LostAfterCommit,
                _ => Trouble.None,
            };
            for (var step = 0; step < Steps; step++)
            {
                Step();
            }

            return Settled();
        }

        private void Step()
        {
            var unit = _chance.Of(Posts);
            var quantity = _chance.Of(1m, 0.125m, 7.5m);
            switch (_chance.Next(14))
            {
                case < 3:
                    Post(unit, "supply.receive", quantity * 10, "");
                    break;
                case 3:
                    Post(unit, "supply.use", quantity, "");
                    break;
                case < 9:
                    Post(unit, "supply.transfer", quantity, $",\"to\":\"{_chance.Of([.. Posts, "h"])}\"");
                    break;
                case 9:
                    Structure(unit);
                    break;
                case 10:
                    _units.LosesAnswers = !_units.LosesAnswers;
                    break;
                case 11:
                    _units.Kill();
                    break;
                default:
                    _units.Pass(TimeSpan.FromSeconds(_chance.Next(4)));
                    Sweep();
                    break;
            }
        }

        /// <summary>Only what has nothing left can be closed; a move goes on with all that is under way.</summary>
        private void Structure(string unit)
        {
            var isMove = unit.StartsWith('k') && _chance.Next(2) == 0;
            Answer(_units.Make(
                unit, isMove ? "unit.move" : "unit.close", isMove ? $$"""{"parent":"{{_chance.Of("100-1", "100-2")}}"}""" : "{}",
                "office", ++_seq));
        }

        private void Post(string unit, string type, decimal quantity, string more) => Answer(_units.Make(
            unit, type, FormattableString.Invariant($$"""{"item":"mask","quantity":{{quantity}}{{more}}}"""), "tablet", ++_seq));

        private void Answer(Core.Records.Record record)
        {
            switch (_units.Post(record).Status)
            {
                case AnswerStatus.Unavailable:
                    _unanswered.Add(record);
                    return;
                case AnswerStatus.Accepted or AnswerStatus.Duplicate when record.Data is Core.Supplies.Supply data:
                    _received += record.Type.Name == "supply.receive" ? data.Quantity.Units : 0;
                    _used += record.Type.Name == "supply.use" ? data.Quantity.Units : 0;
                    return;
                default:
                    return;
            }
        }

        /// <summary>No more trouble; how many messages came back.</summary>
        private int Settled()
        {
            (_units.Deliveries, _units.LosesAnswers, _units.Store.Otherwise) = (() => 1, false, _ => Trouble.None);
            foreach (var record in _unanswered.ToArray())
            {
                Answer(record);
            }

            _units.Pass(TimeSpan.FromSeconds(3));
            Sweep();
            _units.Pass(TimeSpan.FromSeconds(10));
            _units.Heal();
            Assert.Equal((seed, 0), (seed, Sweep()));

            var recount = _units.Recount();
            Assert.Empty(recount.Differences);
            Assert.Empty(recount.WrongVersions);
            Assert.Equal(
                (seed, _received, _used, _received - _used, 0m),
                (seed, Value("supply.received"), Value("supply.used"), Value("stock"), Value("stock.inTransit")));
            return Entries().Count(text => text.Contains("\"returned\"", StringComparison.Ordinal));
        }

        private decimal Value(string prefix) => _units.Value("100", $"{prefix}.mask");

        private IEnumerable<string> Entries() => Posts.SelectMany(unit => _units.Run(() =>
            _units.Store.ReadAsync(UnitId.Parse(unit), 0, 10_000).AsTask()).Select(entry =>
                System.Text.Encoding.UTF8.GetString(entry.Utf8.Span)));

        private int Sweep() => _units.Run(() =>
            new DeadlineSweeper(_units.Store, _units, _units, _units.Time).SweepAsync(_units.Time.GetUtcNow()));
    }
}

internal static class Chance
{
    public static T Of<T>(this Random chance, params ReadOnlySpan<T> items) => items[chance.Next(items.Length)];
}
