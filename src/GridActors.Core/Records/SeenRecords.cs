namespace GridActors.Core.Records;

/// <summary>All identities that a unit has accepted, exact and for ever; part of its state and its snapshot.</summary>
public sealed class SeenRecords
{
    private (string Source, SequenceSet Numbers)[] _sources = []; // ascending; few, so that hashes would be most of it

    public bool Contains(RecordId id) => Find(id.Source) is >= 0 and var at && _sources[at].Numbers.Contains(id.Seq);

    public void Add(RecordId id)
    {
        var at = Find(id.Source);
        if (at < 0)
        {
            at = ~at;
            _sources = [.. _sources[..at], (id.Source, new SequenceSet()), .. _sources[at..]];
        }

        _sources[at].Numbers.Add(id.Seq);
    }

    public void WriteTo(BinaryWriter writer)
    {
        writer.Write7BitEncodedInt(_sources.Length);
        foreach (var (source, numbers) in _sources)
        {
            writer.Write(source);
            numbers.WriteTo(writer);
        }
    }

    public static SeenRecords ReadFrom(BinaryReader reader)
    {
        var sources = new List<(string Source, SequenceSet Numbers)>();
        for (var left = reader.Read7BitEncodedInt(); left > 0; left--)
        {
            var source = reader.ReadString();
            if (sources.Count > 0 && string.CompareOrdinal(sources[^1].Source, source) >= 0)
            {
                throw new FormatException("Sources are not in their order.");
            }

            sources.Add((source, SequenceSet.ReadFrom(reader)));
        }

        return new SeenRecords { _sources = [.. sources] };
    }

    private int Find(string source)
    {
        int low = 0, high = _sources.Length - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var order = string.CompareOrdinal(source, _sources[middle].Source);
            if (order == 0)
            {
                return middle;
            }

            (low, high) = order < 0 ? (low, middle - 1) : (middle + 1, high);
        }

        return ~low;
    }
}
