using GridActors.Core.Records;
using GridActors.Core.Units;

namespace GridActors.Core.Tests.Units;

public sealed class UnitSnapshotTests
{
    private static readonly UnitSnapshot Snapshots = new(Catalogue.Standard);

    [Fact]
    public void A_damaged_snapshot_is_ignored_or_read_and_never_throws() =>
        Properties.Hold(
            Properties.FromSeed(chance =>
            {
                var bytes = Examples.Of(chance.Of("health.check", "passage", "household.survey", "unit.close", "record.void")).Snapshot();
                for (var change = chance.Next(1, 4); change > 0; change--)
                {
                    bytes[chance.Next(bytes.Length)] = (byte)chance.Next(256);
                }

                return chance.Next(3) == 0 ? bytes[..chance.Next(bytes.Length)] : bytes;
            }),
            bytes => Snapshots.TryRead(bytes),
            tests: 1_500);

    [Fact]
    public void A_snapshot_of_another_format_or_with_an_aspect_that_is_not_known_is_ignored()
    {
        var bytes = Examples.Of("passage").Snapshot();
        bytes[0]++;
        Assert.Null(Snapshots.TryRead(bytes));
        Assert.Null(Snapshots.TryRead([]));
        var smaller = new UnitSnapshot(new Catalogue(UnitFeature.Feature));
        Assert.Null(smaller.TryRead(Examples.Of("passage").Snapshot()));
    }

    [Fact]
    public void A_snapshot_does_not_depend_on_how_often_it_was_written_and_read()
    {
        var unit = Examples.Of("health.check");
        var once = unit.Snapshot();
        Assert.Equal(once, unit.Reload(once).Snapshot());
    }
}
