using GridActors.Core.Units;
using GridActors.Gateway.Answers;
using Microsoft.AspNetCore.Http;

namespace GridActors.Gateway.Villages;

/// <summary>Which page of villages, or of what stands in them, somebody asks for.</summary>
internal readonly record struct VillagePage(UnitId? After, int Limit)
{
    /// <summary>Null when the question means a page; else what is wrong with it.</summary>
    public static IResult? Read(string? after, string? limit, out VillagePage page)
    {
        page = default;
        UnitId? last = null;
        if (after is not null)
        {
            if (!UnitId.TryParse(after, out var place))
            {
                return Problem.BadQuery(nameof(after), "the next of another page");
            }

            last = place;
        }

        if (!QueryValues.TryWhole(
            limit, GatewayLimits.VillagePageDefault, 1, GatewayLimits.VillagePageMax, out var count))
        {
            return Problem.BadQuery(nameof(limit), $"a whole number from 1 to {GatewayLimits.VillagePageMax}");
        }

        page = new VillagePage(last, (int)count);
        return null;
    }
}
