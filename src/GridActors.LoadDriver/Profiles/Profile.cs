namespace GridActors.LoadDriver.Profiles;

/// <summary>How a load is shaped: how busy it is as time goes on, and which gate a call goes to.</summary>
internal abstract class Profile
{
    public static IReadOnlyList<string> Names { get; } = ["steady", "day", "hot", "offline"];

    /// <summary>How long before the run the gates opened: records may be this old.</summary>
    public virtual TimeSpan OpenSince => TimeSpan.FromMinutes(1);

    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public static Profile Named(string name) => name switch
    {
        "steady" => new Steady(),
        "day" => new CountyDay(),
        "hot" => new HotGate(),
        "offline" => new OfflineDevices(),
        _ => throw new ArgumentException($"--profile is one of {string.Join(", ", Names)}"),
    };

    /// <summary>How busy it is beside the mean.</summary>
    /// <param name="part">How much of the run has passed, from 0 to 1.</param>
    public virtual double Busyness(double part) => 1;

    /// <summary>Which gate the call goes to; all in turn unless a profile says otherwise.</summary>
    public virtual int Gate(long call, int gates) => (int)(call % gates);

    /// <summary>How long ago the passages of a call happened.</summary>
    public virtual TimeSpan Age(long call) => TimeSpan.Zero;

    /// <summary>Every call is made once more some calls later, as by a device that never heard its answer.</summary>
    public virtual bool SendsTwice => false;

    /// <summary>Parts of the run at which the watch at every gate is relieved.</summary>
    public virtual IReadOnlyList<double> ShiftChanges => [];

    private sealed class Steady : Profile;
}
