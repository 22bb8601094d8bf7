using GridActors.Core.Records;

namespace GridActors.Core.Tests.Units;

/// <summary>A voided record is as if it had never been: compared with a run that never had it.</summary>
public sealed class VoidPropertyTests
{
    [Theory]
    [InlineData("household")]
    [InlineData("institution")]
    [InlineData("checkpoint")]
    [InlineData("village")]
    [InlineData("township")]
    [InlineData("post")]
    [InlineData("gate")]
    [InlineData("county")]
    [InlineData("grid")]
    public void A_record_taken_back_is_as_if_it_had_never_been_and_one_that_others_need_names_them(string kind)
    {
        var seen = new Dictionary<string, int>();
        OrderOfArrivalTests.Hold(kind, month =>
        {
            var chance = new Random(month.Seed);
            var target = chance.Shuffled(chance.Of(month.Notes.GroupBy(note => note.Type).ToArray()))[0];
            var unit = month.InOrder();
            var (version, before) = (unit.Version, unit.Shown());
            var answer = unit.Void(target.Seq, target.Source);
            seen[$"{target.Type} {answer.Refusal?.Code}"] = seen.GetValueOrDefault($"{target.Type} {answer.Refusal?.Code}") + 1;
            var (without, refused) = Without(month, target);
            switch (answer.Refusal?.Code)
            {
                case null:
                    Assert.Empty(refused);
                    Assert.Equal(without.Shown(), unit.Tick(Month.End).Shown());
                    Assert.Equal(without.Tick(Month.End.AddDays(9)).Shown(), unit.Tick(Month.End.AddDays(9)).Shown());
                    Assert.Equal(unit.Shown(), unit.Reload().Shown());
                    Assert.Equal("duplicate", unit.Send(target.Json(unit)).Status);
                    Assert.Equal(
                        target.Type == "unit.register" ? "unknown-unit" : "no-such-record",
                            unit.Void(target.Seq, target.Source).Refusal!.Code);
                    return;
                case "has-dependents":
                    Assert.Contains($"{refused[0].Source}/{refused[0].Seq}", answer.Refusal.Message);
                    break;
                case "not-voidable":
                    Assert.Equal("record.void", target.Type);
                    break;
                case "already-sent":
                    Assert.Equal("supply.transfer", target.Type);
                    break;
                case "no-such-record":
                    Assert.True(IsVoided(month, target));
                    break;
                default:
                    Assert.Fail(answer.ToString());
                    break;
            }

            Assert.Equal((version, before), (unit.Version, unit.Shown()));
        }, tests: 120);

        // A run in which hardly anything could be taken back, or nothing was needed, would prove nothing.
        Assert.True(seen.Keys.Count(key => key.EndsWith(' ')) >= (kind == "checkpoint" ? 3 : 5), string.Join(", ", seen));
        Assert.Contains("unit.register has-dependents", seen.Keys);
    }

    [Theory]
    [InlineData("household")]
    [InlineData("institution")]
    [InlineData("checkpoint")]
    public void What_can_be_taken_back_in_the_order_of_time_can_be_in_any_order_of_arrival_and_leaves_the_same(string kind) =>
        OrderOfArrivalTests.Hold(kind, month =>
        {
            var chance = new Random(month.Seed);
            var target = chance.Of(month.Notes);
            var (ordered, shuffled) = (month.InOrder(), OrderOfArrivalTests.Deliver(month, chance, Month.NewUnit()).Tick(Month.End));
            var (inOrder, inAny) = (ordered.Void(target.Seq, target.Source), shuffled.Void(target.Seq, target.Source));
            if (!inOrder.IsRefused && inAny.Refusal?.Code == "has-dependents" && JoinsNames(target))
            {
                AssertNeeded(month, shuffled, target, inAny.Refusal);
            }
            else if (!inOrder.IsRefused)
            {
                Assert.Equal(inOrder, inAny);
                Assert.Equal(ordered.Tick(Month.End).Shown(), shuffled.Tick(Month.End).Shown());
            }

            // It may be more: of two starts, the earlier one that came in later never asked for the end between them.
            Assert.Equal(shuffled.Tick(Month.End).Shown(), shuffled.Reload().Shown());
        });

    /// <summary>
    /// It tells that an id and a name are one person. Without it two persons are isolated at once until a later record
    /// joins them; where that one came in first there is one person, who cannot be isolated twice.
    /// </summary>
    private static bool JoinsNames(Note note) => note.Data.Contains("\"id\":") && note.Data.Contains("\"name\":\"家人");

    /// <summary>What came in, in its order but without the target, is refused where the answer says so.</summary>
    private static void AssertNeeded(Month month, UnitUnderTest unit, Note target, Refusal answer)
    {
        var again = Month.NewUnit();
        var arrival = unit.Journal.Select((entry, index) => (entry.Id, index)).ToDictionary(entry => entry.Id, entry => entry.index);
        var refused = month.Notes
            .Where(note => note != target)
            .OrderBy(note => arrival[new RecordId(note.Source, note.Seq)])
            .First(note => again.Send(note.Json(again)).IsRefused);
        Assert.Contains($"{refused.Source}/{refused.Seq}", answer.Message);
    }

    private static (UnitUnderTest Unit, List<Note> Refused) Without(Month month, Note target)
    {
        // As devices do: what is refused is sent again as long as that gets any of it through.
        var unit = Month.NewUnit();
        var refused = month.Notes.Where(note => note != target).ToList();
        while (refused.RemoveAll(note => !unit.Send(note.Json(unit)).IsRefused) > 0)
        {
        }

        // What was taken back itself needs nothing any more.
        return (unit.Tick(Month.End), refused.FindAll(note => note.Type != "record.void" && !IsVoided(month, note)));
    }

    private static bool IsVoided(Month month, Note target) => month.Notes.Any(
        note => note.Type == "record.void" && note.Data.Contains($"\"{target.Source}\",\"seq\":{target.Seq},"));
}
