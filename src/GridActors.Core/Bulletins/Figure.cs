using System.Collections.Immutable;
using GridActors.Core.Totals;

namespace GridActors.Core.Bulletins;

/// <summary>One indicator in a bulletin.</summary>
/// <param name="Day">What the day brought: of a flow what was done, of a level how it changed.</param>
/// <param name="Total">At the end of the day: of a flow in all until then, of a level how it stands.</param>
/// <param name="Parts">What it splits into, by a vocabulary that continues its code.</param>
public sealed record Figure(Indicator Indicator, Amount Day, Amount Total, ImmutableArray<Figure> Parts)
{
    /// <summary>This one, then all its parts, and theirs.</summary>
    public IEnumerable<Figure> All => Parts.SelectMany(part => part.All).Prepend(this);
}

/// <summary>What a bulletin says under one heading.</summary>
public sealed record TopicFigures(Term Topic, ImmutableArray<Figure> Figures)
{
    public IEnumerable<Figure> All => Figures.SelectMany(figure => figure.All);
}
