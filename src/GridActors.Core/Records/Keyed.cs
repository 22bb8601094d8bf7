using System.Collections.Immutable;

namespace GridActors.Core.Records;

/// <summary>An item that later records name by its key.</summary>
internal interface IKeyed
{
    string Key { get; }
}

/// <summary>Items of one unit, ascending by key, so that the order in which they came in leaves no trace.</summary>
internal static class Keyed
{
    /// <summary>Characters.</summary>
    public const int KeyLengthMax = 60;

    public static T? Find<T>(this ImmutableArray<T> items, string key)
        where T : class, IKeyed
    {
        var place = items.PlaceOf(key);
        return place < 0 ? null : items[place];
    }

    /// <summary>The items with this one in its place, instead of the one that had its key.</summary>
    public static ImmutableArray<T> Put<T>(this ImmutableArray<T> items, T item)
        where T : class, IKeyed
    {
        var place = items.PlaceOf(item.Key);
        return place < 0 ? items.Insert(~place, item) : items.SetItem(place, item);
    }

    private static int PlaceOf<T>(this ImmutableArray<T> items, string key)
        where T : class, IKeyed
    {
        int low = 0, high = items.Length - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var order = string.CompareOrdinal(items[middle].Key, key);
            if (order == 0)
            {
                return middle;
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return ~low;
    }
}
