using GridActors.Core.Units;

namespace GridActors.Core.Tests.Units;

/// <summary>
/// What is persisted must be readable for ever: for every record type a journal that ends with it, as a store keeps
/// it, and the snapshot after it.
/// </summary>
public sealed class ApprovedExampleTests
{
    public static TheoryData<string> Types =>
        [.. UnitUnderTest.Catalogue.RecordTypes.Select(type => type.Name), .. Examples.More];

    [Theory]
    [MemberData(nameof(Types))]
    public void Journal_and_snapshot_are_written_as_approved(string type)
    {
        var unit = Examples.Of(type);
        Assert.Equal(type.Split('+')[0], ApprovedText.Reader.ReadStored(unit.Journal[^1]).Record.Type.Name);
        Approved.MatchKept($"{type}.journal.ndjson", ApprovedText.Show(unit.Journal));
        Approved.MatchKept($"{type}.snapshot.txt", ApprovedText.Show(unit.Snapshot()));
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void The_approved_journal_folds_to_the_approved_snapshot(string type)
    {
        var entries = ApprovedText.EntriesOf(Approved.Read($"{type}.journal.ndjson"));
        HashSet<long> voided = [.. entries.Select(entry => entry.Outcome?.Voids).OfType<long>()];
        Assert.Equal(type == "record.void" ? 1 : 0, voided.Count);
        var refold = new Refold(voided, judge: false, UnitUnderTest.Shanghai);
        entries.ForEach(refold.Add);
        Assert.Equal(Approved.Read($"{type}.snapshot.txt"), ApprovedText.Show(ApprovedText.Snapshots.Write(refold.Image)));
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void The_approved_snapshot_is_read_and_written_again_unchanged(string type)
    {
        var text = Approved.Read($"{type}.snapshot.txt");
        var image = ApprovedText.Snapshots.TryRead(ApprovedText.SnapshotOf(text));
        Assert.NotNull(image);
        Assert.Equal(text, ApprovedText.Show(ApprovedText.Snapshots.Write(image)));
    }
}
