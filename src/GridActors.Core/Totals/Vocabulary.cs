using System.Collections.Immutable;

namespace GridActors.Core.Totals;

/// <summary>A code that clients send, with its name for people.</summary>
public sealed record Term(string Code, string Zh, string En);

/// <summary>
/// The closed list of codes that a field accepts. Values read from a record are these very string instances, so a
/// million records that say <c>green</c> hold one string.
/// </summary>
public sealed class Vocabulary(params ImmutableArray<Term> terms)
{
    public ImmutableArray<Term> Terms { get; } = terms;

    public static Vocabulary Of(params (string Code, string Zh, string En)[] terms) =>
        new([.. terms.Select(term => new Term(term.Code, term.Zh, term.En))]);

    public Term? Find(string code)
    {
        foreach (var term in Terms)
        {
            if (term.Code == code)
            {
                return term;
            }
        }

        return null;
    }

    /// <summary>The codes as a refusal lists them.</summary>
    public override string ToString() => string.Join(", ", Terms.Select(term => term.Code));
}
