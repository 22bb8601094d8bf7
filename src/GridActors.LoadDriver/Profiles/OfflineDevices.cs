namespace GridActors.LoadDriver.Profiles;

/// <summary>
/// Devices that come back after a month without network: what they send lies up to 30 days back, in no order, and each
/// call is made twice.
/// </summary>
internal sealed class OfflineDevices : Profile
{
    private const int Days = 30;

    /// <summary>Prime to the minutes of 30 days, so that every minute has its turn, far from its neighbours'.</summary>
    private const long Stride = 11_003;

    public override TimeSpan OpenSince => TimeSpan.FromDays(Days + 1);

    public override bool SendsTwice => true;

    public override TimeSpan Age(long call) => TimeSpan.FromMinutes(call * Stride % (Days * 24 * 60));
}
