using GridActors.Core.Totals;
using GridActors.Core.Units;
using GridActors.Journaling.Ports;

namespace GridActors.Journaling.Tests.Contract;

/// <summary>
/// What every store must do; each derived class is one topic, subclassed once for each store. The tests speak to the
/// ports only and know no store.
/// </summary>
public abstract class JournalContract<TStore> : IAsyncLifetime
    where TStore : StoreUnderTest, new()
{
    protected static readonly DateOnly Monday = new(2020, 2, 10);
    protected static readonly DateOnly Tuesday = new(2020, 2, 11);
    protected static readonly DateOnly LeapDay = new(2020, 2, 29);

    private readonly TStore _underTest = new();

    protected IUnitStore Store { get; private set; } = null!;

    public async Task InitializeAsync() => Store = await _underTest.OpenAsync();

    public async Task DisposeAsync() => await _underTest.DisposeAsync();

    protected Task ForgetTracesAsync() => _underTest.ForgetTracesAsync();

    protected async Task ReopenAsync() => Store = await _underTest.ReopenAsync();

    protected static UnitId Id(string id) => UnitId.Parse(id);

    /// <summary>A unit that was never written to, as its one writer sees it.</summary>
    protected UnitWriter Unit(string id) => new(() => Store, Id(id));

    protected async Task<UnitWriter> RegisteredAsync(string id, UnitKind kind, string? parent = null)
    {
        var unit = Unit(id);
        Assert.True(await unit.AppendAsync(append => append with { Head = UnitWriter.Head(id, kind, parent) }));
        return unit;
    }

    /// <summary>A county with one township, one village in it and two households in that: c, t, v, h1, h2.</summary>
    protected async Task<Dictionary<string, UnitWriter>> RegisterTreeAsync() => new()
    {
        ["c"] = await RegisteredAsync("c", UnitKind.County),
        ["t"] = await RegisteredAsync("t", UnitKind.Township, "c"),
        ["v"] = await RegisteredAsync("v", UnitKind.Village, "t"),
        ["h1"] = await RegisteredAsync("h1", UnitKind.Household, "v"),
        ["h2"] = await RegisteredAsync("h2", UnitKind.Household, "v"),
    };

    protected static void AssertSame(DailyTotals expected, DailyTotals actual) =>
        Assert.True(expected.SameAs(actual), $"expected {Show(expected)}\nactual   {Show(actual)}");

    private static string Show(DailyTotals totals) =>
        $"[{Show(totals.Running)}] " + string.Join("; ", totals.Days.Select(day => $"{day.Day:O} {Show(day.Counts)}"));

    private static string Show(Bucket bucket) =>
        string.Join(", ", bucket.Amounts.Select(amount => $"{amount.Key} {amount.Value}"));
}
