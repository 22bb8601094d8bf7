using GridActors.Core.Units;

namespace GridActors.Core.Tests.Units;

/// <summary>What earlier versions of the program left in journals and stores is read by today's.</summary>
public sealed class OlderFormatTests
{
    public static TheoryData<string> Snapshots =>
        [.. Approved.All("snapshot.txt").Where(file => file.StartsWith("Older/", StringComparison.Ordinal))];

    public static TheoryData<string> Journals => [.. Approved.All("journal.ndjson")];

    [Fact]
    public void What_was_persisted_once_is_kept_as_an_example() =>
        Assert.Empty(Approved.KeptFiles().Where(kept => kept.File is null).Select(kept => kept.Line));

    /// <summary>
    /// The number of the format tells an older snapshot, which is then left and the journal folded. One with today's number
    /// must come to exactly what the journal comes to: read, but read wrongly, it would be believed.
    /// </summary>
    [Theory]
    [MemberData(nameof(Snapshots))]
    public void An_older_snapshot_says_what_the_journal_says_or_is_left(string file)
    {
        var image = ApprovedText.Snapshots.TryRead(ApprovedText.SnapshotOf(Approved.Read(file)));
        if (image is not null)
        {
            Assert.Equal(
                Approved.Read(Approved.NewestOf(file)),
                ApprovedText.Show(ApprovedText.Snapshots.Write(image)));
        }
    }

    /// <summary>Entries are never left: each that was ever written is read, and the whole comes to a snapshot that is read.</summary>
    [Theory]
    [MemberData(nameof(Journals))]
    public void A_journal_of_any_age_is_folded(string file)
    {
        var entries = ApprovedText.EntriesOf(Approved.Read(file));
        HashSet<long> voided = [.. entries.Select(entry => entry.Outcome?.Voids).OfType<long>()];
        var refold = new Refold(voided, judge: false, UnitUnderTest.Shanghai);
        entries.ForEach(refold.Add);
        Assert.Equal(entries.Count, refold.Image.Version);
        Assert.NotNull(ApprovedText.Snapshots.TryRead(ApprovedText.Snapshots.Write(refold.Image)));
    }
}
