namespace GridActors.Core.Records;

/// <summary>All identities that a unit has accepted, exact and for ever; part of its state and its snapshot.</summary>
public sealed class SeenRecords
{
    private readonly Dictionary<string, SequenceSet> _bySource = new(1, StringComparer.Ordinal);

    public bool Contains(RecordId id) => _bySource.TryGetValue(id.Source, out var set) && set.Contains(id.Seq);

    public void Add(RecordId id)
    {
        if (!_bySource.TryGetValue(id.Source, out var set))
        {
            _bySource.Add(id.Source, set = new SequenceSet());
        }

        set.Add(id.Seq);
    }

    public void WriteTo(BinaryWriter writer)
    {
        writer.Write7BitEncodedInt(_bySource.Count);
        foreach (var (source, set) in _bySource.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            writer.Write(source);
            set.WriteTo(writer);
        }
    }

    public static SeenRecords ReadFrom(BinaryReader reader)
    {
        var seen = new SeenRecords();
        var count = reader.Read7BitEncodedInt();
        for (var i = 0; i < count; i++)
        {
            seen._bySource.Add(reader.ReadString(), SequenceSet.ReadFrom(reader));
        }

        return seen;
    }
}
