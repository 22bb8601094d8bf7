using GridActors.Core.Units;
using GridActors.Journaling.Ports;
using GridActors.Simulation.Scheduling;

namespace GridActors.Simulation.Counties;

/// <summary>A unit as the people in the field know it: that it is planned says not that it is registered yet.</summary>
internal sealed record Place(UnitId Id, UnitKind Kind, UnitId? Parent);

/// <summary>A small county, made from the seed: a few townships, villages, grids, households, institutions, checkpoints.</summary>
internal sealed class County
{
    public static readonly UnitId Root = UnitId.Parse("c");

    private readonly Chance _chance;
    private readonly List<Place> _places = [];
    private readonly List<Place> _areas = [];
    private int _numbers;

    public County(Chance chance)
    {
        _chance = chance;
        Work = new Palette(chance.Fork());
        Add(new Place(Root, UnitKind.County, null));
        for (var townships = chance.Next(1, 3); townships > 0; townships--)
        {
            var township = Add(UnitKind.Township, Root);
            for (var villages = chance.Next(1, 4); villages > 0; villages--)
            {
                var village = Add(UnitKind.Village, township);
                var below = chance.OneIn(2) ? village : Add(chance.Of(UnitKind.Grid, UnitKind.Community), village);
                for (var leaves = chance.Next(1, 4); leaves > 0; leaves--)
                {
                    Add(UnitKind.Household, below);
                }

                Add(UnitKind.Checkpoint, chance.Of(village, below, township));
            }
        }

        Add(UnitKind.Institution, Root);
        Add(UnitKind.Checkpoint, Root);
    }

    /// <summary>What is recorded here.</summary>
    public Palette Work { get; }

    public IReadOnlyList<Place> Places => _places;

    public IReadOnlyList<Place> Areas => _areas;

    /// <summary>Leaves mostly: that is where the work is.</summary>
    public Place AnyPlace()
    {
        var place = _chance.From(_places);
        return UnitKindRules.IsArea(place.Kind) && _chance.OneIn(2) ? _chance.From(_places) : place;
    }

    /// <summary>A place that nobody has registered yet, under an area where it may stand - or, now and then, may not.</summary>
    public Place NewPlace()
    {
        var kind = _chance.Of(UnitKind.Household, UnitKind.Household, UnitKind.Checkpoint, UnitKind.Institution, UnitKind.Grid);
        return new Place(UnitId.Parse($"n{++_numbers}"), kind, ParentFor(kind));
    }

    public UnitId ParentFor(UnitKind kind)
    {
        var area = _chance.From(_areas);
        for (var tries = 0; tries < 20 && !UnitKindRules.MayStandUnder(kind, area.Kind); tries++)
        {
            area = _chance.From(_areas);
        }

        return area.Id;
    }

    public void Add(Place place)
    {
        _places.Add(place);
        if (UnitKindRules.IsArea(place.Kind))
        {
            _areas.Add(place);
        }
    }

    /// <summary>The list that an office imports, in the order of lines that the seed gives it.</summary>
    public IReadOnlyList<UnitRow> Rows()
    {
        var places = _places.ToList();
        _chance.Shuffle(places);
        return
        [
            .. places.Select((place, line) => new UnitRow(
                line + 2, place.Id.Value, $"单位{place.Id}", UnitKindRules.NameOf(place.Kind), place.Parent?.Value, null, null)),
        ];
    }

    private UnitId Add(UnitKind kind, UnitId parent)
    {
        var place = new Place(UnitId.Parse($"{UnitKindRules.NameOf(kind)[0]}{++_numbers}"), kind, parent);
        Add(place);
        return place.Id;
    }
}
