using FsCheck;
using FsCheck.Fluent;

namespace GridActors.Core.Tests;

/// <summary>What must hold for anything that the generator makes; a failure shows the smallest case and its seed.</summary>
public static class Properties
{
    /// <summary>Set it to 100 for a night's run.</summary>
    private static readonly int Times = int.Parse(Environment.GetEnvironmentVariable("GRIDACTORS_PROPERTY_TIMES") ?? "1");

    public static void Hold<T>(Gen<T> cases, Action<T> property, int tests = 100, Func<T, IEnumerable<T>>? smaller = null) =>
        Prop.ForAll(Arb.From(cases, smaller ?? (_ => [])), property)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(tests * Times));

    /// <summary>Cases made by plain code from a seeded source of chance.</summary>
    public static Gen<T> FromSeed<T>(Func<Random, T> make) =>
        Gen.Choose(0, int.MaxValue).Select(seed => make(new Random(seed)));

    /// <summary>Lists with a part left out, large parts first.</summary>
    public static IEnumerable<T[]> Shorter<T>(T[] items)
    {
        for (var size = items.Length / 2; size > 0; size /= 2)
        {
            for (var start = 0; start + size <= items.Length; start += size)
            {
                yield return [.. items[..start], .. items[(start + size)..]];
            }
        }
    }

    public static T[] Shuffled<T>(this Random chance, IEnumerable<T> items)
    {
        T[] shuffled = [.. items];
        chance.Shuffle(shuffled);
        return shuffled;
    }

    public static T Of<T>(this Random chance, params ReadOnlySpan<T> items) => items[chance.Next(items.Length)];
}
