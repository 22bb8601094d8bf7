using System.Collections.Concurrent;

namespace GridActors.Core.Totals;

/// <summary>
/// Indicators that share a prefix and differ in a key: a fixed vocabulary (<c>passages.code.green</c>) or an open one
/// (<c>returnees.from.4201</c>, where the key comes with the records). The names hold the key's own name at <c>{0}</c>.
/// </summary>
public sealed class IndicatorFamily
{
    private readonly ConcurrentDictionary<string, Indicator> _members = new(StringComparer.Ordinal);
    private readonly bool _isLevel;
    private readonly Vocabulary? _vocabulary;
    private readonly Func<string, string>? _unitOf;
    private readonly Func<string, Term>? _nameOf;

    private IndicatorFamily(
        string prefix, bool isLevel, string topic, string zh, string en, string unit, Vocabulary? vocabulary,
        Func<string, string>? unitOf = null, Func<string, Term>? nameOf = null)
    {
        (Prefix, _isLevel, Topic, Zh, En, Unit, _vocabulary) = (prefix, isLevel, topic, zh, en, unit, vocabulary);
        (_unitOf, _nameOf) = (unitOf, nameOf);
        foreach (var term in vocabulary?.Terms ?? [])
        {
            Of(term.Code);
        }
    }

    /// <summary>Everything before the key, with its dot: <c>passages.code.</c>.</summary>
    public string Prefix { get; }

    public string Topic { get; }

    public string Zh { get; }

    public string En { get; }

    public string Unit { get; }

    public bool IsLevel => _isLevel;

    /// <summary>Names of what the keys of an open family begin with; null where they are their own names.</summary>
    public Vocabulary? Starts { get; private init; }

    /// <summary>True when keys come with the records, so that the members are not known beforehand.</summary>
    public bool IsOpen => _vocabulary is null;

    /// <summary>The members known now; for a fixed vocabulary, all of them in its order.</summary>
    public IEnumerable<Indicator> Members => _vocabulary is null
        ? _members.Values.OrderBy(member => member.Code, StringComparer.Ordinal)
        : _vocabulary.Terms.Select(term => _members[term.Code]);

    public static IndicatorFamily Flow(
        string prefix, string topic, string zh, string en, string unit, Vocabulary? vocabulary = null) =>
        new(prefix, isLevel: false, topic, zh, en, unit, vocabulary);

    /// <param name="unitOf">What one of a member counts, by its key.</param>
    public static IndicatorFamily Flow(
        string prefix, string topic, string zh, string en, Func<string, string> unitOf, Vocabulary vocabulary) =>
        new(prefix, isLevel: false, topic, zh, en, unit: "", vocabulary, unitOf);

    /// <param name="nameOf">How people call a key that comes with the records.</param>
    /// <param name="starts">The names of what such keys begin with, for clients that name them themselves.</param>
    public static IndicatorFamily Flow(
        string prefix, string topic, string zh, string en, string unit, Func<string, Term> nameOf, Vocabulary starts) =>
        new(prefix, isLevel: false, topic, zh, en, unit, vocabulary: null, nameOf: nameOf) { Starts = starts };

    public static IndicatorFamily Level(
        string prefix, string topic, string zh, string en, string unit, Vocabulary? vocabulary = null) =>
        new(prefix, isLevel: true, topic, zh, en, unit, vocabulary);

    public Indicator Of(string key)
    {
        if (_members.TryGetValue(key, out var member))
        {
            return member;
        }

        var name = _vocabulary?.Find(key) ?? _nameOf?.Invoke(key) ?? new Term(key, key, key);
        return _members.GetOrAdd(key, Indicator.Define(
            Prefix + key, _isLevel, Topic, string.Format(null, Zh, name.Zh), string.Format(null, En, name.En),
            _unitOf?.Invoke(key) ?? Unit, name));
    }
}
