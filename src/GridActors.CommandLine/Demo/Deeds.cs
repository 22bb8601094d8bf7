namespace GridActors.CommandLine.Demo;

/// <summary>Records whose data are a few plain fields, entered where they belong.</summary>
internal static class Deeds
{
    /// <summary>In the office of an area.</summary>
    public static Draft InOffice(
        string area, DateTimeOffset at, string type, params (string Name, object Value)[] data) =>
        new(at, $"{area}-office", area, "办公室", type, json => json.WriteFields(data));

    /// <summary>On the tablet of the household's place.</summary>
    public static Draft AtHome(
        Home home, DateTimeOffset at, string type, params (string Name, object Value)[] data) =>
        new(at, home.Tablet, home.Unit, home.Worker, type, json => json.WriteFields(data));

    /// <summary>On the device of a checkpoint.</summary>
    public static Draft AtGate(
        Gate gate, DateTimeOffset at, string by, string type, params (string Name, object Value)[] data) =>
        new(at, gate.Device, gate.Unit, by, type, json => json.WriteFields(data));

    /// <summary>A part of a whole: what does not divide goes to the first.</summary>
    public static int ShareOf(int all, int part, int parts) => (all / parts) + (part < all % parts ? 1 : 0);
}
